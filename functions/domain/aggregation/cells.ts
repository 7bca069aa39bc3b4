import { type Calendar, finestOf } from './calendar.ts';
import { type Cube, emptyCube } from './cube.ts';

/** Figures on their way into a cube, in columns that grow, so that nothing is made for a single figure. */
export interface Cells {
  /** `place` is `period * units + unit`. Figures of one place and series are added up. */
  add(place: number, series: number, value: number, denominator: number): void;
  /** A cube of them; of each unit's periods those count that are not made up of finer ones. */
  toCube(units: number, series: number, calendar: Calendar): Cube;
}

function twice<T extends Int32Array | Float64Array>(column: T, bigger: T): T {
  bigger.set(column);
  return bigger;
}

/** Room for figures, at first for so many; with denominators for a ratio. */
export function createCells(ratio: boolean, expected: number): Cells {
  let capacity = Math.max(16, expected);
  let length = 0;
  let places = new Int32Array(capacity);
  let serieses = new Int32Array(capacity);
  let values = new Float64Array(capacity);
  let denominators = new Float64Array(ratio ? capacity : 0);

  function grow(): void {
    capacity *= 2;
    places = twice(places, new Int32Array(capacity));
    serieses = twice(serieses, new Int32Array(capacity));
    values = twice(values, new Float64Array(capacity));
    if (ratio) denominators = twice(denominators, new Float64Array(capacity));
  }

  function markReported(cube: Cube, calendar: Calendar): void {
    const { reported, units } = cube;
    for (let c = 0; c < length; c++) {
      const place = places[c] ?? 0;
      reported[place % units] = (reported[place % units] ?? 0) | (1 << Math.floor(place / units));
    }
    for (let unit = 0; unit < units; unit++) reported[unit] = finestOf(calendar, reported[unit] ?? 0);
  }

  return {
    add(place, series, value, denominator) {
      if (length === capacity) grow();
      places[length] = place;
      serieses[length] = series;
      values[length] = value;
      if (ratio) denominators[length] = denominator;
      length++;
    },
    toCube(units, series, calendar) {
      const cube = emptyCube(calendar.periods.length, units, series, ratio);
      markReported(cube, calendar);
      for (let c = 0; c < length; c++) {
        const place = places[c] ?? 0;
        if (((cube.reported[place % units] ?? 0) & (1 << Math.floor(place / units))) === 0) continue;
        const at = place * series + (serieses[c] ?? 0);
        put(cube.value, at, values[c] ?? Number.NaN);
        if (cube.denominator) put(cube.denominator, at, denominators[c] ?? Number.NaN);
      }
      return cube;
    },
  };
}

function put(column: Float64Array, at: number, value: number): void {
  const known = column[at] ?? Number.NaN;
  column[at] = Number.isNaN(known) ? value : known + value;
}
