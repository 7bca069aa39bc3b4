import type { ScopeActuals } from '../aggregation/actual.ts';
import type { Lookup } from '../plan/lookup.ts';
import { comparePeriods, firstDay, frequencyOf, lastDay, type Period } from '../plan/period.ts';
import type { LastFigure } from './context.ts';

/** A figure as an org unit reported it of an indicator. */
export interface ReportedFigure extends LastFigure {
  readonly indicator: string;
}

/** The last figure of each indicator, by code, for periods that ended before this one starts; of two for the same period the later given. */
export function lastFigures(figures: Iterable<ReportedFigure>, period: Period): Map<string, LastFigure> {
  const last = new Map<string, LastFigure>();
  for (const { indicator, period: reported, value } of figures) {
    const known = last.get(indicator);
    const isNewer = known === undefined || comparePeriods(reported, known.period) >= 0;
    if (lastDay(reported) < firstDay(period) && isNewer) last.set(indicator, { period: reported, value });
  }
  return last;
}

/**
 * The figures behind an org unit's actuals, in the plan's codes: those of each indicator's own frequency that were reported, flows
 * reported from the start of the year as such.
 */
export function figuresOf(computed: readonly ScopeActuals[], lookup: Lookup): ReportedFigure[] {
  return computed.flatMap(({ period, actuals }) =>
    actuals.flatMap(({ indicator: code, value, yearToDate, coverage }) => {
      const indicator = lookup.indicator(code);
      if (indicator?.frequency !== frequencyOf(period) || coverage.reported === 0) return [];
      return [{ indicator: code, period, value: indicator.reportedAs === 'year-to-date' ? yearToDate : value }];
    }),
  );
}
