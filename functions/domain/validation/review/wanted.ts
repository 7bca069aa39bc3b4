import type { Observation } from '../../ledger/entry.ts';
import type { Lookup } from '../../plan/lookup.ts';
import { frequencyOf, type Period, periodBefore, periodsWithin, yearOf } from '../../plan/period.ts';

/** What of the ledger a file has to be compared with. */
export interface WantedHistory {
  /** Folders that figures of the file's org units may have come through: their own and all above, in the order met. */
  readonly folders: readonly string[];
  /** Periods of the file. */
  readonly own: readonly Period[];
  /** Other periods to compare those with, from the last one back. */
  readonly others: readonly Period[];
}

const EARLIER = 8;
const EARLIER_MONTHS = 12;

/** A period, as many of its length before it as show what is usual, and those after it in its year, which a running total must not exceed. */
function around(period: Period): Period[] {
  const frequency = frequencyOf(period);
  const periods = periodsWithin(String(yearOf(period)), frequency).filter((one) => one >= period);
  for (let at = period, left = frequency === 'monthly' ? EARLIER_MONTHS : EARLIER; left > 0; left -= 1) {
    at = periodBefore(at);
    periods.push(at);
  }
  return periods;
}

/** The folders and periods of the ledger that observations are reviewed against; none where there are no observations. */
export function wantedHistory(observations: Iterable<Observation>, lookup: Lookup): WantedHistory {
  const units = new Set<string>();
  const stated = new Set<Period>();
  for (const { orgUnit, period } of observations) {
    units.add(orgUnit);
    stated.add(period);
  }
  const folders = [...units].flatMap((unit) => [unit, ...lookup.ancestorsOf(unit).map(({ code }) => code)]);
  const own = [...stated].sort();
  const others = own.flatMap(around).filter((period) => !stated.has(period));
  return { folders: [...new Set(folders)], own, others: [...new Set(others)].sort().reverse() };
}
