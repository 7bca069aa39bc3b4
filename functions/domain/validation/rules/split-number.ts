import { figuresOf } from '../block.ts';
import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** A figure that an unquoted comma may have cut in two, in a row of more cells than its header. */
export const splitNumber: Rule = {
  code: 'split-number',
  check({ statements }) {
    return statements
      .flatMap(figuresOf)
      .filter(({ written }) => written.problem === 'split-number')
      .map(({ written: { at, found } }) => issue('split-number', 'error', { ...at, found }));
  },
};
