import type { BreakdownRow } from '../ledger/entry.ts';
import type { Dimension } from '../plan/model.ts';
import { cellKey } from './crossed.ts';

/** A category and the cube's series that holds it. */
export interface CategorySeries {
  readonly dimension: string;
  readonly category: string;
  readonly series: number;
}

/** A cell of a crossed breakdown and the cube's series that holds it. */
export interface CrossedSeries {
  /** Category by dimension, in the indicator's order. */
  readonly categories: Readonly<Record<string, string>>;
  /** The dimensions crossed. */
  readonly crossing: string;
  readonly series: number;
}

export interface SeriesTable {
  seriesOf(dimension: string, category: string): number;
  crossedSeriesOf(categories: BreakdownRow['categories']): number;
  /** Number of series, the total among them. */
  count(): number;
  /** In the order reports list them. */
  categories(dimensionOf: (code: string) => Dimension | null): CategorySeries[];
  crossed(dimensionOf: (code: string) => Dimension | null): CrossedSeries[];
}

type RankOf = (category: string) => number;

/** Categories by the plan's list; those it does not list come after, all alike. */
function ranking(dimension: Dimension | null): RankOf {
  const rank = new Map(dimension?.categories.map((category, index) => [category.code, index]));
  return (category) => rank.get(category) ?? rank.size;
}

const byRank = (rankOf: RankOf | undefined, a: string, b: string): number =>
  (rankOf?.(a) ?? 0) - (rankOf?.(b) ?? 0) || (a < b ? -1 : a > b ? 1 : 0);

function crossedSeries(
  categories: BreakdownRow['categories'],
  dimensions: readonly string[],
  series: number,
): CrossedSeries {
  const own = dimensions.filter((dimension) => categories[dimension] !== undefined);
  return {
    categories: Object.fromEntries(own.map((dimension) => [dimension, categories[dimension] ?? ''])),
    crossing: own.join('\n'),
    series,
  };
}

/** Crossed cells crossing by crossing, in the plan's order of dimensions and categories. */
function crossedInPlanOrder(
  cells: Iterable<CrossedSeries>,
  dimensions: readonly string[],
  rankOf: ReadonlyMap<string, RankOf>,
): CrossedSeries[] {
  const present = (cell: CrossedSeries, dimension: string) => (cell.categories[dimension] === undefined ? 1 : 0);
  return [...cells].sort((a, b) => {
    for (const dimension of dimensions) {
      const differ = present(a, dimension) - present(b, dimension);
      if (differ !== 0) return differ;
    }
    for (const dimension of dimensions) {
      const differ = byRank(rankOf.get(dimension), a.categories[dimension] ?? '', b.categories[dimension] ?? '');
      if (differ !== 0) return differ;
    }
    return 0;
  });
}

/** Gives each category and crossed cell met of an indicator's dimensions a series, from 1. */
export function seriesTable(dimensions: readonly string[]): SeriesTable {
  const known = new Map<string, Map<string, number>>();
  const crossed = new Map<string, CrossedSeries>();
  /** Rows of a ledger share the objects that name their categories. */
  const met = new Map<BreakdownRow['categories'], number>();
  let next = 1;

  function crossedByKey(categories: BreakdownRow['categories']): number {
    const key = cellKey(categories, dimensions);
    const series = crossed.get(key)?.series ?? next++;
    if (!crossed.has(key)) crossed.set(key, crossedSeries(categories, dimensions, series));
    met.set(categories, series);
    return series;
  }

  const ranks = (dimensionOf: (code: string) => Dimension | null) =>
    new Map(dimensions.map((code) => [code, ranking(dimensionOf(code))]));
  return {
    seriesOf(dimension, category) {
      const categories = known.get(dimension) ?? new Map<string, number>();
      const series = categories.get(category) ?? next++;
      if (series === next - 1) known.set(dimension, categories.set(category, series));
      return series;
    },
    crossedSeriesOf: (categories) => met.get(categories) ?? crossedByKey(categories),
    count: () => next,
    categories(dimensionOf) {
      const rankOf = ranks(dimensionOf);
      return dimensions.flatMap((dimension) =>
        [...(known.get(dimension) ?? [])]
          .sort(([a], [b]) => byRank(rankOf.get(dimension), a, b))
          .map(([category, series]) => ({ dimension, category, series })),
      );
    },
    crossed: (dimensionOf) => crossedInPlanOrder(crossed.values(), dimensions, ranks(dimensionOf)),
  };
}
