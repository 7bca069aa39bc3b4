import type { Observation } from '../../../ledger/entry.ts';
import { oncePer } from '../../../once-per.ts';
import type { Lookup } from '../../../plan/lookup.ts';
import type { Plan } from '../../../plan/model.ts';
import { shareOfYearElapsed, yearOf } from '../../../plan/period.ts';
import { growsOverYear } from '../../../report/progress/right-side.ts';
import { sum } from '../../figures.ts';
import { issue } from '../../issue.ts';
import { observationParams, shownFigure } from '../describe.ts';
import { eachSeries } from '../each-series.ts';
import { fewUndoubted } from '../few.ts';
import { placeOf } from '../place.ts';
import type { Finding, ReviewContext, ReviewRule } from '../rule.ts';
import { flowOf, isNew, periodsOf, type Series, standing } from '../series.ts';

const FAR = 2;
/** Twice a small target is soon reached. */
const LEAST_EXCESS = { count: 10, amount: 0, percentage: 0.25, score: 0, 'yes-no': Number.POSITIVE_INFINITY } as const;

/** A figure beside what a target asks for by the end of its period. */
interface Comparison {
  readonly figure: number;
  readonly asked: number;
  readonly target: number;
  readonly targetPeriod: string;
}

/** The year's total up to a period, of what was reported. */
function yearToDate(series: Series, { period, total }: Observation): number | null {
  if (series.indicator.reportedAs === 'year-to-date') return total.value;
  const known = periodsOf(series).filter((one) => one <= period && yearOf(one) === yearOf(period));
  return sum(known.flatMap((one) => standing(series, one)?.total.value ?? []));
}

/** The comparison with the target of the very period, else with that of its year, once the figure is past the whole of it. */
function comparisonOf(series: Series, observation: Observation, lookup: Lookup): Comparison | null {
  const { indicator, orgUnit } = series;
  const { period } = observation;
  const own = lookup.targetFor(indicator.code, orgUnit, period);
  if (own) {
    const figure = flowOf(series, period);
    return figure === null ? null : { figure, asked: own.value, target: own.value, targetPeriod: period };
  }
  const year = lookup.targetFor(indicator.code, orgUnit, String(yearOf(period)));
  if (!year) return null;
  const grows = growsOverYear(indicator);
  const figure = grows ? yearToDate(series, observation) : observation.total.value;
  if (figure === null || figure <= year.value) return null;
  const asked = grows ? year.value * shareOfYearElapsed(period) : year.value;
  return { figure, asked, target: year.value, targetPeriod: year.period };
}

/** Indicators and org units with a target of their own. */
const targeted = oncePer(
  (plan: Plan): ReadonlySet<string> => new Set(plan.targets.map((target) => `${target.indicator} ${target.orgUnit}`)),
);

function check(series: Series, { plan, lookup }: ReviewContext): Finding[] {
  const { indicator, stated, orgUnit } = series;
  // What should fall may well stand far above its target.
  if (indicator.direction === 'decrease' || !targeted(plan).has(`${indicator.code} ${orgUnit}`)) return [];
  const seen = new Set<number>();
  return stated.toReversed().flatMap((observation) => {
    const compared = isNew(series, observation) ? comparisonOf(series, observation, lookup) : null;
    if (!compared || compared.asked <= 0) return [];
    const { figure, asked, target, targetPeriod } = compared;
    if (figure < FAR * asked || figure - asked < LEAST_EXCESS[indicator.kind]) return [];
    const year = yearOf(observation.period);
    if (seen.has(year)) return [];
    seen.add(year);
    const found = issue('far-above-target', 'warning', {
      ...placeOf(observation),
      found: shownFigure(figure, indicator),
      expected: shownFigure(asked, indicator),
      params: { ...observationParams(observation), target: shownFigure(target, indicator), targetPeriod },
    });
    return [{ issue: found, about: [observation], weight: figure / asked }];
  });
}

/**
 * A figure at least twice what the org unit's own target asks for by then, said of the last such period of a year. Of flows the year so far
 * is compared with the part of the year's target that the part of the year gone by asks for, once it is past the whole target.
 */
export const farAboveTarget: ReviewRule = eachSeries('far-above-target', check, fewUndoubted);
