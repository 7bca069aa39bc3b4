import { cellText } from '../grid.ts';
import { officeOf } from '../layout/key-cells.ts';
import { innerUnit, keyColumns, type NumberedRow, nameInRow, periodPieces } from '../layout/row-keys.ts';
import type { KeyColumn, KeyRole } from '../layout/table.ts';
import { type CodedColumn, type CodedSheet, rowOf } from './coded-sheet.ts';
import { type Fillings, fillingsOf, perWay } from './fillings.ts';
import type { CodedTable } from './find-coded-table.ts';

/** What the columns of one role say. */
export interface RowNames extends Fillings {
  /** By way: 1 where the rows cannot be read by themselves, since they sum up others, or are blank and read on from above. */
  readonly leaning: Int32Array;
  /** The one code that the row names; null where it names none. */
  readonly codeAt: (row: number) => string | null;
  /** The texts by which a row names its period. */
  readonly piecesAt: (row: number) => readonly string[];
}

export function numbered(coded: CodedSheet, row: number): NumberedRow {
  return { sheet: coded.sheet, number: row + 1, cells: rowOf(coded, row) };
}

/** The coded columns that stand at the places of some columns of a table; one that no row reaches is blank. */
export function codedAt({ columns }: CodedSheet, places: readonly { readonly index: number }[]): CodedColumn[] {
  return places.flatMap(({ index }) => columns[index] ?? []);
}

/** Whose, of what and when the rows of a table are. */
export function codedKeys({ coded, found: { table }, reader }: CodedTable): {
  readonly orgUnit: RowNames;
  readonly indicator: RowNames;
  readonly period: RowNames;
} {
  const { vocabulary, plan } = reader;
  const inner = innerUnit(plan);
  const named = (
    role: KeyRole,
    whereNoColumn: string | null,
    read: (row: NumberedRow, columns: readonly KeyColumn[]) => string | null | undefined,
  ): RowNames => {
    const columns = keyColumns(table.columns, role);
    const fillings = fillingsOf(codedAt(coded, columns), table.start, coded.rows);
    const leaning = perWay(fillings.firsts, (at) => {
      const row = numbered(coded, at);
      const sumsUp = columns.some(({ index }) => vocabulary.sumsUp(cellText(row.cells[index])));
      return Number(sumsUp || columns.every(({ index }) => cellText(row.cells[index]) === ''));
    });
    const isNamed = columns.length > 0;
    return {
      ...fillings,
      leaning: isNamed ? leaning : leaning.fill(0),
      codeAt: (row) => (isNamed ? (read(numbered(coded, row), columns) ?? null) : whereNoColumn),
      piecesAt: (row) => periodPieces(numbered(coded, row), columns).pieces,
    };
  };
  return {
    orgUnit: named('orgUnit', officeOf(table, reader, inner).code, (row, columns) => {
      return nameInRow(row, columns, vocabulary.orgUnit, inner)?.code;
    }),
    indicator: named('indicator', table.indicator?.code ?? null, (row, columns) => {
      return nameInRow(row, columns, vocabulary.indicator)?.code;
    }),
    period: named('period', null, () => null),
  };
}
