import type { Catalogue } from '../../report/catalogue.ts';
import { UNPRINTABLE } from '../quoted.ts';

const UNUSABLE = /[\\/:*?"<>|]+/g;

/** The marks of a text that keep a direction and are not closed in it. */
export function openIsolates(text: string): string {
  let open = '';
  for (const [mark] of text.matchAll(/[\u2066-\u2069]/g)) open = mark === '\u2069' ? open.slice(0, -1) : open + mark;
  return open;
}

/** A text without its end where it is longer. */
export function cut(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const kept = characters.slice(0, most - 1).join('');
  return `${kept.trimEnd()}…${'\u2069'.repeat(openIsolates(kept).length)}`;
}

/** A text on one line without control characters, at most `most` characters. */
export function oneLine(text: string, most: number): string {
  return cut(text.toWellFormed().replace(UNPRINTABLE, ' ').replace(/ +/g, ' ').trim(), most);
}

/** The same for a name or a path: its ending is kept, the middle left out. */
export function oneLineName(text: string, most: number): string {
  const line = oneLine(text, Number.POSITIVE_INFINITY);
  const characters = [...line];
  if (characters.length <= most) return line;
  const tail = Math.min(12, Math.floor(most / 3));
  return `${characters.slice(0, most - tail - 1).join('')}…${characters.slice(-tail).join('')}`;
}

/** The name of an uploaded file, without its folders, as it can be shown in a line of text. */
export function fileName(key: string, most = 60): string {
  return oneLineName(key.split('/').at(-1) ?? key, most) || '–';
}

const LONGEST_STEM = 80;

/**
 * The name of the office's file returned with its cells marked: `<name> - corrections.xlsx` in the catalogue's language, whatever the
 * file's own ending; the same again for a file that has come back under that name.
 */
export function correctionsName(key: string, { text }: Catalogue): string {
  const name = (key.split('/').at(-1) ?? '').replace(/\.[A-Za-z]{2,4}$/, '');
  const safe = name.toWellFormed().replace(UNPRINTABLE, ' ').replace(UNUSABLE, '_').replace(/\s+/g, ' ').trim();
  const ending = text('receipt.corrections', { file: '' }).trim();
  const stem = safe.endsWith(ending) ? safe.slice(0, -ending.length).trim() : safe;
  const short = [...stem].slice(0, LONGEST_STEM).join('').trim();
  return `${text('receipt.corrections', { file: short || 'jalon' })}.xlsx`;
}
