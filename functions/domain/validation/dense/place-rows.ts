import type { Lookup } from '../../plan/lookup.ts';
import type { Period } from '../../plan/period.ts';
import { type Categories, codedCategories } from '../../sheet/coded/coded-categories.ts';
import { type CodedFigures, codedFigures } from '../../sheet/coded/coded-figures.ts';
import { codedKeys } from '../../sheet/coded/coded-keys.ts';
import { perWay } from '../../sheet/coded/fillings.ts';
import type { CodedTable } from '../../sheet/coded/find-coded-table.ts';
import { unreadCategories } from '../../sheet/coded/unread-categories.ts';
import { groupMeasures, type Measure } from '../../sheet/layout/measures.ts';
import { headedWidth } from '../../sheet/layout/read-rows.ts';
import type { Column, FigureColumn } from '../../sheet/layout/table.ts';
import { saysTotal } from '../../sheet/layout/total-columns.ts';
import { type BlockIndex, createBlockIndex } from './block-index.ts';
import { createPlanNumbers } from './plan-numbers.ts';
import { RowPlacer } from './row-placer.ts';
import { FREQUENCIES, type SettledIndicator } from './settled.ts';

/** A table's statements, numbered row by row and in a row measure by measure, in blocks. */
export interface Placed {
  readonly measures: readonly Measure[];
  readonly categories: Categories;
  readonly blocks: BlockIndex;
  readonly periods: readonly Period[];
  readonly indicators: readonly (SettledIndicator | null)[];
  /** By statement: its block (-1 where there is none, or the rules must look at it), and the place of its categories. */
  readonly blockOf: Int32Array;
  readonly placeOf: Int32Array;
  /** By measure. */
  readonly figures: readonly CodedFigures[];
  /** Blocks that the rules must look at. */
  readonly unsettled: ReadonlySet<number>;
  /** By row: 1 where the rules must look at some statement. */
  readonly handed: Uint8Array;
}

/** Rows that go on beyond the last header of a text, or have a category in a column that is not read. */
function oddRows(table: CodedTable): (row: number) => boolean {
  const { coded, found } = table;
  const beyond = coded.sheet === null ? coded.columns.slice(headedWidth(found.table)) : [];
  const isUnread = unreadCategories(table);
  return beyond.length === 0 ? isUnread : (row) => beyond.some(({ codes }) => codes[row] !== 0) || isUnread(row);
}

/** Whether a column may state totals of others in its row. */
function sumsUpColumns(column: Column): boolean {
  return column.kind === 'total' || (column.kind === 'figure' && column.periods.length > 0 && saysTotal(column.header));
}

function openUnits({ reader }: CodedTable, lookup: Lookup, periods: readonly Period[]) {
  const known = new Map<number, boolean>();
  return (unit: number, period: number): boolean => {
    const key = unit * 2 ** 20 + period;
    const isOpen = known.get(key) ?? lookup.isOpenIn(reader.plan.orgUnits[unit]?.code ?? '', periods[period] ?? '');
    known.set(key, isOpen);
    return isOpen;
  };
}

/**
 * Puts the figures of a table into blocks. Null where rows cannot be taken one by one: a row that sums up others, or one whose blank keys
 * are to be read on from above.
 */
export function placeRows(
  table: CodedTable,
  lookup: Lookup,
  context: { readonly orgUnit: string; readonly today: string },
): Placed | null {
  const { coded, found } = table;
  const { start, columns } = found.table;
  const figureColumns = columns.filter((column) => column.kind === 'figure');
  const measures = groupMeasures(figureColumns);
  const categories = codedCategories(table, measures);
  const cells = new Map(figureColumns.map(({ index }) => [index, codedFigures(table, index)]));
  const of = (column: FigureColumn | null) => (column === null ? null : (cells.get(column.index) ?? null));
  const values = measures.map(({ value }) => of(value)).filter((figures) => figures !== null);
  if (categories === null || values.length < measures.length || columns.some(sumsUpColumns)) return null;

  const { orgUnit, indicator, period } = codedKeys(table);
  const numbers = createPlanNumbers(table, lookup, context);
  const blocks = createBlockIndex();
  const placer = new RowPlacer({
    ...{ orgUnit, indicator, period, categories, blocks, start, rows: coded.rows },
    unitOf: perWay(orgUnit, (way) => numbers.unit(orgUnit.codes[way] ?? null)),
    settled: numbers.settled,
    figures: [...cells.values()].filter((figures) => figures !== null),
    measures: measures.map((measure) => ({
      value: of(measure.value),
      others: [of(measure.numerator), of(measure.denominator)].filter((figures) => figures !== null),
      indicatorOf: perWay(indicator, (way) => numbers.indicator(indicator.codes[way] ?? null, measure)),
      periodOf: FREQUENCIES.map((frequency) =>
        perWay(period, (way) => numbers.period(period.pieces[way] ?? [], measure, frequency)),
      ),
    })),
    isOpenIn: openUnits(table, lookup, numbers.periods),
    isOdd: oddRows(table),
  });
  if (!placer.placeAll()) return null;
  const { blockOf, placeOf, unsettled, handed } = placer;
  const { periods, settled } = numbers;
  const { indicators } = settled;
  return { measures, categories, blocks, periods, indicators, blockOf, placeOf, figures: values, unsettled, handed };
}
