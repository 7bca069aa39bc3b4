import { figuresOf } from '../block.ts';
import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** A count with a fraction. */
export const integer: Rule = {
  code: 'integer',
  check({ definition, statements }) {
    if (definition?.kind !== 'count') return [];
    return statements
      .flatMap(figuresOf)
      .filter(({ part, written }) => part === 'value' && written.number !== null && !Number.isInteger(written.number))
      .map(({ written: { at, found, number } }) =>
        issue('integer', 'error', { ...at, found, expected: String(Math.round(number ?? 0)) }),
      );
  },
};
