import { figuresOf } from '../block.ts';
import { issue } from '../issue.ts';
import { blockParams } from '../place.ts';
import type { Rule } from '../rule.ts';
import { isWithdrawal, isWithdrawn } from '../withdrawal.ts';

/** The mark that takes a figure back, breakdown included: said once, however many cells bear it. */
export const withdrawn: Rule = {
  code: 'withdrawn',
  check(block) {
    const mark = block.statements.flatMap(figuresOf).find(isWithdrawn);
    if (!mark || !isWithdrawal(block)) return [];
    const { at, found } = mark.written;
    return [issue('withdrawn', 'info', { ...at, found, params: blockParams(block) })];
  },
};
