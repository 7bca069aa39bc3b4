import { issue } from '../issue.ts';
import { blockParams, cellOfBlock } from '../place.ts';
import type { Rule } from '../rule.ts';

/** Nobody out of nobody: taken, but there is no share to show. */
export const emptyRatio: Rule = {
  code: 'empty-ratio',
  check(block) {
    if (block.total?.numerator !== 0 || block.total.denominator !== 0) return [];
    return [issue('empty-ratio', 'info', { ...cellOfBlock(block), found: '0 / 0', params: blockParams(block) })];
  },
};
