import { readFileSync } from 'node:fs';

/** A file of PHL for all of 2025 of which everything is taken without a word: the demonstration's without the rows that lack a breakdown. */
export const GOOD = Buffer.from(
  readFileSync('fixtures/uploads/PHL/02-figures-plain.csv', 'utf8').split('\n').slice(0, 17).join('\n'),
);
