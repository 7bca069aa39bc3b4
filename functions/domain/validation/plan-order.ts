import type { Observation } from '../ledger/entry.ts';
import type { Plan } from '../plan/model.ts';

/** Compares observations by org unit, indicator (both as the plan lists them) and period. */
export function planOrder(plan: Plan): (a: Observation, b: Observation) => number {
  const units = new Map(plan.orgUnits.map(({ code }, index) => [code, index]));
  const indicators = new Map(plan.indicators.map(({ code }, index) => [code, index]));
  const at = (order: ReadonlyMap<string, number>, code: string) => order.get(code) ?? 0;
  return (a, b) =>
    at(units, a.orgUnit) - at(units, b.orgUnit) ||
    at(indicators, a.indicator) - at(indicators, b.indicator) ||
    (a.period < b.period ? -1 : a.period > b.period ? 1 : 0);
}
