import type { Lookup } from '../../plan/lookup.ts';
import type { Frequency } from '../../plan/model.ts';
import type { Period } from '../../plan/period.ts';
import { type Categories, codedCategories } from '../../sheet/coded/coded-categories.ts';
import { BLANK, type CodedFigures, codedFigures, HEADING, numberOf, stateOf } from '../../sheet/coded/coded-figures.ts';
import { codedKeys } from '../../sheet/coded/coded-keys.ts';
import { perWay } from '../../sheet/coded/fillings.ts';
import type { CodedTable } from '../../sheet/coded/find-coded-table.ts';
import { unreadCategories } from '../../sheet/coded/unread-categories.ts';
import { groupMeasures, type Measure } from '../../sheet/layout/measures.ts';
import { headedWidth } from '../../sheet/layout/read-rows.ts';
import type { Column, FigureColumn } from '../../sheet/layout/table.ts';
import { saysTotal } from '../../sheet/layout/total-columns.ts';
import { isOwnUnit } from '../../sheet/numbers/units.ts';
import { type BlockIndex, createBlockIndex } from './block-index.ts';
import { mayReport, type SettledIndicator, settleIndicator, takesFiles } from './settled.ts';

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
  readonly figures: readonly CodedFigures[];
  /** Blocks that the rules must look at. */
  readonly unsettled: Set<number>;
  /** By row: 1 where the rules must look at some statement. */
  readonly handed: Uint8Array;
}

/** For totals and for parts, the least and the most. */
const BOUNDS = 4;

const FREQUENCIES: readonly Frequency[] = ['monthly', 'quarterly', 'semiannual', 'annual'];

function states(figures: CodedFigures | null | undefined, row: number): boolean {
  return figures !== null && figures !== undefined && stateOf(figures, row) !== BLANK;
}

/** Rows of a text that go on beyond the last header. */
function wideRows({ coded, found: { table } }: CodedTable): (row: number) => boolean {
  const beyond = coded.sheet === null ? coded.columns.slice(headedWidth(table)) : [];
  return beyond.length === 0 ? () => false : (row) => beyond.some(({ codes }) => codes[row] !== 0);
}

/** Numbers for org units, indicators and periods that figures can be taken of, in the plan's order; -1 for all others. */
function createNumbers({ found: { table }, reader }: CodedTable, lookup: Lookup, folder: string, today: string) {
  const { plan } = reader;
  const units = new Map(plan.orgUnits.map(({ code }, index) => [code, mayReport(lookup, code, folder) ? index : -1]));
  const indicators = plan.indicators.map(settleIndicator);
  const indicatorNumbers = new Map(
    plan.indicators.map(({ code }, index) => [code, indicators[index] === null ? -1 : index]),
  );
  const periods: Period[] = [];
  const numberOfPeriod = (code: Period): number => {
    const known = periods.indexOf(code);
    return known >= 0 ? known : periods.push(code) - 1;
  };
  return {
    indicators,
    periods,
    unit: (code: string | null) => (code === null ? -1 : (units.get(code) ?? -1)),
    indicator(inRow: string | null, { indicator, value }: Measure): number {
      const inHeader = indicator?.code ?? null;
      if (inHeader !== null && inRow !== null && inHeader !== inRow) return -1;
      const number = indicatorNumbers.get(inHeader ?? inRow ?? '') ?? -1;
      const unit = value?.unit ?? null;
      return unit === null || isOwnUnit(unit, plan.indicators[number] ?? null) ? number : -1;
    },
    period(pieces: readonly string[], measure: Measure, indicator: SettledIndicator): number {
      const { definition } = indicator;
      const all = [...pieces, ...measure.periods];
      const titled = table.period?.code ?? null;
      const code = all.length === 0 ? titled : reader.periods(all, definition.frequency, titled);
      return code !== null && takesFiles(lookup, code, definition, today) ? numberOfPeriod(code) : -1;
    },
  };
}

/** Whether a column may state totals of others in its row. */
function sumsUpColumns(column: Column): boolean {
  return column.kind === 'total' || (column.kind === 'figure' && column.periods.length > 0 && saysTotal(column.header));
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
  if (categories === null || columns.some(sumsUpColumns)) return null;
  const { ofRow, ofMeasure, clashes } = categories;
  const cells = new Map(figureColumns.map(({ index }) => [index, codedFigures(table, index)]));
  const all = [...cells.values()].filter((figures) => figures !== null);
  const of = (column: FigureColumn | null) => (column === null ? null : (cells.get(column.index) ?? null));
  const values = measures.map(({ value }) => of(value));
  const numerators = measures.map(({ numerator }) => of(numerator));
  const denominators = measures.map(({ denominator }) => of(denominator));
  const hasRatios = [...numerators, ...denominators].some((figures) => figures !== null);

  const keys = codedKeys(table);
  const numbers = createNumbers(table, lookup, context.orgUnit, context.today);
  const { orgUnit, indicator: named, period: dated } = keys;
  const unitOf = perWay(orgUnit.firsts, (row) => numbers.unit(orgUnit.codeAt(row)));
  const indicatorOf = measures.map((measure) =>
    perWay(named.firsts, (row) => numbers.indicator(named.codeAt(row), measure)),
  );
  const frequencyOf = Uint8Array.from(numbers.indicators, (one) =>
    one === null ? 0 : FREQUENCIES.indexOf(one.definition.frequency),
  );
  const periodOf = measures.map((measure) =>
    FREQUENCIES.map((frequency) => {
      const like = numbers.indicators.find((one) => one?.definition.frequency === frequency);
      return perWay(dated.firsts, (row) => (like ? numbers.period(dated.piecesAt(row), measure, like) : -1));
    }),
  );
  const isWide = wideRows(table);
  const isUnread = unreadCategories(table);
  const wholeOnly = Uint8Array.from(numbers.indicators, (one) => Number(one?.wholeOnly ?? false));
  const bounds = new Float64Array(BOUNDS * numbers.indicators.length);
  for (const [at, one] of numbers.indicators.entries())
    if (one) bounds.set([one.total.least, one.total.most, one.part.least, one.part.most], BOUNDS * at);

  const rows = coded.rows - start;
  const blockOf = new Int32Array(rows * measures.length).fill(-1);
  const placeOf = new Int32Array(rows * measures.length);
  const handed = new Uint8Array(coded.rows);
  const unsettled = new Set<number>();
  const blocks = createBlockIndex();
  const openIn = new Map<number, boolean>();
  let last = { unit: -1, indicator: -1, period: -1, block: -1 };
  const openBlock = (unit: number, indicator: number, period: number): number => {
    if (unit === last.unit && indicator === last.indicator && period === last.period) return last.block;
    const before = blocks.size();
    const block = blocks.blockOf(unit, indicator, period);
    last = { unit, indicator, period, block };
    if (block < before) return block;
    const key = unit * 2 ** 20 + period;
    const code = table.reader.plan.orgUnits[unit]?.code ?? '';
    const isOpen = openIn.get(key) ?? lookup.isOpenIn(code, numbers.periods[period] ?? '');
    openIn.set(key, isOpen);
    if (!isOpen) unsettled.add(block);
    return block;
  };

  for (let row = start; row < coded.rows; row += 1) {
    let filled = 0;
    let heading = 0;
    for (let at = 0; at < all.length; at += 1) {
      const figures = all[at];
      const state = figures === undefined ? BLANK : stateOf(figures, row);
      if (state !== BLANK) filled += 1;
      if (state === HEADING) heading += 1;
    }
    if (filled === heading) continue;
    const who = orgUnit.ways[row] ?? 0;
    const what = named.ways[row] ?? 0;
    const when = dated.ways[row] ?? 0;
    if (orgUnit.leaning[who] === 1 || named.leaning[what] === 1 || dated.leaning[when] === 1) return null;
    for (let measure = 0; measure < measures.length; measure += 1) {
      const value = values[measure] ?? null;
      const isRatio = hasRatios && (states(numerators[measure], row) || states(denominators[measure], row));
      if (!isRatio && !states(values[measure], row)) continue;
      const unit = unitOf[who] ?? -1;
      const indicator = indicatorOf[measure]?.[what] ?? -1;
      const period = indicator < 0 ? -1 : (periodOf[measure]?.[frequencyOf[indicator] ?? 0]?.[when] ?? -1);
      if (unit < 0 || period < 0) {
        handed[row] = 1;
        continue;
      }
      const block = openBlock(unit, indicator, period);
      const own = ofRow[row] ?? -1;
      const fixed = ofMeasure[measure] ?? -1;
      const place = own < 0 || fixed < 0 || (own > 0 && clashes[measure]) ? -1 : own + fixed;
      const number = value === null ? Number.NaN : numberOf(value, row);
      const bound = BOUNDS * indicator + (place === 0 ? 0 : 2);
      const isWithin = number >= (bounds[bound] ?? 0) && number <= (bounds[bound + 1] ?? 0);
      const isWhole = wholeOnly[indicator] === 0 || Number.isInteger(number);
      if (isRatio || place < 0 || !isWithin || !isWhole || isWide(row) || isUnread(row)) {
        unsettled.add(block);
        handed[row] = 1;
        continue;
      }
      const statement = (row - start) * measures.length + measure;
      blockOf[statement] = block;
      placeOf[statement] = place;
    }
  }
  const figures = values.filter((one) => one !== null);
  if (figures.length < measures.length) return null;
  return {
    measures,
    categories,
    blocks,
    periods: numbers.periods,
    indicators: numbers.indicators,
    blockOf,
    placeOf,
    figures,
    unsettled,
    handed,
  };
}
