import { figuresOf } from '../block.ts';
import { issue } from '../issue.ts';
import { blockParams } from '../place.ts';
import type { Rule } from '../rule.ts';
import { isWithdrawn } from '../withdrawal.ts';

/** Numbers beside the mark that takes the whole figure back: which of the two is meant is for the office to say. */
export const withdrawnInPart: Rule = {
  code: 'withdrawn-in-part',
  check(block) {
    const figures = block.statements.flatMap(figuresOf);
    const mark = figures.find(isWithdrawn)?.written.found;
    if (mark === undefined) return [];
    return figures
      .filter(({ written }) => written.number !== null)
      .map(({ written: { at, found } }) =>
        issue('withdrawn-in-part', 'error', { ...at, found, params: { ...blockParams(block), mark } }),
      );
  },
};
