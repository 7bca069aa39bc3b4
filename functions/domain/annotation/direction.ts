import type { Catalogue } from '../report/catalogue.ts';

/** Codes, periods and dates: numbers and Latin letters joined by signs that belong to no direction. */
const CODE = /[A-Za-z0-9]+(?:[-./:][A-Za-z0-9]+)+/g;

/** A name that keeps its own direction in a text from right to left, where its numbers would change sides. */
export function isolated(name: string, { direction }: Catalogue): string {
  return direction === 'rtl' ? `\u2068${name}\u2069` : name;
}

/** A text in which codes such as `2025-Q1` keep their order, also among words from right to left. */
export function withCodes(text: string, { direction }: Catalogue): string {
  return direction === 'rtl' ? text.replace(CODE, '\u2066$&\u2069') : text;
}

/** Lines from right to left, said in the text itself for programs that do not take that from the box around it. */
export function directedLines(text: string, catalogue: Catalogue): string {
  return catalogue.direction === 'rtl' ? withCodes(text, catalogue).replace(/.+/g, '\u202b$&\u202c') : text;
}
