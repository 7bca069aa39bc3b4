import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** An indicator that the plan does not have. */
export const unknownIndicator: Rule = {
  code: 'unknown-indicator',
  check({ definition, statements }, { proposals }) {
    if (definition) return [];
    return statements
      .filter(({ indicator }) => indicator.found !== '')
      .map(({ indicator: { at, found } }) =>
        issue('unknown-indicator', 'error', { ...at, found, expected: proposals.indicator(found) || null }),
      );
  },
};
