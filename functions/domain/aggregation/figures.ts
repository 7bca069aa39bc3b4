import type { Observation } from '../ledger/entry.ts';
import type { Dimension, Indicator } from '../plan/model.ts';
import type { Calendar } from './calendar.ts';
import type { Cells } from './cells.ts';
import { isCrossed } from './crossed.ts';
import type { Cube } from './cube.ts';
import { amountOf, denominatorOf, eachMarginal } from './marginal.ts';
import { type CategorySeries, type CrossedSeries, type SeriesTable, seriesTable } from './series-table.ts';

/** All that was stated for one indicator in the year. */
export interface Figures {
  readonly indicator: Indicator;
  readonly cube: Cube;
  /** In the order reports list them. */
  readonly categories: readonly CategorySeries[];
  readonly crossed: readonly CrossedSeries[];
}

export interface FiguresInput {
  readonly indicator: Indicator;
  readonly units: number;
  readonly calendar: Calendar;
  /** What counts for the indicator, by period and unit. */
  readonly stated: (period: number, unit: number) => Observation | null;
  readonly dimensionOf: (code: string) => Dimension | null;
}

function addBreakdown(
  cells: Cells,
  place: number,
  table: SeriesTable,
  indicator: Indicator,
  stated: Observation,
): void {
  const ratio = indicator.overOrgUnits === 'ratio';
  eachMarginal(indicator, stated.breakdown, (dimension, category, row) => {
    cells.add(place, table.seriesOf(dimension, category), amountOf(row, ratio), denominatorOf(row, ratio));
  });
  if (indicator.dimensions.length < 2) return;
  for (const row of stated.breakdown) {
    const value = amountOf(row, ratio);
    if (Number.isNaN(value) || !isCrossed(row.categories, indicator.dimensions)) continue;
    cells.add(place, table.crossedSeriesOf(row.categories), value, denominatorOf(row, ratio));
  }
}

/** Lays out the current observations of one indicator as a cube; `cells` is room to work in. */
export function figuresOf({ indicator, units, calendar, stated, dimensionOf }: FiguresInput, cells: Cells): Figures {
  const ratio = indicator.overOrgUnits === 'ratio';
  const table = seriesTable(indicator.dimensions);
  cells.clear();
  for (let place = 0; place < calendar.periods.length * units; place++) {
    const observation = stated(Math.floor(place / units), place % units);
    if (observation === null) continue;
    const value = amountOf(observation.total, ratio);
    if (!Number.isNaN(value)) cells.add(place, 0, value, denominatorOf(observation.total, ratio));
    if (observation.breakdown.length > 0) addBreakdown(cells, place, table, indicator, observation);
  }
  return {
    indicator,
    cube: cells.toCube(units, table.count(), ratio, calendar),
    categories: table.categories(dimensionOf),
    crossed: table.crossed(dimensionOf),
  };
}
