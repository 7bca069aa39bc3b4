import { totalOf } from '../figures.ts';
import { issue } from '../issue.ts';
import { blockParams, cellOfBlock } from '../place.ts';
import type { Rule } from '../rule.ts';

/** A dimension without any row where the plan asks for a complete breakdown. Zero people need none. */
export const missingBreakdown: Rule = {
  code: 'missing-breakdown',
  check(block, { proposals }) {
    const { definition, breakdown, total, readable } = block;
    if (definition?.breakdown !== 'complete' || !readable) return [];
    const figure = totalOf(block, definition);
    if (figure && [figure.value, figure.numerator, figure.denominator].every((part) => part === null || part === 0))
      return [];
    return definition.dimensions
      .filter((dimension) => !breakdown.some((row) => row.dimensions.includes(dimension)))
      .map((dimension) =>
        issue('missing-breakdown', 'error', {
          ...cellOfBlock(block),
          found: total?.value == null ? null : String(total.value),
          expected: dimension,
          params: { ...blockParams(block), dimension: proposals.dimension(dimension) },
        }),
      );
  },
};
