import type { Indicator } from '../../plan/model.ts';
import { cellText, columnLetters } from '../grid.ts';
import { isOwnUnit } from '../numbers/units.ts';
import type { Named, Statement, WrittenNumber } from '../statement.ts';
import { createFigureReader, isBlank, splitFigure } from './figure-cells.ts';
import { createKeyReader, type Reader, type RowKeys } from './key-cells.ts';
import { groupMeasures, type Measure } from './measures.ts';
import { isRemark } from './remarks.ts';
import { categoriesInRow, keyColumns, type NumberedRow } from './row-keys.ts';
import type { DimensionColumn, FigureColumn, Table } from './table.ts';

function byDimension(table: Table): Map<string, DimensionColumn[]> {
  const groups = new Map<string, DimensionColumn[]>();
  for (const column of table.columns) {
    if (column.kind === 'dimension') groups.set(column.dimension, [...(groups.get(column.dimension) ?? []), column]);
  }
  return groups;
}

function columnOf(index: number | undefined): string | null {
  return index === undefined ? null : columnLetters(index);
}

/** The indicator that row and header name together: none where they name different ones. */
function agreed(inRow: Named | null, inHeader: Named | null): Named | null {
  if (inRow === null || inHeader === null || inRow.code === null || inRow.code === inHeader.code)
    return inHeader ?? inRow;
  return { code: null, found: `${inRow.found} / ${inHeader.found}`, at: inRow.at };
}

/** Says of which indicator, and when, a measure's figure in a row is: by the header, the row, or the titles above the table. */
function createNaming(table: Table, reader: Reader) {
  const indicatorColumn = columnOf(keyColumns(table.columns, 'indicator')[0]?.index);
  const periodColumn = columnOf(keyColumns(table.columns, 'period')[0]?.index);
  return {
    indicator: (row: NumberedRow, keys: RowKeys, measure: Measure): Named =>
      agreed(keys.indicator, measure.indicator) ??
      table.indicator ?? { code: null, found: '', at: { sheet: row.sheet, row: row.number, column: indicatorColumn } },
    period: (row: NumberedRow, keys: RowKeys, measure: Measure, indicator: Indicator | null): Named => {
      const pieces = measure.periods.length > 0 ? [...keys.pieces, ...measure.periods] : keys.pieces;
      const figure = measure.value ?? measure.numerator ?? measure.denominator;
      const inHeader = keys.periodColumn === null && measure.periods.length > 0 ? figure?.at : undefined;
      const column = keys.periodColumn === null ? periodColumn : columnLetters(keys.periodColumn);
      const at = inHeader ?? { sheet: row.sheet, row: row.number, column };
      if (pieces.length === 0) return table.period ?? { code: null, found: '', at };
      const code = reader.periods(pieces, indicator?.frequency, table.period?.code ?? null);
      return { code, found: pieces.join(' '), at };
    },
  };
}

/** The number of columns from the first of the sheet to the last that has a header. */
export function headedWidth({ columns }: Table): number {
  return Math.max(...columns.filter(({ header }) => header !== '').map(({ index }) => index)) + 1;
}

/** Whether a row of a text file goes on beyond the last cell of its header. */
function createWidthCheck(table: Table): (row: NumberedRow) => boolean {
  const width = headedWidth(table);
  const isText = table.grid.sheet === null || table.grid.wasText === true;
  return ({ cells }) => isText && cells.length > width;
}

/** What a table's rows state, in file order, and the numbers of the rows left out: totals of other rows, and rows of mere words. */
export interface RowsRead {
  readonly statements: Statement[];
  readonly totalRows: number[];
  readonly wordRows: number[];
}

/** Reads the rows of a table, or only some of them (indices from 0, in order) where others say nothing that they need. */
export function readRows(table: Table, reader: Reader, only?: readonly number[]): RowsRead {
  const { vocabulary } = reader;
  const { columns, grid } = table;
  const figures = columns.filter((column) => column.kind === 'figure');
  const measures = groupMeasures(figures);
  const dimensions = byDimension(table);
  const notes = keyColumns(columns, 'note');
  const keyed = columns.filter((column) => column.kind === 'key' && column.role !== 'note');
  const headers = new Map(figures.map(({ index }) => [index, cellText(grid.rows[table.header.last]?.[index])]));
  const keyReader = createKeyReader(table, reader);
  const naming = createNaming(table, reader);
  const readFigure = createFigureReader(reader.notation);
  const isTooWide = createWidthCheck(table);
  const statements: Statement[] = [];
  const totalRows: number[] = [];
  const wordRows: number[] = [];

  const written = (
    row: NumberedRow,
    column: FigureColumn | null,
    indicator: Indicator | null,
  ): WrittenNumber | null => {
    const cell = column === null ? null : (row.cells[column.index] ?? null);
    if (column === null || isBlank(cell)) return null;
    const at = { sheet: row.sheet, row: row.number, column: columnLetters(column.index) };
    const split = isTooWide(row) ? splitFigure(row.cells, column.index) : null;
    if (split !== null) return { found: split, number: null, problem: 'split-number', at };
    if (column.unit !== null && column.part === 'value' && !isOwnUnit(column.unit, indicator)) {
      const found = `${cellText(cell)} ${column.unit}`;
      return { found, number: null, problem: 'not-a-number', at };
    }
    return { ...readFigure(cell, indicator, column.part), at };
  };

  const state = (
    row: NumberedRow,
    keys: RowKeys,
    measure: Measure,
    note: string | null,
    categories: Statement['categories'],
  ) => {
    const indicator = naming.indicator(row, keys, measure);
    const definition = indicator.code === null ? null : (reader.indicators.get(indicator.code) ?? null);
    const value = written(row, measure.value, definition);
    const numerator = written(row, measure.numerator, definition);
    const denominator = written(row, measure.denominator, definition);
    if (value === null && numerator === null && denominator === null) return;
    const period = naming.period(row, keys, measure, definition);
    const isDated = keys.pieces.length > 0 && period.code !== null;
    const statesFigure = [value, numerator, denominator].some((figure) => figure !== null && figure.number !== null);
    // Words under a table (sources, legends) name no indicator and no figure.
    if (!statesFigure && ((indicator.code === null && !isDated) || isRemark(row.cells, figures, vocabulary))) {
      if (wordRows.at(-1) !== row.number) wordRows.push(row.number);
      return;
    }
    const all = measure.categories.length === 0 ? categories : [...categories, ...measure.categories];
    statements.push({ orgUnit: keys.orgUnit, indicator, period, categories: all, value, numerator, denominator, note });
  };

  const count = only?.length ?? table.end - table.start;
  for (let step = 0; step < count; step += 1) {
    const index = only?.[step] ?? table.start + step;
    const row: NumberedRow = { sheet: grid.sheet, number: index + 1, cells: grid.rows[index] ?? [] };
    const filled = figures.filter((column) => !isBlank(row.cells[column.index]));
    if (filled.length === 0) {
      keyReader.noteHeading(row);
      continue;
    }
    const repeatsHeader = filled.every((column) => cellText(row.cells[column.index]) === headers.get(column.index));
    if (repeatsHeader) continue;
    if (keyed.some((column) => vocabulary.sumsUp(cellText(row.cells[column.index])))) {
      totalRows.push(row.number);
      continue;
    }
    const { categories, stated } = categoriesInRow(row, dimensions, vocabulary);
    const keys = keyReader.read(row, stated);
    const note = notes.map((column) => cellText(row.cells[column.index])).filter((text) => text !== '');
    for (const measure of measures) state(row, keys, measure, note.join(' ') || null, categories);
  }
  return { statements, totalRows, wordRows };
}
