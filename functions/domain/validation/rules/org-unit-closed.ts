import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** A period in which the org unit was not open on any day. */
export const orgUnitClosed: Rule = {
  code: 'org-unit-closed',
  check({ unit, period }, { lookup }) {
    if (!unit || period.code === null || lookup.isOpenIn(unit.code, period.code)) return [];
    return [
      issue('org-unit-closed', 'error', {
        ...period.at,
        found: period.code,
        expected: `${unit.opened ?? '…'} – ${unit.closed ?? '…'}`,
        params: { unit: unit.code },
      }),
    ];
  },
};
