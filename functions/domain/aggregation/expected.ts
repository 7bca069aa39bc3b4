import type { Indicator, OrgUnit } from '../plan/model.ts';
import type { Period } from '../plan/period.ts';
import { countBelow } from './tree.ts';
import type { YearState } from './year-state.ts';

/**
 * Per unit, how many of its subtree are expected to report an indicator in the period. Indicators that the same units report share the
 * answer.
 */
export function expectedBelow(
  { lookup, unitOf, tree }: YearState,
  period: Period,
): (indicator: Indicator) => Int32Array {
  const known = new Map<readonly OrgUnit[], Int32Array>();
  return ({ code }) => {
    const units = lookup.expectedUnits(code, period, lookup.root.code);
    const before = known.get(units);
    if (before) return before;
    const due = new Set(units.map((unit) => unitOf.get(unit.code)));
    const counts = countBelow(tree, (unit) => due.has(unit));
    known.set(units, counts);
    return counts;
  };
}
