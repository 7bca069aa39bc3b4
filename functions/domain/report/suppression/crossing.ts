import type { CrossedActual } from '../../aggregation/actual.ts';

/** The cells broken down by the same dimensions, as a dense table: that of categories c, d, … is at `c * strides[0] + d * strides[1] + …`. */
export interface Crossing {
  readonly dimensions: readonly string[];
  /** By dimension, the categories that occur. */
  readonly categories: readonly (readonly string[])[];
  readonly strides: readonly number[];
  /** NaN where nothing was stated. */
  readonly values: Float64Array;
  /** Positions of the stated cells, and for each the index of its figure in the list the crossing was made of. */
  readonly stated: readonly { readonly position: number; readonly index: number }[];
}

/** Larger tables are not laid out: what they hold cannot be shown piecemeal. */
const MOST_CELLS = 100_000;

type Listed = readonly {
  readonly categories: CrossedActual['categories'];
  readonly value: number;
  readonly index: number;
}[];

function crossingOf(dimensions: readonly string[], cells: Listed): Crossing {
  const categories = dimensions.map((dimension) => [
    ...new Set(cells.flatMap((cell) => cell.categories[dimension] ?? [])),
  ]);
  const strides = categories.map((_, at) => categories.slice(at + 1).reduce((size, { length }) => size * length, 1));
  const size = categories.reduce((product, { length }) => product * length, 1);
  const places = categories.map((codes) => new Map(codes.map((code, place) => [code, place])));
  const values = new Float64Array(size > MOST_CELLS ? 0 : size).fill(Number.NaN);
  const stated = cells.map(({ categories: of, value, index }) => {
    const position = dimensions.reduce(
      (sum, dimension, at) => sum + (places[at]?.get(of[dimension] ?? '') ?? 0) * (strides[at] ?? 0),
      0,
    );
    if (position < values.length) values[position] = value;
    return { position, index };
  });
  return { dimensions, categories, strides, values, stated };
}

/** The crossed figures by the dimensions they are broken down by: those of fewer dimensions first, else as they come. Unreported cells are left out. */
export function crossingsOf(crossed: readonly CrossedActual[]): Crossing[] {
  const cells = crossed.flatMap(({ categories, value }, index) =>
    value === null ? [] : [{ categories, value, index }],
  );
  const groups = Map.groupBy(cells, ({ categories }) => JSON.stringify(Object.keys(categories).sort()));
  return [...groups.values()]
    .map((group) => crossingOf(Object.keys(group[0]?.categories ?? {}), group))
    .sort((a, b) => a.dimensions.length - b.dimensions.length);
}

/** Which of a dimension's categories a position lies in, as an index. */
export function placeAt({ categories, strides }: Crossing, at: number, position: number): number {
  return Math.floor(position / (strides[at] ?? 1)) % (categories[at]?.length ?? 1);
}
