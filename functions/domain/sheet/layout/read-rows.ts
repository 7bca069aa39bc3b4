import type { Indicator, Plan } from '../../plan/model.ts';
import { type Cell, cellText, columnLetters } from '../grid.ts';
import type { Vocabulary } from '../headers/vocabulary.ts';
import type { Notation } from '../numbers/notation.ts';
import { type FigureRead, readNumber } from '../numbers/read-number.ts';
import type { PeriodReader } from '../periods/period-reader.ts';
import type { Named, Statement, WrittenNumber } from '../statement.ts';
import { groupMeasures, type Measure } from './measures.ts';
import { categoriesInRow, innerUnit, keyColumns, type NumberedRow, nameInRow, periodPieces } from './row-keys.ts';
import type { DimensionColumn, FigureColumn, Table } from './table.ts';

/** What reading rows needs besides the table; made once a file. */
export interface Reader {
  readonly plan: Plan;
  readonly vocabulary: Vocabulary;
  readonly periods: PeriodReader;
  readonly notation: Notation;
  readonly indicators: ReadonlyMap<string, Indicator>;
  /** The org unit of rows that name none. */
  readonly orgUnit: string;
}

/** Reads a column's figures, each distinct text once for each indicator. */
function figureReader(
  notation: Notation,
): (cell: Cell, indicator: Indicator | null, column: FigureColumn) => FigureRead {
  const known = new Map<string, Map<string, FigureRead>>();
  return (cell, indicator, { part }) => {
    if (typeof cell !== 'string') return readNumber(cell, notation, indicator, part);
    const subject = `${part} ${indicator?.code ?? ''}`;
    const texts = known.get(subject) ?? new Map<string, FigureRead>();
    known.set(subject, texts);
    const read = texts.get(cell) ?? readNumber(cell, notation, indicator, part);
    texts.set(cell, read);
    return read;
  };
}

function isBlank(cell: Cell | undefined): boolean {
  return cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');
}

/** The key cells of a row, with those that merged cells leave blank read on from above. */
interface RowKeys {
  readonly orgUnit: Named;
  readonly indicator: Named | null;
  readonly pieces: readonly string[];
  readonly periodColumn: number | null;
}

/** The statements of a table, in file order, and the number of rows left out as totals of other rows. */
export function readRows(table: Table, reader: Reader): { statements: Statement[]; totalRows: number[] } {
  const { vocabulary, plan } = reader;
  const { columns, grid } = table;
  const orgUnits = keyColumns(columns, 'orgUnit');
  const indicatorColumns = keyColumns(columns, 'indicator');
  const periodColumns = keyColumns(columns, 'period');
  const notes = keyColumns(columns, 'note');
  const figures = columns.filter((column) => column.kind === 'figure');
  const measures = groupMeasures(figures);
  const dimensions = new Map<string, DimensionColumn[]>();
  for (const column of columns) {
    if (column.kind === 'dimension')
      dimensions.set(column.dimension, [...(dimensions.get(column.dimension) ?? []), column]);
  }
  const inner = innerUnit(plan);
  const readFigure = figureReader(reader.notation);
  const statements: Statement[] = [];
  const totalRows: number[] = [];
  const headers = new Map(figures.map(({ index }) => [index, cellText(grid.rows[table.header.last]?.[index])]));
  let above: {
    orgUnit: Named | null;
    indicator: Named | null;
    pieces: readonly string[];
    periodColumn: number | null;
  } = {
    orgUnit: null,
    indicator: null,
    pieces: [],
    periodColumn: null,
  };

  const keysOf = (row: NumberedRow, stated: boolean): RowKeys => {
    const orgUnit = nameInRow(row, orgUnits, vocabulary.orgUnit, inner);
    const indicator = nameInRow(row, indicatorColumns, vocabulary.indicator);
    const period = periodPieces(row, periodColumns);
    // A blank among keys that are stated is a merged cell; a row without any key is not the row above again.
    const continues = stated || orgUnit !== null || indicator !== null || period.pieces.length > 0;
    const carried = continues ? above : { orgUnit: null, indicator: null, pieces: [], periodColumn: null };
    const ownPeriod = period.pieces.length > 0;
    const keys = {
      orgUnit: orgUnit ?? carried.orgUnit,
      indicator: indicator ?? carried.indicator,
      pieces: ownPeriod ? period.pieces : carried.pieces,
      periodColumn: ownPeriod ? period.index : carried.periodColumn,
    };
    if (continues) above = keys;
    const officeAt = { sheet: row.sheet, row: row.number, column: null };
    const office = { code: vocabulary.orgUnit(reader.orgUnit), found: reader.orgUnit, at: officeAt };
    return { ...keys, orgUnit: keys.orgUnit ?? office };
  };

  const written = (
    row: NumberedRow,
    column: FigureColumn | null,
    indicator: Indicator | null,
  ): WrittenNumber | null => {
    const cell = column === null ? null : (row.cells[column.index] ?? null);
    if (column === null || isBlank(cell)) return null;
    const read = readFigure(cell, indicator, column);
    return { ...read, at: { sheet: row.sheet, row: row.number, column: columnLetters(column.index) } };
  };

  const periodNamed = (row: NumberedRow, keys: RowKeys, measure: Measure, indicator: Indicator | null): Named => {
    const pieces = [...keys.pieces, ...measure.periods];
    const column =
      measure.periods.length > 0 && keys.periodColumn === null ? (measure.value ?? measure.numerator)?.at : null;
    const index = keys.periodColumn ?? periodColumns[0]?.index ?? null;
    const at = column ?? { sheet: row.sheet, row: row.number, column: index === null ? null : columnLetters(index) };
    if (pieces.length === 0) return table.period ?? { code: null, found: '', at };
    const code = reader.periods(pieces, indicator?.frequency, table.period?.code ?? null);
    return { code, found: pieces.join(' '), at };
  };

  for (let index = table.start; index < table.end; index += 1) {
    const cells = grid.rows[index] ?? [];
    const row: NumberedRow = { sheet: grid.sheet, number: index + 1, cells };
    const filled = figures.filter((column) => !isBlank(cells[column.index]));
    const { categories, stated } = categoriesInRow(row, dimensions, vocabulary);
    if (filled.length === 0) {
      if (
        nameInRow(row, indicatorColumns, vocabulary.indicator)?.code ||
        nameInRow(row, orgUnits, vocabulary.orgUnit)?.code
      )
        keysOf(row, false);
      continue;
    }
    if (filled.every((column) => cellText(cells[column.index]) === headers.get(column.index))) continue;
    if (
      [...orgUnits, ...indicatorColumns, ...periodColumns].some((column) =>
        vocabulary.isTotal(cellText(cells[column.index])),
      )
    ) {
      totalRows.push(row.number);
      continue;
    }
    const keys = keysOf(row, stated);
    const note =
      notes
        .map((column) => cellText(cells[column.index]))
        .filter((text) => text !== '')
        .join(' ') || null;
    for (const measure of measures) {
      const noIndicatorAt = {
        sheet: row.sheet,
        row: row.number,
        column: indicatorColumns[0] ? columnLetters(indicatorColumns[0].index) : null,
      };
      const indicator = measure.indicator ??
        keys.indicator ??
        table.indicator ?? { code: null, found: '', at: noIndicatorAt };
      const definition = indicator.code === null ? null : (reader.indicators.get(indicator.code) ?? null);
      const value = written(row, measure.value, definition);
      const numerator = written(row, measure.numerator, definition);
      const denominator = written(row, measure.denominator, definition);
      if (value === null && numerator === null && denominator === null) continue;
      const period = periodNamed(row, keys, measure, definition);
      const statesFigure = [value, numerator, denominator].some((figure) => figure !== null && figure.number !== null);
      // Words under a table (sources, legends) name no indicator and no figure.
      if (!statesFigure && indicator.code === null && (period.code === null || period === table.period)) continue;
      const all = measure.categories.length === 0 ? categories : [...categories, ...measure.categories];
      statements.push({
        orgUnit: keys.orgUnit,
        indicator,
        period,
        categories: all,
        value,
        numerator,
        denominator,
        note,
      });
    }
  }
  return { statements, totalRows };
}
