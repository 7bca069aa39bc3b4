import type { Indicator } from '../../plan/model.ts';

/** Which side of its target a figure should be on. */
export type RightSide = 'above' | 'below';

export type Rules = Pick<Indicator, 'direction' | 'overTime' | 'overOrgUnits' | 'baseline'>;

/** Whether figures grow as the year goes on: flows do; the share of all numerators in all denominators so far does not. */
export function growsOverYear({ overTime, overOrgUnits }: Pick<Rules, 'overTime' | 'overOrgUnits'>): boolean {
  return overTime === 'sum' && overOrgUnits !== 'ratio';
}

/**
 * The right side of a target. `maintain` keeps the side on which the baseline lies: a baseline below the target makes it a ceiling; one at
 * or above it, none at all, or flows that start from 0, make it a floor. Baseline and target must speak of the same offices.
 */
export function rightSideOf(indicator: Rules, target: number): RightSide {
  const { direction, baseline } = indicator;
  if (direction !== 'maintain') return direction === 'increase' ? 'above' : 'below';
  return growsOverYear(indicator) || baseline === null || baseline >= target ? 'above' : 'below';
}

/** Where attainment is measured from; a rise without a baseline counts from 0, a fall without one cannot be measured. */
export function startOf(indicator: Omit<Rules, 'direction'>, side: RightSide): number | null {
  if (growsOverYear(indicator)) return 0;
  return indicator.baseline ?? (side === 'above' ? 0 : null);
}

/** Whether what is expected is a limit: it lies on the worse side of the start, as with a ceiling on incidents. */
export function isLimit(side: RightSide, start: number | null, expected: number): boolean {
  if (start === null) return false;
  return side === 'above' ? expected < start : expected > start;
}
