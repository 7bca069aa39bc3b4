import type { Observation } from '../../ledger/entry.ts';
import type { Lookup } from '../../plan/lookup.ts';
import type { Indicator } from '../../plan/model.ts';
import { type Period, periodBefore, yearOf } from '../../plan/period.ts';
import type { History } from './history.ts';
import { isSame } from './replaced.ts';

/** What a file states of one org unit and indicator, in the order of periods, beside what the ledger held of them. */
export interface Series {
  readonly orgUnit: string;
  readonly indicator: Indicator;
  /** At least one. */
  readonly stated: readonly Observation[];
  readonly before: ReadonlyMap<Period, Observation>;
}

function seriesOf(stated: readonly Observation[], lookup: Lookup, history: History): Series[] {
  const [first] = stated;
  const indicator = first && lookup.indicator(first.indicator);
  if (!first || !indicator) return [];
  return [{ orgUnit: first.orgUnit, indicator, stated, before: history.of(first.orgUnit, indicator.code) }];
}

/** Observations in plan order (org unit, indicator, period), series by series. */
export function* inSeries(observations: Iterable<Observation>, lookup: Lookup, history: History): Generator<Series> {
  let stated: Observation[] = [];
  for (const observation of observations) {
    const [first] = stated;
    if (first && (first.orgUnit !== observation.orgUnit || first.indicator !== observation.indicator)) {
      yield* seriesOf(stated, lookup, history);
      stated = [];
    }
    stated.push(observation);
  }
  yield* seriesOf(stated, lookup, history);
}

/** The figure that counts once the file is taken: what it states for the period, else what the ledger held. */
export function standing({ stated, before }: Series, period: Period): Observation | null {
  return stated.find((observation) => observation.period === period) ?? before.get(period) ?? null;
}

/** All periods with a figure, in order: those of the file and those of the ledger. */
export function periodsOf({ stated, before }: Series): Period[] {
  if (before.size === 0) return stated.map(({ period }) => period);
  return [...new Set([...stated.map(({ period }) => period), ...before.keys()])].sort();
}

/** Whether the file says something else than the ledger held: doubts about what is sent again unchanged were told then. */
export function isNew({ before }: Series, { period, total }: Observation): boolean {
  const known = before.get(period);
  return known === undefined || !isSame(known.total, total);
}

/**
 * The value of a period by itself, in the indicator's own terms: of a running total what was added since the period before. Null where that,
 * or the figure itself, is not reported.
 */
export function flowOf(series: Series, period: Period): number | null {
  const value = standing(series, period)?.total.value ?? null;
  const previous = periodBefore(period);
  if (series.indicator.reportedAs === 'per-period' || yearOf(previous) !== yearOf(period)) return value;
  const before = standing(series, previous)?.total.value ?? null;
  return value === null || before === null ? null : value - before;
}
