import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** A figure in a row that names no indicator. */
export const missingIndicator: Rule = {
  code: 'missing-indicator',
  check({ definition, statements }) {
    if (definition) return [];
    return statements
      .filter(({ indicator }) => indicator.found === '')
      .map(({ indicator: { at } }) => issue('missing-indicator', 'error', at));
  },
};
