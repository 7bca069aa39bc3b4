import type { Cube, Plane, Window } from './cube.ts';
import { rollOverTime } from './over-time.ts';
import type { RollUpRules } from './roll-up.ts';
import { lostIn } from './sum.ts';

const isMissing = Number.isNaN;

/** One indicator's totals so far, one a unit, in the form in which they can go on: NaN = nothing reported. */
export interface Running {
  /** Values, numerators of a ratio, or what a mean is made of: the sum of the figures. */
  readonly value: Float64Array;
  readonly denominator: Float64Array | null;
  /** Of a mean, how many figures the sum has; otherwise null. */
  readonly count: Float64Array | null;
}

/** How many periods of the window each unit gave a total for; NaN for none. */
function countsOf(cube: Cube, window: Window): Float64Array {
  const counts = new Float64Array(cube.units).fill(Number.NaN);
  for (let period = 0; period < cube.periods; period++) {
    if ((window.inside & (1 << period)) === 0) continue;
    for (let unit = 0; unit < cube.units; unit++) {
      const count = counts[unit] ?? Number.NaN;
      if (!isMissing(cube.value[(period * cube.units + unit) * cube.series] ?? Number.NaN))
        counts[unit] = isMissing(count) ? 1 : count + 1;
    }
  }
  return counts;
}

/** The totals of the window's periods. */
function runningOver(cube: Cube, window: Window, { overTime, reportedAs }: RollUpRules): Running {
  const isMean = overTime === 'mean' && cube.denominator === null;
  const differenced = overTime === 'sum' && reportedAs === 'year-to-date';
  const { value, denominator } = rollOverTime(cube, window, isMean ? 'sum' : overTime, differenced, 1);
  return { value, denominator, count: isMean ? countsOf(cube, window) : null };
}

function plus(before: Float64Array, now: Float64Array): Float64Array {
  return now.map((value, unit) => {
    const earlier = before[unit] ?? Number.NaN;
    if (isMissing(value)) return earlier;
    return isMissing(earlier) ? value : earlier + value + lostIn(earlier, value);
  });
}

const added = (before: Float64Array | null, now: Float64Array | null): Float64Array | null =>
  before && now ? plus(before, now) : now;

/** How great a figure is among others: a ratio by its quotient, one that cannot be computed below all. */
function rank({ value, denominator }: Running, unit: number): number {
  const own = value[unit] ?? Number.NaN;
  if (!denominator) return own;
  const whole = denominator[unit] ?? 0;
  return whole === 0 ? Number.NEGATIVE_INFINITY : own / whole;
}

/** Each unit's figures from the one or the other. */
function chosen(before: Running, now: Running, isNow: (unit: number) => boolean): Running {
  const pick = (earlier: Float64Array, later: Float64Array) =>
    later.map((value, unit) => (isNow(unit) ? value : (earlier[unit] ?? Number.NaN)));
  return {
    value: pick(before.value, now.value),
    denominator: before.denominator && now.denominator ? pick(before.denominator, now.denominator) : now.denominator,
    count: null,
  };
}

/**
 * Totals so far, continued by the window's periods: flows and pools are added to, of `latest` each unit that reported in the window
 * gives its last there, of `max` the greatest stays. Year-to-date reports add each year's last. Nothing of what is not rolled up over
 * time. What was carried under another form (the rules of the indicator are the plan version's, and so is the carry) does not come here.
 */
export function continued(before: Running | null, cube: Cube, window: Window, rules: RollUpRules): Running {
  const now = runningOver(cube, window, rules);
  switch (rules.overTime) {
    case 'none':
      return { ...now, value: new Float64Array(cube.units).fill(Number.NaN) };
    case 'sum':
    case 'mean':
      return before === null
        ? now
        : {
            value: plus(before.value, now.value),
            denominator: added(before.denominator, now.denominator),
            count: added(before.count, now.count),
          };
    case 'latest':
      return before === null ? now : chosen(before, now, (unit) => ((cube.reported[unit] ?? 0) & window.inside) !== 0);
    case 'max':
      return before === null
        ? now
        : chosen(before, now, (unit) => {
            if (isMissing(now.value[unit] ?? Number.NaN)) return false;
            return isMissing(before.value[unit] ?? Number.NaN) || rank(now, unit) > rank(before, unit);
          });
    default:
      return rules.overTime satisfies never;
  }
}

/** The figures themselves: a mean is its sum over its count. */
export function planeOf({ value, denominator, count }: Running): Plane {
  const own = count ? value.map((sum, unit) => sum / (count[unit] ?? Number.NaN)) : value.slice();
  return { series: 1, value: own, denominator: denominator ? denominator.slice() : null };
}
