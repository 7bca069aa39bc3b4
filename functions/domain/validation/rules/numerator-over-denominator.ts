import { issue } from '../issue.ts';
import { blockParams, cellOfBlock, cellOfRow } from '../place.ts';
import type { Rule } from '../rule.ts';

/** A share of more than the whole, unless the plan allows percentages above 100. */
export const numeratorOverDenominator: Rule = {
  code: 'numerator-over-denominator',
  check(block) {
    const { definition, total, breakdown } = block;
    if (definition?.kind !== 'percentage' || (definition.max !== null && definition.max > 1)) return [];
    return [...(total ? [total] : []), ...breakdown].flatMap((row) => {
      const { numerator, denominator } = row;
      if (numerator === null || denominator === null || denominator === 0 || numerator <= denominator) return [];
      return [
        issue('numerator-over-denominator', 'error', {
          ...(cellOfRow(row) ?? cellOfBlock(block)),
          found: String(numerator),
          expected: `≤ ${denominator}`,
          params: blockParams(block),
        }),
      ];
    });
  },
};
