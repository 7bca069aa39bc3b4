import type { Plan } from './model.ts';
import { firstDay, lastDay, type Period } from './period.ts';

/**
 * Throws RangeError, with words for whoever asked, where a report is asked for that the plan cannot have: a period that it does not reach
 * (null for whichever there is), or scopes that it does not know.
 */
export function checkAskable(plan: Plan, period: Period | null, scopes: readonly string[]): void {
  if (period !== null && (lastDay(period) < plan.start || plan.end < firstDay(period)))
    throw new RangeError(`The plan goes from ${plan.start} to ${plan.end}, which ${period} is not in`);
  const codes = new Set(plan.orgUnits.map(({ code }) => code));
  const unknown = scopes.filter((code) => !codes.has(code));
  if (unknown.length > 0) throw new RangeError(`The plan has no org unit ${unknown.join(', ')}`);
}
