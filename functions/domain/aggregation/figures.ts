import type { CurrentObservation } from '../ledger/fold.ts';
import type { Dimension, Indicator } from '../plan/model.ts';
import { type Calendar, finestOf } from './calendar.ts';
import { cellKey, crossedCellsOf } from './crossed.ts';
import { type Cube, emptyCube } from './cube.ts';
import { type Amount, amountOf, marginalsOf } from './marginal.ts';

/** An observation with its unit's index and its period's in the calendar. */
export interface Placed {
  readonly unit: number;
  readonly period: number;
  readonly observation: CurrentObservation;
}

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

/** All that was stated for one indicator in the year. */
export interface Figures {
  readonly indicator: Indicator;
  readonly cube: Cube;
  /** In the order reports list them. */
  readonly categories: readonly CategorySeries[];
  readonly crossed: readonly CrossedSeries[];
}

interface Cell extends Amount {
  readonly unit: number;
  readonly period: number;
  readonly series: number;
}

/** Gives each category and crossed cell met a series, from 1. */
function seriesTable(dimensions: readonly string[]) {
  const known = new Map<string, Map<string, number>>();
  const crossed = new Map<string, CrossedSeries>();
  let next = 1;
  const seriesOf = (dimension: string, category: string): number => {
    const categories = known.get(dimension) ?? new Map<string, number>();
    known.set(dimension, categories);
    const series = categories.get(category) ?? next++;
    categories.set(category, series);
    return series;
  };
  const crossedSeriesOf = (categories: Readonly<Record<string, string>>): number => {
    const key = cellKey(categories, dimensions);
    const series = crossed.get(key)?.series ?? next++;
    if (!crossed.has(key)) crossed.set(key, crossedSeries(categories, dimensions, series));
    return series;
  };
  return { known, crossed, seriesOf, crossedSeriesOf, count: () => next };
}

function crossedSeries(
  categories: Readonly<Record<string, string>>,
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

type RankOf = (category: string) => number;

/** Categories by the plan's list; those it does not list come after, all alike. */
function ranking(dimension: Dimension | null): RankOf {
  const rank = new Map(dimension?.categories.map((category, index) => [category.code, index]));
  return (category) => rank.get(category) ?? rank.size;
}

const byRank = (rankOf: RankOf | undefined, a: string, b: string): number =>
  (rankOf?.(a) ?? 0) - (rankOf?.(b) ?? 0) || (a < b ? -1 : a > b ? 1 : 0);

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

function fill(cube: Cube, cells: readonly Cell[], calendar: Calendar): void {
  for (let unit = 0; unit < cube.units; unit++) cube.reported[unit] = finestOf(calendar, cube.reported[unit] ?? 0);
  for (const { unit, period, series, value, denominator } of cells) {
    if (((cube.reported[unit] ?? 0) & (1 << period)) === 0) continue;
    const at = (period * cube.units + unit) * cube.series + series;
    cube.value[at] = value;
    if (cube.denominator) cube.denominator[at] = denominator;
  }
}

/** Lays out the current observations of one indicator as a cube of `units` units. */
export function figuresOf(
  indicator: Indicator,
  placed: readonly Placed[],
  units: number,
  calendar: Calendar,
  dimensionOf: (code: string) => Dimension | null,
): Figures {
  const { dimensions } = indicator;
  const ratio = indicator.overOrgUnits === 'ratio';
  const table = seriesTable(dimensions);
  const cells: Cell[] = [];
  for (const { unit, period, observation } of placed) {
    const total = amountOf(observation.total, ratio);
    if (total) cells.push({ unit, period, series: 0, value: total.value, denominator: total.denominator });
    for (const { dimension, category, value, denominator } of marginalsOf(indicator, observation))
      cells.push({ unit, period, series: table.seriesOf(dimension, category), value, denominator });
    for (const { categories, value, denominator } of crossedCellsOf(indicator, observation))
      cells.push({ unit, period, series: table.crossedSeriesOf(categories), value, denominator });
  }
  const cube = emptyCube(calendar.periods.length, units, table.count(), ratio);
  for (const { unit, period } of cells) cube.reported[unit] = (cube.reported[unit] ?? 0) | (1 << period);
  fill(cube, cells, calendar);
  const rankOf = new Map(dimensions.map((code) => [code, ranking(dimensionOf(code))]));
  const categories = dimensions.flatMap((dimension) =>
    [...(table.known.get(dimension) ?? [])]
      .sort(([a], [b]) => byRank(rankOf.get(dimension), a, b))
      .map(([category, series]) => ({ dimension, category, series })),
  );
  return { indicator, cube, categories, crossed: crossedInPlanOrder(table.crossed.values(), dimensions, rankOf) };
}
