import { periodsOfYear } from './aggregate/compute.ts';
import type { Ledger } from './aws/ledger.ts';
import type { Plans, PlanVersion } from './aws/plans.ts';
import { asOf } from './domain/ledger/fold.ts';
import { type PeriodTrace, tracePeriod } from './domain/lineage/trace-period.ts';
import { codesUnder, translateEntries } from './domain/plan/crosswalk.ts';
import { lastDay, type Period, yearOf } from './domain/plan/period.ts';

/**
 * What stands behind the figures of a period under a version of the plan: read from the ledger of its year up to the period's end, of
 * uploads made by an ISO instant (all of them where it is null).
 */
export async function loadTrace(
  period: Period,
  { plan }: PlanVersion,
  until: string | null,
  { ledger, plans }: { readonly ledger: Pick<Ledger, 'entries'>; readonly plans: Pick<Plans, 'crosswalk'> },
): Promise<PeriodTrace> {
  const parts = periodsOfYear(yearOf(period)).filter((part) => lastDay(part) <= lastDay(period));
  const read = (await Promise.all(parts.map((part) => ledger.entries(part)))).flat();
  const entries = until === null ? read : asOf(read, until);
  return tracePeriod({ plan, period, entries: translateEntries(entries, codesUnder(plan, await plans.crosswalk())) });
}
