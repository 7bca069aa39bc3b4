import { figuresOf } from '../block.ts';
import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';
import { isDate } from './date-for-figure.ts';

/** Words, ranges, `<15`, and units other than the indicator's where a figure belongs. */
export const notANumber: Rule = {
  code: 'not-a-number',
  check({ definition, statements }) {
    return statements
      .flatMap(figuresOf)
      .filter(
        ({ part, written }) =>
          written.problem === 'not-a-number' &&
          !isDate(written) &&
          !(definition?.kind === 'yes-no' && part === 'value'),
      )
      .map(({ part, written: { at, found } }) =>
        issue('not-a-number', 'error', {
          ...at,
          found,
          expected: part === 'value' ? (definition?.unit ?? null) : null,
        }),
      );
  },
};
