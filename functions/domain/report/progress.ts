import type { Indicator, Plan } from '../plan/model.ts';
import { type Period, shareOfYearElapsed, yearOf } from '../plan/period.ts';
import type { ReportStatus } from './schema.ts';

export type Thresholds = Pick<Plan, 'onTrackAt' | 'offTrackBelow'>;
type Rules = Pick<Indicator, 'direction' | 'overTime' | 'overOrgUnits' | 'baseline'>;

export interface ProgressInput {
  readonly indicator: Rules;
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
  /** What should have been reached by the end of the period. */
  readonly expected: number | null;
  readonly attainment: number | null;
  readonly status: ReportStatus;
}

/** Binary fractions of decimals differ in their last digits: 0.1 + 0.1 + 0.1 has to meet a target of 0.3. */
const TOLERANCE = 1e-12;

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

function isAtLeast(a: number, b: number): boolean {
  return a > b || isClose(a, b);
}

/** Whether figures grow as the year goes on: flows do; the share of all numerators in all denominators so far does not. */
export function growsOverYear({ overTime, overOrgUnits }: Pick<Rules, 'overTime' | 'overOrgUnits'>): boolean {
  return overTime === 'sum' && overOrgUnits !== 'ratio';
}

/**
 * What a year's target asks for when a share of the year has gone: of figures that grow over the year that share of the target; otherwise the point on
 * the straight line from where the year began (the previous year's target or the baseline; without either, the target itself).
 */
export function expectedValue(grows: boolean, target: number, yearBegan: number | null, share: number): number {
  if (grows) return target * share;
  return yearBegan === null || share === 1 ? target : yearBegan + (target - yearBegan) * share;
}

/** (figure - start) / (expected - start); null where expected and start are equal or there is no start to measure from. */
export function attainment(figure: number, start: number | null, expected: number): number | null {
  return start === null || isClose(expected, start) ? null : (figure - start) / (expected - start);
}

/**
 * Whether the right side of the target is above it. `maintain` keeps the side on which the baseline lies: a baseline below the target
 * makes it a ceiling; one at or above it, none at all, or flows that start from 0, make it a floor.
 */
function risesTo(indicator: Rules, target: number): boolean {
  const { direction, baseline } = indicator;
  if (direction !== 'maintain') return direction === 'increase';
  return growsOverYear(indicator) || baseline === null || baseline >= target;
}

/** Where attainment is measured from; a rise without a baseline counts from 0, a fall without one cannot be measured. */
function startOf(indicator: Rules, rises: boolean): number | null {
  if (growsOverYear(indicator)) return 0;
  return indicator.baseline ?? (rises ? 0 : null);
}

function startsPast(rises: boolean, start: number, expected: number): boolean {
  return rises ? expected < start : expected > start;
}

/** Whether a target is a limit: what it asks for lies on the worse side of the start, as with a ceiling on incidents. */
export function isLimit(indicator: Rules, target: number, expected: number): boolean {
  const rises = risesTo(indicator, target);
  const start = startOf(indicator, rises);
  return start !== null && startsPast(rises, start, expected);
}

export interface Standing {
  readonly indicator: Rules;
  readonly target: number;
  readonly expected: number;
  readonly figure: number;
  /** Whether the target's own period is over; a limit on flows cannot be met before. */
  readonly ended: boolean;
}

/**
 * The status of a figure that has a target. `achieved`: the whole target is met. Otherwise by attainment against the thresholds; where the
 * target is a limit (it lies on the worse side of the start, as with a ceiling on incidents) passing it is what counts against, so
 * the inverse is compared; where attainment is undefined, being on the right side of the expected value is on track, else at risk.
 */
export function statusOf(standing: Standing, { onTrackAt, offTrackBelow }: Thresholds): ReportStatus {
  const { indicator, target, expected, figure, ended } = standing;
  const rises = risesTo(indicator, target);
  const reaches = (goal: number) => (rises ? isAtLeast(figure, goal) : isAtLeast(goal, figure));
  const isLimitOnFlows = growsOverYear(indicator) && (rises ? target < 0 : target >= 0);
  if (reaches(target) && (ended || !isLimitOnFlows)) return 'achieved';

  const start = startOf(indicator, rises);
  const attained = attainment(figure, start, expected);
  if (attained === null || start === null) return reaches(expected) ? 'on-track' : 'at-risk';
  const limited = startsPast(rises, start, expected);
  if (limited && reaches(expected)) return 'on-track';
  const pace = limited ? 1 / attained : attained;
  if (isAtLeast(pace, onTrackAt)) return 'on-track';
  return isAtLeast(pace, offTrackBelow) ? 'at-risk' : 'off-track';
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

/**
 * Target, expected value, attainment and status of an indicator in a scope and period. A period with a target of its own is compared
 * with its own actual; within a year flows are compared by the year to date. Without a target nothing is expected (`no-target`,
 * whether or not there is a figure); without a figure there is a target but no attainment (`no-data`).
 */
export function progressOf(input: ProgressInput): Progress {
  const goal = goalOf(input);
  if (!goal) return { target: null, targetPeriod: null, expected: null, attainment: null, status: 'no-target' };
  const { target, targetPeriod, expected, figure, ended } = goal;
  if (figure === null) return { target, targetPeriod, expected, attainment: null, status: 'no-data' };
  const { indicator, thresholds } = input;
  const start = startOf(indicator, risesTo(indicator, target));
  return {
    target,
    targetPeriod,
    expected,
    attainment: attainment(figure, start, expected),
    status: statusOf({ indicator, target, expected, figure, ended }, thresholds),
  };
}
