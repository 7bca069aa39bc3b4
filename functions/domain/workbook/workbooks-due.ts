import { createLookup } from '../plan/lookup.ts';
import type { Plan } from '../plan/model.ts';
import type { Period } from '../plan/period.ts';
import { daysBetween } from '../reminder/occasion.ts';
import { isAnythingExpected } from './expected-rows.ts';

/** Windows may stay open for years to take corrections; nobody starts from an empty workbook then. */
const OFFERED_FOR_DAYS = 60;

/** The periods whose workbooks are offered on an ISO date: those that take files and are not due since long, in plan order. */
export function periodsOffered({ periods }: Plan, today: string): Period[] {
  return periods
    .filter(({ opens, closes }) => opens <= today && today <= closes)
    .filter(({ due }) => daysBetween(due, today) <= OFFERED_FOR_DAYS)
    .map(({ period }) => period);
}

/** Codes of the org units that the plan expects to report something with a period, in plan order. */
export function unitsToOffer(plan: Plan, period: Period): string[] {
  const lookup = createLookup(plan);
  const codes = plan.orgUnits.map(({ code }) => code);
  return codes.filter((code) => isAnythingExpected(lookup, code, period));
}
