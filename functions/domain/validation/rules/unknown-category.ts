import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** A category that its dimension does not have. */
export const unknownCategory: Rule = {
  code: 'unknown-category',
  check({ statements }, { proposals }) {
    return statements
      .flatMap(({ categories }) => categories)
      .filter(({ code }) => code === null)
      .map(({ at, found, dimension }) =>
        issue('unknown-category', 'error', {
          ...at,
          found,
          expected: proposals.category(dimension, found) || null,
          params: { dimension },
        }),
      );
  },
};
