import type { Catalogue } from '../report/catalogue.ts';

/** Control characters, and marks that turn the direction of the text around them. */
export const UNPRINTABLE = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]+/gu;

const LEFT_TO_RIGHT_ISOLATE = '\u2066';
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** Keeps a code, a name or a figure in its own reading direction inside a sentence that runs from right to left. */
export function isolated(text: string, { direction }: Catalogue): string {
  if (direction === 'ltr' || /^[A-Za-z]*$/.test(text)) return text;
  const isolate = /\p{Script=Arabic}|\p{Script=Hebrew}/u.test(text) ? FIRST_STRONG_ISOLATE : LEFT_TO_RIGHT_ISOLATE;
  return `${isolate}${text}${POP_ISOLATE}`;
}

/** Longer texts of a file drown the sentence that quotes them. */
const LONGEST = 300;

/** What a receipt keeps of a cell: enough to find it again, and no document that was pasted into it. */
export function clipped(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).toWellFormed()}…`;
}

/** What an office wrote, as a sentence quotes it: on one line, not too long, in its own reading direction. */
export function quoted(text: string, catalogue: Catalogue): string {
  const characters = [
    ...text
      .slice(0, 4 * LONGEST)
      .toWellFormed()
      .replace(UNPRINTABLE, ' ')
      .trim(),
  ];
  const short = characters.length <= LONGEST ? characters : [...characters.slice(0, LONGEST), '…'];
  return isolated(short.join(''), catalogue);
}
