import type { MarkedSeverity } from './style-marker.ts';
import { SYMBOLS } from './style-marker.ts';

/** By these words a note is known as ours, whoever saved the file since. */
export const AUTHOR = 'Jalon';
const OWN = new RegExp(`${AUTHOR} (?:${Object.values(SYMBOLS).join('|')}) `);

/** A note to be put on a cell; row and column from 0. */
export interface Note {
  readonly row: number;
  readonly column: number;
  /** First line in bold: whose note it is, and how serious. */
  readonly heading: string;
  readonly body: string;
  readonly rightToLeft: boolean;
}

export function headingOf(severity: MarkedSeverity, word: string): string {
  return `${AUTHOR} ${SYMBOLS[severity]} ${word}`;
}

/** Where in a note's text our own words begin, with the empty lines before them; -1 where there are none. */
export function ownWordsIn(text: string): number {
  let at = OWN.exec(text)?.index ?? -1;
  while (at > 0 && text[at - 1] === '\n') at -= 1;
  return at;
}
