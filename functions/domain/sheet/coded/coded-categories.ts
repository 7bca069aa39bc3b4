import type { Measure } from '../layout/measures.ts';
import { categoriesInRow } from '../layout/row-keys.ts';
import type { DimensionColumn } from '../layout/table.ts';
import { cellsOf, codedAt } from './coded-keys.ts';
import { fillingsOf, perWay } from './fillings.ts';
import type { CodedTable } from './find-coded-table.ts';

/** More combinations of categories than a file can mean, or dimensions than a mask has bits. */
const MOST_PLACES = 2 ** 18;
const MOST_DIMENSIONS = 16;

/**
 * Every combination of the categories of a file as a place: a number with one digit a dimension, 0 where the dimension is not stated. Place 0
 * is the total.
 */
export interface Categories {
  readonly dimensions: readonly string[];
  /** Codes of the categories of each dimension; digit d stands for code d - 1. */
  readonly codes: readonly (readonly string[])[];
  readonly places: number;
  /** By row, the place of what its own columns state; -1 where a category is not known. */
  readonly ofRow: Int32Array;
  /** By measure, the place of what its header states; -1 where that is not clear. */
  readonly ofMeasure: readonly number[];
  /** By measure, whether its header states a dimension that rows may state, too. */
  readonly clashes: readonly boolean[];
  readonly digit: (place: number, dimension: number) => number;
  /** The place with only the dimensions of a mask (bit d for dimension d). */
  readonly project: (place: number, mask: number) => number;
  readonly maskOf: (place: number) => number;
}

/** Adds the digits of a dimension to the places of rows; -1 for those that state what is no category of it. */
function addDigits(places: Int32Array, start: number, ways: Int32Array, digits: Int32Array, stride: number): void {
  for (let row = start; row < places.length; row += 1) {
    const digit = digits[ways[row] ?? 0] ?? -1;
    const place = places[row] ?? 0;
    places[row] = digit < 0 || place < 0 ? -1 : place + digit * stride;
  }
}

/** The categories that a table's rows and measures state; null where there are too many combinations. */
export function codedCategories(
  { coded, found: { table }, reader }: CodedTable,
  measures: readonly Measure[],
): Categories | null {
  const columns = new Map<string, DimensionColumn[]>();
  for (const column of table.columns)
    if (column.kind === 'dimension') columns.set(column.dimension, [...(columns.get(column.dimension) ?? []), column]);
  const inMeasures = measures.flatMap(({ categories }) => categories.map(({ dimension }) => dimension));
  const dimensions = [...new Set([...columns.keys(), ...inMeasures])];
  const digits = dimensions.map(() => new Map<string, number>());
  const digitOf = (at: number, code: string): number => {
    const known = digits[at] ?? new Map<string, number>();
    const digit = known.get(code) ?? known.size + 1;
    known.set(code, digit);
    return digit;
  };
  const inRows = dimensions.flatMap((dimension, at) => {
    const own = columns.get(dimension);
    if (own === undefined) return [];
    const fillings = fillingsOf(codedAt(coded, own), table.start, coded.rows);
    const stated = perWay(fillings, (_, row) => {
      const { categories } = categoriesInRow(cellsOf(coded, row, own), new Map([[dimension, own]]), reader.vocabulary);
      const [category] = categories;
      if (category === undefined) return 0;
      return category.code === null ? -1 : digitOf(at, category.code);
    });
    return [{ at, ways: fillings.ways, stated }];
  });
  const ofMeasure = measures.map(({ categories }) =>
    categories.map(({ dimension, code }) => {
      const at = dimensions.indexOf(dimension);
      return { at, digit: code === null ? -1 : digitOf(at, code) };
    }),
  );

  const sizes = digits.map(({ size }) => size + 1);
  const places = sizes.reduce((product, size) => product * size, 1);
  if (places > MOST_PLACES || dimensions.length > MOST_DIMENSIONS) return null;
  const strides = sizes.map((_, at) => sizes.slice(0, at).reduce((product, size) => product * size, 1));
  const digit = (place: number, at: number) => Math.floor(place / (strides[at] ?? 1)) % (sizes[at] ?? 1);
  const ofRow = new Int32Array(coded.rows);
  for (const { at, ways, stated } of inRows) addDigits(ofRow, table.start, ways, stated, strides[at] ?? 1);
  const fixed = ofMeasure.map((categories) => {
    const isOnce = new Set(categories.map(({ at }) => at)).size === categories.length;
    if (!isOnce || categories.some((category) => category.digit < 0)) return -1;
    return categories.reduce((place, category) => place + category.digit * (strides[category.at] ?? 1), 0);
  });
  const fixedDimensions = ofMeasure.map((categories) => new Set(categories.map(({ at }) => at)));
  const clashes = fixedDimensions.map((own) => inRows.some(({ at }) => own.has(at)));
  return {
    dimensions,
    codes: digits.map((known) => [...known.keys()]),
    places,
    digit,
    ofRow,
    ofMeasure: fixed,
    clashes,
    project: (place, mask) =>
      strides.reduce((sum, stride, at) => sum + ((mask >> at) & 1) * digit(place, at) * stride, 0),
    maskOf: (place) => sizes.reduce((mask, _, at) => mask | (digit(place, at) > 0 ? 1 << at : 0), 0),
  };
}
