import { periodsOfYear } from './aggregate/compute.ts';
import type { Ledger } from './aws/ledger.ts';
import type { Plans, PlanVersion } from './aws/plans.ts';
import { columnsOf, observationsIn } from './domain/ledger/columns.ts';
import type { LedgerEntry, Observation } from './domain/ledger/entry.ts';
import { asOf } from './domain/ledger/fold.ts';
import { type PeriodTrace, tracePeriod } from './domain/lineage/trace-period.ts';
import { codesUnder, translateEntries } from './domain/plan/crosswalk.ts';
import { lastDay, type Period, yearOf } from './domain/plan/period.ts';

/** Rows of breakdowns that a function can hold beside a browser; a year that has more is traced to the cells of totals. */
export const MOST_ROWS = 1_000_000;

const rowsIn = (entries: readonly LedgerEntry[]): number =>
  entries.reduce((sum, { observations }) => sum + (columnsOf(observations).firstRow.at(-1) ?? 0), 0);

function totalAlone(observation: Observation): Observation {
  const { value, numerator, denominator } = observation.total;
  const isStated = value !== null || (numerator !== null && denominator !== null);
  return isStated ? { ...observation, breakdown: [] } : observation;
}

const totalsOf = (entries: readonly LedgerEntry[]): LedgerEntry[] =>
  entries.map((entry) => {
    const columns = columnsOf(Array.from(entry.observations, totalAlone));
    return { ...entry, observations: observationsIn(columns, entry.period) };
  });

/** One period after the other, so that no more is held than needed. */
async function entriesIn(periods: readonly Period[], ledger: Pick<Ledger, 'entries'>, mostRows: number) {
  let [found, rows]: [LedgerEntry[], number] = [[], 0];
  for (const period of periods) {
    const read = await ledger.entries(period);
    const wasWhole = rows <= mostRows;
    rows += rowsIn(read);
    if (rows > mostRows && wasWhole) found = totalsOf(found);
    found.push(...(rows > mostRows ? totalsOf(read) : read));
  }
  return found;
}

/**
 * What stands behind the figures of a period under a version of the plan: read from the ledger of its year up to the period's end, of
 * uploads made by an ISO instant (all of them where it is null).
 */
export async function loadTrace(
  period: Period,
  { plan }: PlanVersion,
  until: string | null,
  { ledger, plans }: { readonly ledger: Pick<Ledger, 'entries'>; readonly plans: Pick<Plans, 'crosswalk'> },
  mostRows = MOST_ROWS,
): Promise<PeriodTrace> {
  const parts = periodsOfYear(yearOf(period)).filter((part) => lastDay(part) <= lastDay(period));
  const read = await entriesIn(parts, ledger, mostRows);
  const entries = until === null ? read : asOf(read, until);
  return tracePeriod({ plan, period, entries: translateEntries(entries, codesUnder(plan, await plans.crosswalk())) });
}
