import type { Indicator, Plan } from '../../plan/model.ts';
import { lastDay, type Period } from '../../plan/period.ts';
import { growsOverYear, type RightSide } from '../progress/right-side.ts';
import { boundsOf, within } from './bounds.ts';
import { comparableRun, type Figure, type Stated } from './comparable-run.ts';
import { finalTargetOf } from './final-target.ts';
import { isSeasonal, shapeless, steps, unfit, unfitToAdd } from './fitness.ts';
import { type Projection, projectFlows, projectLevels } from './projection.ts';
import { CONFIDENCE, type WithoutOutlook } from './reasons.ts';
import { periodsBetween, placeOf, seasonOf } from './span.ts';
import { extrapolate, type Point, theilSen } from './theil-sen.ts';
import { type Verdict, verdictOf } from './verdict.ts';

export interface OutlookInput {
  readonly indicator: Pick<Indicator, 'kind' | 'overOrgUnits' | 'overTime' | 'frequency' | 'min' | 'max'>;
  readonly plan: Pick<Plan, 'start' | 'end'>;
  /** The scope's figures in periods of the indicator's frequency, each once, ascending, to the end of the report's. */
  readonly stated: readonly Stated[];
  /** Flows from the plan's first day to the latest period's end; null: to be added up from the figures. */
  readonly planToDate: number | null;
  readonly targetOf: (period: Period) => number | null;
  readonly sideOf: (target: number) => RightSide;
}

/** Where a trend leads by the plan's end. Figures in the indicator's unit, paces and slopes in its unit per period. */
export interface Outlook extends Omit<Projection, 'atSlope'> {
  readonly frequency: Indicator['frequency'];
  readonly from: Period;
  readonly to: Period;
  readonly figures: number;
  readonly slope: number;
  readonly slopeLow: number;
  readonly slopeHigh: number;
  readonly end: Period;
  readonly remaining: number;
  readonly finalTarget: number;
  /** Null: all years of the plan together. */
  readonly finalPeriod: Period | null;
  readonly rightSide: RightSide;
  readonly projected: number;
  readonly low: number;
  readonly high: number;
  readonly verdict: Verdict;
}

/** Flows are compared with those of the same season only: the fourth quarter with earlier fourth quarters. */
function pointsOf(figures: readonly Figure[], seasonal: boolean): Point[] {
  return figures.map(({ period, value }) => ({ at: placeOf(period), value, season: seasonal ? seasonOf(period) : 0 }));
}

function sum(stated: readonly Stated[]): number {
  return stated.reduce((total, one) => total + (one.value ?? 0), 0);
}

/**
 * The outlook of an indicator in a scope at the plan's end, or why the data do not bear one. A robust trend through the comparable figures, drawn on
 * to the plan's last period within the bounds the figure has, with the range that the trend's interval gives; the figures' own scatter around the trend is
 * not in that range.
 */
export function outlookOf(input: OutlookInput): Outlook | WithoutOutlook {
  const { indicator, plan, stated } = input;
  const grows = growsOverYear(indicator);
  const latest = stated.at(-1);
  if (!latest || latest.value === null) return 'no-figure';
  if (indicator.overTime === 'none') return 'not-over-time';
  if (steps(indicator, latest)) return 'kind';
  const all = periodsBetween(plan.start, plan.end, indicator.frequency);
  const ahead = all.filter((period) => lastDay(period) > lastDay(latest.period));
  const end = all.at(-1);
  if (end === undefined || ahead.length === 0) return 'plan-ended';
  const target = finalTargetOf(grows, plan, end, input.targetOf);
  if (!target) return 'no-final-target';

  const ofPlan = stated.filter((one) => all.includes(one.period));
  const apart = grows ? unfitToAdd(ofPlan, all.length - ahead.length) : null;
  if (apart) return apart;
  const run = comparableRun(stated);
  const { figures } = run;
  const values = figures.map((figure) => figure.value);
  const bounds = boundsOf(indicator, values);
  const points = pointsOf(figures, isSeasonal(indicator));
  const wrong = unfit(indicator, run, ahead.length) ?? shapeless(values, bounds);
  if (wrong) return wrong;
  const trend = theilSen(points, CONFIDENCE);
  if (!trend) return 'seasons';

  const side = input.sideOf(target.value);
  const line = (slope: number, period: Period) =>
    within(bounds, extrapolate(points, slope, placeOf(period), isSeasonal(indicator) ? seasonOf(period) : 0));
  const prospect = { figures, ahead, target, side, line };
  const { atSlope, ...projection } = grows
    ? projectFlows(prospect, { soFar: input.planToDate ?? sum(ofPlan), periods: ofPlan.length })
    : projectLevels(prospect, indicator.overTime, trend.slope);
  const range = { projected: atSlope(trend.slope), low: atSlope(trend.low), high: atSlope(trend.high) };
  return {
    ...{ frequency: indicator.frequency, from: figures[0]?.period ?? latest.period, to: latest.period },
    ...{ figures: figures.length, slope: trend.slope, slopeLow: trend.low, slopeHigh: trend.high },
    ...{ end, remaining: ahead.length, finalTarget: target.value, finalPeriod: target.period, rightSide: side },
    ...projection,
    ...range,
    verdict: verdictOf({
      side,
      target: target.value,
      ...range,
      grown: grows && bounds.low >= 0 ? projection.soFar : null,
    }),
  };
}
