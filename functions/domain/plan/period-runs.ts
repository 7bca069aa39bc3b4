import { comparePeriods, frequencyOf, type Period, periodBefore } from './period.ts';

/** Periods of one length that follow each other without a gap; `first` is `last` for a single one. */
export interface PeriodRun {
  readonly first: Period;
  readonly last: Period;
}

/** Any periods, each once, as the fewest runs, in the order in which the runs end: the twelve months of a year are one. Throws RangeError on a text that is no period. */
export function periodRuns(periods: Iterable<Period>): PeriodRun[] {
  const open = new Map<string, PeriodRun>();
  const runs: PeriodRun[] = [];
  for (const period of [...new Set(periods)].sort(comparePeriods)) {
    const frequency = frequencyOf(period);
    const before = open.get(frequency);
    const continues = before?.last === periodBefore(period);
    if (before && !continues) runs.push(before);
    open.set(frequency, { first: continues ? before.first : period, last: period });
  }
  return [...runs, ...open.values()].sort((a, b) => comparePeriods(a.last, b.last));
}
