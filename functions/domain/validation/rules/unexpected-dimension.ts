import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** A figure broken down by a dimension that its indicator does not use. */
export const unexpectedDimension: Rule = {
  code: 'unexpected-dimension',
  check({ definition, statements }, { proposals }) {
    if (!definition) return [];
    return statements
      .flatMap(({ categories }) => categories)
      .filter(({ dimension }) => !definition.dimensions.includes(dimension))
      .map(({ at, found, dimension }) =>
        issue('unexpected-dimension', 'error', {
          ...at,
          found,
          expected: definition.dimensions.join(', ') || null,
          params: { dimension: proposals.dimension(dimension), indicator: definition.code },
        }),
      );
  },
};
