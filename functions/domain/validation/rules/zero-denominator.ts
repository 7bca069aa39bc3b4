import { issue } from '../issue.ts';
import { blockParams, cellOfBlock, cellOfRow } from '../place.ts';
import type { Rule } from '../rule.ts';

/** Something out of nothing: a numerator above zero over a denominator of zero. */
export const zeroDenominator: Rule = {
  code: 'zero-denominator',
  check(block) {
    const { total, breakdown } = block;
    return [...(total ? [total] : []), ...breakdown]
      .filter(({ numerator, denominator }) => denominator === 0 && numerator !== null && numerator !== 0)
      .map((row) =>
        issue('zero-denominator', 'error', {
          ...(cellOfRow(row) ?? cellOfBlock(block)),
          found: `${row.numerator} / 0`,
          params: blockParams(block),
        }),
      );
  },
};
