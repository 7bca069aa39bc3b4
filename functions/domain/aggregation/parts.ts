import type { RowColumns } from '../ledger/columns.ts';
import type { BreakdownRow } from '../ledger/entry.ts';
import type { Indicator } from '../plan/model.ts';
import type { Cells } from './cells.ts';
import { isCrossed } from './crossed.ts';
import { amountAt, denominatorAt, isAdditive } from './marginal.ts';
import type { SeriesTable } from './series-table.ts';

const NONE = -1;
const UNMET = -2;

/** What rows with some categories tell, and the series their figures go to. */
interface Telling {
  readonly categories: BreakdownRow['categories'];
  /** Which dimensions they are broken down by, and how many. */
  readonly by: string;
  readonly depth: number;
  /** Per dimension of the indicator, a series; NONE where they tell nothing of it, UNMET before the first figure. */
  readonly series: Int32Array;
  /** Of a crossed cell. */
  crossed: number;
}

const isSmaller = (a: Telling, b: Telling): boolean => a.depth < b.depth || (a.depth === b.depth && a.by < b.by);
const isSame = (a: Telling, b: Telling): boolean => a.depth === b.depth && a.by === b.by;

function tellingOf(categories: BreakdownRow['categories'], indicator: Indicator): Telling {
  const dimensions = Object.keys(categories);
  const depth = dimensions.length;
  const tells = (dimension: string) => categories[dimension] !== undefined && (depth === 1 || isAdditive(indicator));
  return {
    ...{ categories, depth, by: depth === 1 ? '' : dimensions.sort().join('\n') },
    series: Int32Array.from(indicator.dimensions, (dimension) => (tells(dimension) ? UNMET : NONE)),
    crossed: isCrossed(categories, indicator.dimensions) ? UNMET : NONE,
  };
}

/** Adds the breakdown rows of an observation, from `first` to before `end`, to the cells; `codes` are those of the entry's categories. */
export type AddParts = (place: number, rows: RowColumns, codes: Int32Array, first: number, end: number) => void;

/**
 * Per dimension of the indicator the rows that give its categories once: those of the dimension alone, else of its smallest crossing, to
 * be added up over the other dimensions, where figures may be added. Beside them the crossed cells themselves. `all` are the categories
 * that codes stand for.
 */
export function partsInto(
  cells: Cells,
  table: SeriesTable,
  indicator: Indicator,
  all: readonly BreakdownRow['categories'][],
): AddParts {
  const ratio = indicator.overOrgUnits === 'ratio';
  const tellings: Telling[] = [];

  function telling(code: number): Telling {
    const known = tellings[code];
    if (known) return known;
    const made = tellingOf(all[code] ?? {}, indicator);
    tellings[code] = made;
    return made;
  }

  function seriesOf(told: Telling, d: number): number {
    const known = told.series[d] ?? NONE;
    if (known !== UNMET) return known;
    const dimension = indicator.dimensions[d] ?? '';
    const series = table.seriesOf(dimension, told.categories[dimension] ?? '');
    told.series[d] = series;
    return series;
  }

  function addMarginal(
    d: number,
    place: number,
    rows: RowColumns,
    codes: Int32Array,
    first: number,
    end: number,
  ): void {
    let chosen: Telling | null = null;
    for (let row = first; row < end; row++) {
      const told = telling(codes[rows.category[row] ?? 0] ?? 0);
      if (told.series[d] === NONE || Number.isNaN(amountAt(rows, row, ratio))) continue;
      if (chosen === null || isSmaller(told, chosen)) chosen = told;
    }
    if (chosen === null) return;
    for (let row = first; row < end; row++) {
      const told = telling(codes[rows.category[row] ?? 0] ?? 0);
      if (told.series[d] === NONE || !isSame(told, chosen)) continue;
      const amount = amountAt(rows, row, ratio);
      if (!Number.isNaN(amount)) cells.add(place, seriesOf(told, d), amount, denominatorAt(rows, row, ratio));
    }
  }

  function addCrossed(place: number, rows: RowColumns, codes: Int32Array, first: number, end: number): void {
    for (let row = first; row < end; row++) {
      const told = telling(codes[rows.category[row] ?? 0] ?? 0);
      const amount = amountAt(rows, row, ratio);
      if (told.crossed === NONE || Number.isNaN(amount)) continue;
      if (told.crossed === UNMET) told.crossed = table.crossedSeriesOf(told.categories);
      cells.add(place, told.crossed, amount, denominatorAt(rows, row, ratio));
    }
  }

  return (place, rows, codes, first, end) => {
    for (let d = 0; d < indicator.dimensions.length; d++) addMarginal(d, place, rows, codes, first, end);
    if (indicator.dimensions.length > 1) addCrossed(place, rows, codes, first, end);
  };
}
