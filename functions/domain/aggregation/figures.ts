import type { ObservationColumns } from '../ledger/columns.ts';
import type { Dimension, Indicator } from '../plan/model.ts';
import type { Calendar } from './calendar.ts';
import { type CategoryCodes, categoryCodes } from './category-codes.ts';
import { createCells } from './cells.ts';
import type { Cube } from './cube.ts';
import { amountAt, denominatorAt } from './marginal.ts';
import { partsInto } from './parts.ts';
import { type CategorySeries, type CrossedSeries, seriesTable } from './series-table.ts';
import type { Winners } from './winners.ts';

/** All that was stated for one indicator in the year. */
export interface Figures {
  readonly indicator: Indicator;
  readonly cube: Cube;
  /** In the order reports list them. */
  readonly categories: readonly CategorySeries[];
  readonly crossed: readonly CrossedSeries[];
}

export interface FiguresInput {
  /** In the order of the winners' indexes. */
  readonly indicators: readonly Indicator[];
  readonly units: number;
  readonly calendar: Calendar;
  readonly winners: Winners;
  readonly dimensionOf: (code: string) => Dimension | null;
}

/** Takes the figures of one indicator, observation by observation. */
function collector(
  indicator: Indicator,
  room: number,
  { units, calendar, dimensionOf }: FiguresInput,
  codes: CategoryCodes,
) {
  const ratio = indicator.overOrgUnits === 'ratio';
  const table = seriesTable(indicator.dimensions);
  const cells = createCells(ratio, room);
  const addParts = partsInto(cells, table, indicator, codes.all);
  return {
    add(place: number, columns: ObservationColumns, at: number, categories: Int32Array): void {
      const amount = amountAt(columns, at, ratio);
      if (!Number.isNaN(amount)) cells.add(place, 0, amount, denominatorAt(columns, at, ratio));
      const [first, end] = [columns.firstRow[at] ?? 0, columns.firstRow[at + 1] ?? 0];
      if (end > first) addParts(place, columns.breakdown, categories, first, end);
    },
    figures: (): Figures => ({
      indicator,
      cube: cells.toCube(units, table.count(), calendar),
      categories: table.categories(dimensionOf),
      crossed: table.crossed(dimensionOf),
    }),
  };
}

/** Lays out the current observations of every indicator as a cube. Entry by entry, so that memory is read in the order it lies in. */
export function figuresOf(input: FiguresInput): Figures[] {
  const { indicators, units, calendar, winners } = input;
  const { laid, entryAt, observationAt } = winners;
  const codes = categoryCodes(laid);
  const stated = laid.reduce((sum, { columns }) => sum + columns.orgUnit.length + columns.breakdown.category.length, 0);
  const room = Math.ceil(stated / Math.max(1, indicators.length));
  const collectors = indicators.map((indicator) => collector(indicator, room, input, codes));
  for (const [e, { columns, period, indicatorOf, unitOf }] of laid.entries()) {
    const categories = codes.of[e];
    if (period < 0 || categories === undefined) continue;
    for (let at = 0; at < columns.orgUnit.length; at++) {
      const indicator = indicatorOf[columns.indicator[at] ?? 0] ?? -1;
      const unit = unitOf[columns.orgUnit[at] ?? 0] ?? -1;
      if (indicator < 0 || unit < 0) continue;
      const place = period * units + unit;
      const cell = indicator * calendar.periods.length * units + place;
      if (entryAt[cell] !== e + 1 || observationAt[cell] !== at) continue;
      collectors[indicator]?.add(place, columns, at, categories);
    }
  }
  return collectors.map((one) => one.figures());
}
