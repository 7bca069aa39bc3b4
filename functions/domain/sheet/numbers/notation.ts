import { latinDigits } from '../headers/key.ts';

/** How a file writes decimals: `.` or `,`; null when nothing in the file decides it. */
export interface Notation {
  readonly decimal: '.' | ',' | null;
}

const SPACES = /[\s\u00a0\u2007\u2009\u202f]/gu;

/** A figure's text with Latin digits, plain minus signs and apostrophes, spaces as U+0020; Arabic separators kept. */
export function plainFigure(text: string): string {
  return latinDigits(text)
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[−‒–﹣－]/g, '-')
    .replace(/[’ʼ‘`´＇]/g, "'")
    .replace(/[．，％]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0))
    .replace(SPACES, ' ')
    .trim();
}

/** The one figure of a text, a currency before it at most: codes and numbers in sentences (`see 1a.1`, `Table 3.5`) decide nothing. */
const BARE =
  /^[^\p{L}\d.,']*(?:[A-Z]{2,5}[^\p{L}\d.,']*)?(\d[\d.,' ]*\d|[.,]\d+)(?:[eE][+-]?\d+)?[.,]?(?:[^\d.,'][^\d]*)?$/u;

/** The separators of a bare figure, from which its notation shows: `1.5` can only be a decimal point, `1.234` can be either. */
function evidence(text: string): '.' | ',' | null {
  const figure = BARE.exec(text)?.[1];
  if (figure === undefined) return null;
  const dots = figure.split('.').length - 1;
  const commas = figure.split(',').length - 1;
  if (dots > 0 && commas > 0) {
    const last = figure.lastIndexOf('.') > figure.lastIndexOf(',') ? '.' : ',';
    return (last === '.' ? dots : commas) === 1 ? last : null;
  }
  if (dots + commas === 0) return null;
  const mark = dots > 0 ? '.' : ',';
  const other = mark === '.' ? ',' : '.';
  if (dots + commas > 1) return /^\d{1,3}([.,]\d{3})+$|^\d{1,2}(,\d{2})+,\d{3}$/.test(figure) ? other : null;
  const [whole = '', fraction = ''] = figure.split(mark);
  const groupable = /^[1-9]\d{0,2}$/.test(whole) && fraction.length === 3;
  return groupable && !/\de[+-]?\d/i.test(text) ? null : mark;
}

/** Figures are short, with their units too; a text that is longer is none, and is not searched for one. */
export const LONGEST_FIGURE = 100;

/** One decision for a whole file from its figures' texts. Contradictory evidence decides nothing. */
export function inferNotation(texts: Iterable<string>): Notation {
  const seen = new Set<string>();
  for (const text of texts) {
    const found = text.length <= LONGEST_FIGURE && /[.,．，]/.test(text) ? evidence(plainFigure(text)) : null;
    if (found) seen.add(found);
    if (seen.size > 1) return { decimal: null };
  }
  return { decimal: seen.has('.') ? '.' : seen.has(',') ? ',' : null };
}
