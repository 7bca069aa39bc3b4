import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** An org unit that the plan does not have. */
export const unknownOrgUnit: Rule = {
  code: 'unknown-org-unit',
  check({ unit, statements }, { proposals }) {
    if (unit) return [];
    return statements.map(({ orgUnit: { at, found } }) =>
      issue('unknown-org-unit', 'error', { ...at, found, expected: proposals.orgUnit(found) || null }),
    );
  },
};
