import type { Plan } from '../../plan/model.ts';
import type { ReportStatus } from '../statuses.ts';
import { isAtLeast, isClose } from './closeness.ts';
import { isLimit, type RightSide } from './right-side.ts';

export type Thresholds = Pick<Plan, 'onTrackAt' | 'offTrackBelow'>;

/** (figure - start) / (expected - start); null where expected and start are equal or there is no start to measure from. */
export function attainment(figure: number, start: number | null, expected: number): number | null {
  if (start === null || isClose(expected, start)) return null;
  // A figure at its start has come 0 of the way, not -0 of a way down.
  return (figure - start) / (expected - start) + 0;
}

export interface Standing {
  readonly side: RightSide;
  readonly start: number | null;
  readonly target: number;
  readonly expected: number;
  readonly figure: number;
  /** Whether the figure can still only move away from a limit it keeps: flows before the target's period is over. */
  readonly open: boolean;
}

/**
 * The status of a figure that has a target. `achieved`: the whole target is met. Otherwise by attainment against the thresholds; where the
 * target is a limit (it lies on the worse side of the start, as with a ceiling on incidents) passing it is what counts against, so
 * the inverse is compared; where attainment is undefined, being on the right side of the expected value is on track, else at risk.
 */
export function statusOf(standing: Standing, { onTrackAt, offTrackBelow }: Thresholds): ReportStatus {
  const { side, start, target, expected, figure, open } = standing;
  const reaches = (goal: number) => (side === 'above' ? isAtLeast(figure, goal) : isAtLeast(goal, figure));
  const isLimitOnFlows = side === 'above' ? target < 0 : target >= 0;
  if (reaches(target) && !(open && isLimitOnFlows)) return 'achieved';

  const attained = attainment(figure, start, expected);
  if (attained === null) return reaches(expected) ? 'on-track' : 'at-risk';
  const limited = isLimit(side, start, expected);
  if (limited && reaches(expected)) return 'on-track';
  const pace = limited ? 1 / attained : attained;
  if (isAtLeast(pace, onTrackAt)) return 'on-track';
  return isAtLeast(pace, offTrackBelow) ? 'at-risk' : 'off-track';
}
