import type { Indicator } from '../../plan/model.ts';
import { possibleNumbers } from '../../sheet/numbers/read-number.ts';
import { figuresOf } from '../block.ts';
import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** The whole number that was most likely meant: `1234` for a `1.234` whose dot parts decimals elsewhere in the file. */
function wholeOf(found: string, number: number, definition: Indicator): number {
  const grouped = possibleNumbers(found, definition).find(Number.isInteger);
  return grouped ?? Math.round(number);
}

/** A count with a fraction. */
export const integer: Rule = {
  code: 'integer',
  check({ definition, statements }) {
    if (definition?.kind !== 'count') return [];
    return statements
      .flatMap(figuresOf)
      .flatMap(({ part, written: { at, found, number } }) =>
        part !== 'value' || number === null || Number.isInteger(number)
          ? []
          : [issue('integer', 'error', { ...at, found, expected: String(wholeOf(found, number, definition)) })],
      );
  },
};
