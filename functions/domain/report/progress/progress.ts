import { type Period, shareOfYearElapsed, yearOf } from '../../plan/period.ts';
import type { ReportStatus } from '../statuses.ts';
import { growsOverYear, type RightSide, type Rules, rightSideOf, startOf } from './right-side.ts';
import { attainment, statusOf, type Thresholds } from './status.ts';

export interface ProgressInput {
  /** The baseline is the scope's own. */
  readonly indicator: Rules;
  /** Which side `maintain` keeps, where the scope's own baseline and target do not tell; null: they do. */
  readonly keeps: RightSide | null;
  readonly thresholds: Thresholds;
  readonly period: Period;
  /** The scope's own target set for that very period; null where there is none. Targets are never derived from other scopes'. */
  readonly targetOf: (period: Period) => number | null;
  readonly actual: number | null;
  readonly yearToDate: number | null;
}

/** Where an indicator stands in a period: values in its unit, attainment as a fraction of 1. */
export interface Progress {
  readonly target: number | null;
  /** The period the target is set for: the report's own, or its year. */
  readonly targetPeriod: Period | null;
  /** The side of the target that is right; null without a target. */
  readonly rightSide: RightSide | null;
  /** What should have been reached by the end of the period. */
  readonly expected: number | null;
  readonly attainment: number | null;
  readonly status: ReportStatus;
}

/**
 * What a year's target asks for when a share of the year has gone: of figures that grow over the year that share of the target; otherwise the point on
 * the straight line from where the year began (the previous year's target or the baseline; without either, the target itself).
 */
export function expectedValue(grows: boolean, target: number, yearBegan: number | null, share: number): number {
  if (grows) return target * share;
  return yearBegan === null || share === 1 ? target : yearBegan + (target - yearBegan) * share;
}

/** The target that applies: of the period, else of its year, with what it asks for by the period's end and the figure to compare. */
function goalOf({ indicator, period, targetOf, actual, yearToDate }: ProgressInput) {
  const year = yearOf(period);
  const own = period === String(year) ? null : targetOf(period);
  if (own !== null) return { target: own, targetPeriod: period, expected: own, figure: actual, ended: true };
  const target = targetOf(String(year));
  if (target === null) return null;
  const share = shareOfYearElapsed(period);
  const yearBegan = targetOf(String(year - 1)) ?? indicator.baseline;
  return {
    target,
    targetPeriod: String(year),
    expected: expectedValue(growsOverYear(indicator), target, yearBegan, share),
    figure: indicator.overTime === 'sum' ? yearToDate : actual,
    ended: share === 1,
  };
}

const NO_TARGET: Progress = {
  ...{ target: null, targetPeriod: null, rightSide: null, expected: null, attainment: null, status: 'no-target' },
};

/**
 * Target, expected value, attainment and status of an indicator in a scope and period. A period with a target of its own is compared
 * with its own actual; within a year flows are compared by the year to date. Without a target nothing is expected (`no-target`,
 * whether or not there is a figure); without a figure there is a target but no attainment (`no-data`).
 */
export function progressOf(input: ProgressInput): Progress {
  const goal = goalOf(input);
  if (!goal) return NO_TARGET;
  const { target, targetPeriod, expected, figure, ended } = goal;
  const { indicator, thresholds, keeps } = input;
  const side = (indicator.direction === 'maintain' ? keeps : null) ?? rightSideOf(indicator, target);
  const known = { target, targetPeriod, rightSide: side, expected };
  if (figure === null) return { ...known, attainment: null, status: 'no-data' };
  const start = startOf(indicator, side);
  const open = growsOverYear(indicator) && !ended;
  return {
    ...known,
    attainment: attainment(figure, start, expected),
    status: statusOf({ side, start, target, expected, figure, open }, thresholds),
  };
}
