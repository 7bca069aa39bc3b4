import { figuresOf } from '../block.ts';
import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** `#DIV/0!` and the like, and formulas stored without a result. */
export const cellError: Rule = {
  code: 'cell-error',
  check({ statements }) {
    return statements
      .flatMap(figuresOf)
      .filter(({ written }) => written.problem === 'cell-error')
      .map(({ written: { at, found } }) => issue('cell-error', 'error', { ...at, found }));
  },
};
