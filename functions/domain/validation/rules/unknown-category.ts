import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** A category that its dimension does not have; whether the indicator uses the dimension at all is told by `unexpected-dimension`. */
export const unknownCategory: Rule = {
  code: 'unknown-category',
  check({ statements, definition }, { proposals }) {
    return statements
      .flatMap(({ categories }) => categories)
      .filter(({ code, dimension }) => code === null && (definition?.dimensions.includes(dimension) ?? true))
      .map(({ at, found, dimension }) =>
        issue('unknown-category', 'error', {
          ...at,
          found,
          expected: proposals.category(dimension, found) || null,
          params: { dimension: proposals.dimension(dimension) },
        }),
      );
  },
};
