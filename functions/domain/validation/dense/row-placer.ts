import type { Categories } from '../../sheet/coded/coded-categories.ts';
import { BLANK, type CodedFigures, HEADING, numberOf, stateOf } from '../../sheet/coded/coded-figures.ts';
import type { BlockIndex } from './block-index.ts';
import { BOUNDS, type SettledPlan } from './settled.ts';

/** What the rows say of one role: by row the number of its way, by way what it comes to, and whether such rows cannot be read alone. */
export interface RowKey {
  readonly ways: Int32Array;
  readonly leaning: Uint8Array;
}

/** The columns of one measure, and what each way of naming indicator and period comes to in it. */
export interface MeasureColumns {
  readonly value: CodedFigures | null;
  readonly others: readonly CodedFigures[];
  /** By way of naming the indicator. */
  readonly indicatorOf: Int32Array;
  /** By indicator's frequency (its place among all), then by way of naming the period. */
  readonly periodOf: readonly Int32Array[];
}

export interface Placing {
  readonly orgUnit: RowKey;
  readonly indicator: RowKey;
  readonly period: RowKey;
  readonly unitOf: Int32Array;
  readonly figures: readonly CodedFigures[];
  readonly measures: readonly MeasureColumns[];
  readonly categories: Categories;
  readonly settled: SettledPlan;
  /** Whether a unit is open in a period. */
  readonly isOpenIn: (unit: number, period: number) => boolean;
  /** Whether something in a row, besides its keys and figures, asks for a closer look. */
  readonly isOdd: (row: number) => boolean;
  readonly blocks: BlockIndex;
  readonly start: number;
  readonly rows: number;
}

/** Puts rows into blocks, one at a time: a class, since it does so a million times over typed arrays. */
export class RowPlacer {
  readonly blockOf: Int32Array;
  readonly placeOf: Int32Array;
  readonly handed: Uint8Array;
  readonly unsettled = new Set<number>();
  readonly #placing: Placing;
  #unit = -1;
  #indicator = -1;
  #period = -1;
  #block = -1;

  constructor(placing: Placing) {
    const { measures, start, rows } = placing;
    this.#placing = placing;
    this.blockOf = new Int32Array((rows - start) * measures.length).fill(-1);
    this.placeOf = new Int32Array((rows - start) * measures.length);
    this.handed = new Uint8Array(rows);
  }

  /** Places all rows; false where one of them cannot be read alone. */
  placeAll(): boolean {
    const { start, rows } = this.#placing;
    for (let row = start; row < rows; row += 1) if (!this.#place(row)) return false;
    return true;
  }

  #place(row: number): boolean {
    const { figures, orgUnit, indicator, period, measures } = this.#placing;
    let filled = 0;
    let heading = 0;
    for (let at = 0; at < figures.length; at += 1) {
      const column = figures[at];
      const state = column === undefined ? BLANK : stateOf(column, row);
      if (state !== BLANK) filled += 1;
      if (state === HEADING) heading += 1;
    }
    if (filled === heading) return true;
    const who = orgUnit.ways[row] ?? 0;
    const what = indicator.ways[row] ?? 0;
    const when = period.ways[row] ?? 0;
    if (orgUnit.leaning[who] === 1 || indicator.leaning[what] === 1 || period.leaning[when] === 1) return false;
    const unit = this.#placing.unitOf[who] ?? -1;
    for (let measure = 0; measure < measures.length; measure += 1) this.#placeMeasure(row, measure, unit, what, when);
    return true;
  }

  #placeMeasure(row: number, measure: number, unit: number, what: number, when: number): void {
    const columns = this.#placing.measures[measure];
    if (columns === undefined) return;
    const { value, others, indicatorOf, periodOf } = columns;
    let isRatio = false;
    for (let at = 0; at < others.length; at += 1) {
      const column = others[at];
      if (column !== undefined && stateOf(column, row) !== BLANK) isRatio = true;
    }
    if (!isRatio && (value === null || stateOf(value, row) === BLANK)) return;
    const indicator = indicatorOf[what] ?? -1;
    const period = indicator < 0 ? -1 : (periodOf[this.#placing.settled.frequencies[indicator] ?? 0]?.[when] ?? -1);
    if (unit < 0 || period < 0) {
      this.handed[row] = 1;
      return;
    }
    const block = this.#blockOf(unit, indicator, period);
    const place = this.#categoriesOf(row, measure);
    const number = value === null ? Number.NaN : numberOf(value, row);
    if (isRatio || place < 0 || !this.#isSound(number, indicator, place) || this.#placing.isOdd(row)) {
      this.unsettled.add(block);
      this.handed[row] = 1;
      return;
    }
    const statement = (row - this.#placing.start) * this.#placing.measures.length + measure;
    this.blockOf[statement] = block;
    this.placeOf[statement] = place;
  }

  #isSound(number: number, indicator: number, place: number): boolean {
    const { bounds, wholeOnly } = this.#placing.settled;
    const at = BOUNDS * indicator + (place === 0 ? 0 : 2);
    const isWithin = number >= (bounds[at] ?? 0) && number <= (bounds[at + 1] ?? 0);
    return isWithin && (wholeOnly[indicator] === 0 || Number.isInteger(number));
  }

  #categoriesOf(row: number, measure: number): number {
    const { ofRow, ofMeasure, clashes } = this.#placing.categories;
    const own = ofRow[row] ?? -1;
    const fixed = ofMeasure[measure] ?? -1;
    return own < 0 || fixed < 0 || (own > 0 && clashes[measure]) ? -1 : own + fixed;
  }

  #blockOf(unit: number, indicator: number, period: number): number {
    if (unit === this.#unit && indicator === this.#indicator && period === this.#period) return this.#block;
    const { blocks, isOpenIn } = this.#placing;
    const before = blocks.size();
    const block = blocks.blockOf(unit, indicator, period);
    if (block === before && !isOpenIn(unit, period)) this.unsettled.add(block);
    this.#unit = unit;
    this.#indicator = indicator;
    this.#period = period;
    this.#block = block;
    return block;
  }
}
