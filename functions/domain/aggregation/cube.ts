/**
 * The figures of one indicator in a year, dense: `value[(period * units + unit) * series + s]`, NaN = not reported. Series 0 is the
 * total, the others categories. At most 31 periods, in ascending order.
 */
export interface Cube {
  readonly periods: number;
  readonly units: number;
  readonly series: number;
  /** Values; numerators where there are denominators. */
  readonly value: Float64Array;
  readonly denominator: Float64Array | null;
  /** Per unit the periods it reported and whose figures count, bit p for period p. */
  readonly reported: Uint32Array;
}

/** A cube with nothing reported; with denominators for a ratio. */
export function emptyCube(periods: number, units: number, series: number, ratio: boolean): Cube {
  const size = periods * units * series;
  return {
    periods,
    units,
    series,
    value: new Float64Array(size).fill(Number.NaN),
    denominator: ratio ? new Float64Array(size).fill(Number.NaN) : null,
    reported: new Uint32Array(units),
  };
}

/** One figure a unit and series: `value[unit * series + s]`. */
export interface Plane {
  readonly series: number;
  readonly value: Float64Array;
  readonly denominator: Float64Array | null;
}

/** A plane with nothing reported. */
export function emptyPlane(units: number, series: number, ratio: boolean): Plane {
  const size = units * series;
  return {
    series,
    value: new Float64Array(size).fill(Number.NaN),
    denominator: ratio ? new Float64Array(size).fill(Number.NaN) : null,
  };
}

/** The periods a figure is computed from, as bits of the cube's periods. */
export interface Window {
  readonly inside: number;
  /** Those ending on the day before the window starts; null where the window starts with the year. */
  readonly before: number | null;
  /** The period that is the window itself; 0 where there is none. */
  readonly itself: number;
}
