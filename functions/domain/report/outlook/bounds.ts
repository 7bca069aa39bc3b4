import type { Indicator } from '../../plan/model.ts';
import { isClose } from '../progress/closeness.ts';

export interface Bounds {
  readonly low: number;
  readonly high: number;
}

type Bounded = Pick<Indicator, 'kind' | 'overOrgUnits' | 'min' | 'max'>;

/**
 * Between which values a figure of a scope can lie. What the plan allows an office holds for shares, means and extremes of offices; of sums, that
 * they do not fall below 0 where offices' figures do not. A bound that a figure has passed is none.
 */
export function boundsOf({ kind, overOrgUnits, min, max }: Bounded, values: readonly number[]): Bounds {
  const isShare = kind === 'percentage' || (kind === 'yes-no' && overOrgUnits !== 'sum');
  const sums = overOrgUnits === 'sum';
  const least = kind === 'score' ? Number.NEGATIVE_INFINITY : 0;
  const lowest = min ?? least;
  const low = sums ? (lowest >= 0 ? 0 : Number.NEGATIVE_INFINITY) : lowest;
  const high = sums ? Number.POSITIVE_INFINITY : (max ?? (isShare ? 1 : Number.POSITIVE_INFINITY));
  return {
    low: values.some((value) => value < low) ? Number.NEGATIVE_INFINITY : low,
    high: values.some((value) => value > high) ? Number.POSITIVE_INFINITY : high,
  };
}

export function within({ low, high }: Bounds, value: number): number {
  return Math.min(high, Math.max(low, value));
}

/** Whether half of the figures or more lie at a bound: such a series steps off it now and then, it does not run along a line. */
export function isAtBound({ low, high }: Bounds, values: readonly number[]): boolean {
  const at = values.filter((value) => isClose(value, low) || isClose(value, high));
  return at.length * 2 >= values.length;
}
