import { NO_RESULT } from '../../sheet/grid.ts';
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
      .map(({ written: { at, found } }) =>
        found === NO_RESULT
          ? issue('cell-error', 'error', { ...at, params: { formula: 'uncalculated' } })
          : issue('cell-error', 'error', { ...at, found, params: { formula: 'failed' } }),
      );
  },
};
