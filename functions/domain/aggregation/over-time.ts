import type { OverTime } from '../plan/model.ts';
import { type Cube, emptyPlane, type Plane, type Window } from './cube.ts';
import { lostIn } from './sum.ts';

const isMissing = Number.isNaN;

/** Index of the highest bit; -1 for none. */
function last(bits: number): number {
  return 31 - Math.clz32(bits);
}

function periodsOf(bits: number): number[] {
  return Array.from({ length: 32 }, (_, p) => p).filter((p) => (bits & (1 << p)) !== 0);
}

/** Reads the cube at `from` for one unit, subtracting what stands at `less` (null: nothing; -1: not known). */
function copyUnit(cube: Cube, plane: Plane, unit: number, from: number, less: number | null): void {
  for (let s = 0; s < plane.series; s++) {
    const at = (from * cube.units + unit) * cube.series + s;
    const minus = less === null ? null : (less * cube.units + unit) * cube.series + s;
    const to = unit * plane.series + s;
    plane.value[to] = difference(cube.value, at, minus);
    if (plane.denominator && cube.denominator) plane.denominator[to] = difference(cube.denominator, at, minus);
  }
}

function difference(column: Float64Array, at: number, minus: number | null): number {
  const value = column[at] ?? Number.NaN;
  return minus === null ? value : value - (column[minus] ?? Number.NaN);
}

/** Every series of a unit from the last period it reported, so that categories and total are of one date. */
function takeLatest(cube: Cube, window: Window, plane: Plane): void {
  for (let unit = 0; unit < cube.units; unit++) {
    const bits = (cube.reported[unit] ?? 0) & window.inside;
    if (bits !== 0) copyUnit(cube, plane, unit, last(bits), null);
  }
}

function takeItself(cube: Cube, window: Window, plane: Plane): void {
  takeLatest(cube, { ...window, inside: window.inside & window.itself }, plane);
}

/** The flow of year-to-date reports: the last inside less the one at the end of the period before, which must be there. */
function subtract(cube: Cube, window: Window, plane: Plane): void {
  for (let unit = 0; unit < cube.units; unit++) {
    const reported = cube.reported[unit] ?? 0;
    const inside = reported & window.inside;
    if (inside === 0) continue;
    const before = window.before === null ? null : last(reported & window.before);
    if (before !== -1) copyUnit(cube, plane, unit, last(inside), before);
  }
}

/** Adds up (and for a mean of plain values divides by the number of periods reported). */
function pool(cube: Cube, periods: readonly number[], plane: Plane, mean: boolean): void {
  const stride = cube.units * cube.series;
  for (let unit = 0; unit < cube.units; unit++) {
    for (let s = 0; s < plane.series; s++) {
      const cell = unit * cube.series + s;
      const to = unit * plane.series + s;
      poolCell(cube.value, periods, stride, cell, plane.value, to, mean && !plane.denominator);
      if (plane.denominator && cube.denominator)
        poolCell(cube.denominator, periods, stride, cell, plane.denominator, to, false);
    }
  }
}

function poolCell(
  column: Float64Array,
  periods: readonly number[],
  stride: number,
  cell: number,
  out: Float64Array,
  to: number,
  mean: boolean,
): void {
  let sum = 0;
  let lost = 0;
  let count = 0;
  for (const p of periods) {
    const value = column[p * stride + cell] ?? Number.NaN;
    if (isMissing(value)) continue;
    lost += lostIn(sum, value);
    sum += value;
    count++;
  }
  if (count > 0) out[to] = mean ? (sum + lost) / count : sum + lost;
}

/** Each series from the period where it is greatest; of ratios the greatest ratio, one that can be computed before one that cannot. */
function takeGreatest(cube: Cube, periods: readonly number[], plane: Plane): void {
  const stride = cube.units * cube.series;
  for (let unit = 0; unit < cube.units; unit++) {
    for (let s = 0; s < plane.series; s++) {
      let best = -1;
      for (const p of periods) {
        const at = p * stride + unit * cube.series + s;
        if (!isMissing(cube.value[at] ?? Number.NaN) && (best < 0 || rank(cube, at) > rank(cube, best))) best = at;
      }
      if (best < 0) continue;
      const to = unit * plane.series + s;
      plane.value[to] = cube.value[best] ?? Number.NaN;
      if (plane.denominator && cube.denominator) plane.denominator[to] = cube.denominator[best] ?? Number.NaN;
    }
  }
}

function rank(cube: Cube, at: number): number {
  const value = cube.value[at] ?? Number.NaN;
  if (!cube.denominator) return value;
  const denominator = cube.denominator[at] ?? 0;
  return denominator === 0 ? Number.NEGATIVE_INFINITY : value / denominator;
}

/**
 * Each unit's figures rolled over the window's periods, for the first `series` series. `none` gives only what was reported for the
 * window itself; `yearToDate` reports are differenced to the window's flow where flows add up (`sum`), otherwise taken as they stand.
 */
export function rollOverTime(cube: Cube, window: Window, rule: OverTime, yearToDate: boolean, series: number): Plane {
  const plane = emptyPlane(cube.units, series, cube.denominator !== null);
  switch (rule) {
    case 'sum':
      if (yearToDate) subtract(cube, window, plane);
      else pool(cube, periodsOf(window.inside), plane, false);
      return plane;
    case 'mean':
      pool(cube, periodsOf(window.inside), plane, true);
      return plane;
    case 'latest':
      takeLatest(cube, window, plane);
      return plane;
    case 'max':
      takeGreatest(cube, periodsOf(window.inside), plane);
      return plane;
    case 'none':
      takeItself(cube, window, plane);
      return plane;
    default:
      return rule satisfies never;
  }
}
