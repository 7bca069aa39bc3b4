import { issue } from '../issue.ts';
import { blockParams, cellOfBlock, cellOfRow } from '../place.ts';
import type { Rule } from '../rule.ts';

/** A ratio without its numerator or denominator, or one of the two alone. */
export const missingDenominator: Rule = {
  code: 'missing-denominator',
  check(block) {
    const { definition, total, breakdown } = block;
    if (!definition) return [];
    return [...(total ? [total] : []), ...breakdown]
      .filter(({ value, numerator, denominator }) => {
        const both = numerator !== null && denominator !== null;
        return definition.overOrgUnits === 'ratio' ? !both : !both && value === null;
      })
      .map((row) =>
        issue('missing-denominator', 'error', {
          ...(cellOfRow(row) ?? cellOfBlock(block)),
          found: String(row.value ?? row.numerator ?? row.denominator ?? ''),
          params: blockParams(block),
        }),
      );
  },
};
