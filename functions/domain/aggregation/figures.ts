import type { CurrentObservation } from '../ledger/fold.ts';
import type { Dimension, Indicator } from '../plan/model.ts';
import { type Calendar, finestOf } from './calendar.ts';
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

/** All that was stated for one indicator in the year. */
export interface Figures {
  readonly indicator: Indicator;
  readonly cube: Cube;
  /** In the order reports list them. */
  readonly categories: readonly CategorySeries[];
}

interface Cell extends Amount {
  readonly unit: number;
  readonly period: number;
  readonly series: number;
}

/** Gives each category met a series, from 1. */
function seriesTable() {
  const known = new Map<string, Map<string, number>>();
  let next = 1;
  const seriesOf = (dimension: string, category: string): number => {
    const categories = known.get(dimension) ?? new Map<string, number>();
    known.set(dimension, categories);
    const series = categories.get(category) ?? next++;
    categories.set(category, series);
    return series;
  };
  return { known, seriesOf, count: () => next };
}

/** Categories as the plan lists them; those it does not list follow, by code. */
function inPlanOrder(dimension: Dimension | null, categories: ReadonlyMap<string, number>): [string, number][] {
  const rank = new Map(dimension?.categories.map((category, index) => [category.code, index]));
  const rankOf = (category: string) => rank.get(category) ?? rank.size;
  return [...categories].sort(([a], [b]) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
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
  const ratio = indicator.overOrgUnits === 'ratio';
  const table = seriesTable();
  const cells: Cell[] = [];
  for (const { unit, period, observation } of placed) {
    const total = amountOf(observation.total, ratio);
    if (total) cells.push({ unit, period, series: 0, value: total.value, denominator: total.denominator });
    for (const { dimension, category, value, denominator } of marginalsOf(indicator, observation))
      cells.push({ unit, period, series: table.seriesOf(dimension, category), value, denominator });
  }
  const cube = emptyCube(calendar.periods.length, units, table.count(), ratio);
  for (const { unit, period } of cells) cube.reported[unit] = (cube.reported[unit] ?? 0) | (1 << period);
  fill(cube, cells, calendar);
  const categories = indicator.dimensions.flatMap((code) =>
    inPlanOrder(dimensionOf(code), table.known.get(code) ?? new Map()).map(([category, series]) => ({
      ...{ dimension: code, category, series },
    })),
  );
  return { indicator, cube, categories };
}
