import type { ScopeActuals } from '../../aggregation/actual.ts';
import { baselineFor } from '../../plan/baseline.ts';
import type { Indicator } from '../../plan/model.ts';
import { frequencyOf, type Period, periodsWithin, yearOf } from '../../plan/period.ts';
import { finalTargetOf } from '../outlook/final-target.ts';
import { progressOf } from '../progress/progress.ts';
import { growsOverYear, rightSideOf, startOf } from '../progress/right-side.ts';
import { attainment } from '../progress/status.ts';
import { type IndicatorSources, sideOfTheWhole, targetsOf } from '../report-indicator.ts';
import type { ReportIndicator } from '../schema.ts';
import type { AnnualIndicator, AnnualModel } from './schema.ts';

const yearsTo = (start: string, year: number): Period[] => {
  const first = Number(start.slice(0, 4));
  return Array.from({ length: Math.max(0, year - first + 1) }, (_, i) => String(first + i));
};

function valueIn(past: readonly ScopeActuals[], period: Period, code: string): number | null {
  const actuals = past.find((one) => one.period === period)?.actuals;
  return actuals?.find((actual) => actual.indicator === code)?.value ?? null;
}

function yearIn(indicator: Indicator, year: Period, sources: IndicatorSources): AnnualIndicator['years'][number] {
  const { lookup, scope, past } = sources;
  const actual = valueIn(past, year, indicator.code);
  const { target, attainment, status } = progressOf({
    indicator: { ...indicator, ...baselineFor(indicator, lookup, year, scope) },
    keeps: sideOfTheWhole(indicator, { ...sources, period: year }),
    thresholds: lookup.plan,
    period: year,
    targetOf: targetsOf(indicator, scope, lookup),
    ...{ actual, yearToDate: actual },
  });
  return { period: year, actual, target, attainment, status };
}

/** How far the way from where the plan began to what it wants in the end has been gone. */
function planOf(indicator: Indicator, { actual, planToDate }: ReportIndicator, sources: IndicatorSources) {
  const { lookup, scope } = sources;
  const { plan } = lookup;
  const grows = growsOverYear(indicator);
  const soFar = grows ? planToDate : actual;
  const target = finalTargetOf(grows, plan, plan.end.slice(0, 4), targetsOf(indicator, scope, lookup));
  if (target === null) return { soFar, planTarget: null, planTargetPeriod: null, share: null };
  const own = { ...indicator, ...baselineFor(indicator, lookup, sources.period, scope) };
  const side = indicator.direction === 'maintain' ? sideOfTheWhole(indicator, sources) : null;
  const start = startOf(own, side ?? rightSideOf(own, target.value));
  const share = soFar === null ? null : attainment(soFar, start, target.value);
  return { soFar, planTarget: target.value, planTargetPeriod: target.period, share };
}

/**
 * The year against the plan and the plan so far, of indicators as they stand in the report on that year: values in the plan's unit, shares as
 * fractions of 1, null where nothing was reported or no target is set. Earlier years are held against the targets of the same plan.
 */
export function annualOf(indicators: readonly ReportIndicator[], sources: IndicatorSources): AnnualModel {
  const { lookup, period, past } = sources;
  const years = yearsTo(lookup.plan.start, yearOf(period));
  return {
    years,
    indicators: indicators.flatMap((reported) => {
      const indicator = lookup.indicator(reported.code);
      if (!indicator) return [];
      const parts = indicator.frequency === frequencyOf(period) ? [] : periodsWithin(period, indicator.frequency);
      return [
        {
          code: reported.code,
          years: years.map((year) => yearIn(indicator, year, sources)),
          parts: parts.map((part) => ({ period: part, actual: valueIn(past, part, indicator.code) })),
          ...planOf(indicator, reported, sources),
        },
      ];
    }),
  };
}
