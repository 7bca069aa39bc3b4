import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** Rows of an org unit that is neither the office whose folder the file came through nor one below it. */
export const foreignOrgUnit: Rule = {
  code: 'foreign-org-unit',
  check({ unit, statements }, { lookup, orgUnit }) {
    if (!unit || unit.code === orgUnit) return [];
    if (lookup.ancestorsOf(unit.code).some(({ code }) => code === orgUnit)) return [];
    return statements.map(({ orgUnit: { at, found } }) =>
      issue('foreign-org-unit', 'error', { ...at, found, expected: orgUnit, params: { unit: unit.code } }),
    );
  },
};
