import { totalOf } from '../figures.ts';
import { issue } from '../issue.ts';
import { blockParams, cellOfBlock } from '../place.ts';
import type { Rule } from '../rule.ts';

/** A breakdown without its total, where the total is more than (or other than) the sum of the rows. */
export const missingTotal: Rule = {
  code: 'missing-total',
  check(block) {
    const { definition, total, readable, breakdown } = block;
    if (!definition || total || !readable || breakdown.length === 0) return [];
    const expected = breakdown.every((row) => row.dimensions.every((name) => definition.dimensions.includes(name)));
    if (!expected || totalOf(block, definition)) return [];
    return [issue('missing-total', 'error', { ...cellOfBlock(block), params: blockParams(block) })];
  },
};
