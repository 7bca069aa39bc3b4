import { type Cell, cellText } from '../grid.ts';
import { officeOf } from '../layout/key-cells.ts';
import { innerUnit, keyColumns, type NumberedRow, nameInRow, periodPieces } from '../layout/row-keys.ts';
import type { KeyColumn, KeyRole } from '../layout/table.ts';
import { type CodedColumn, type CodedSheet, codeOf } from './coded-sheet.ts';
import { type Fillings, fillingsOf } from './fillings.ts';
import type { CodedTable } from './find-coded-table.ts';

interface Placed {
  readonly index: number;
}

/** What the columns of one role say. */
export interface RowNames extends Fillings {
  /** By way: 1 where the rows cannot be read by themselves, since they sum up others, or are blank and read on from above. */
  readonly leaning: Uint8Array;
  /** By way, the one code that the rows name; null where they name none. */
  readonly codes: readonly (string | null)[];
  /** By way, the texts by which the rows name their period. */
  readonly pieces: readonly (readonly string[])[];
}

/** A row of which only the cells of some columns are there. */
export function cellsOf({ columns, sheet }: CodedSheet, row: number, wanted: readonly Placed[]): NumberedRow {
  const cells: Cell[] = [];
  for (const { index } of wanted) {
    const column = columns[index];
    cells[index] = column === undefined ? null : column.cell(codeOf(column, row));
  }
  return { sheet, number: row + 1, cells };
}

/** The coded columns that stand at the places of some columns of a table; one that no row reaches is blank. */
export function codedAt({ columns }: CodedSheet, places: readonly Placed[]): CodedColumn[] {
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
    const leaning = new Uint8Array(fillings.firsts.length);
    const codes: (string | null)[] = [];
    const pieces: (readonly string[])[] = [];
    for (const [way, first] of fillings.firsts.entries()) {
      const row = cellsOf(coded, Math.max(first, 0), columns);
      const texts = first < 0 ? [] : columns.map(({ index }) => cellText(row.cells[index]));
      const isLeaning = texts.length > 0 && (texts.every((text) => text === '') || texts.some(vocabulary.sumsUp));
      leaning[way] = Number(isLeaning);
      codes.push(columns.length === 0 ? whereNoColumn : first < 0 ? null : (read(row, columns) ?? null));
      pieces.push(role === 'period' ? periodPieces(row, columns).pieces : []);
    }
    return { ...fillings, leaning, codes, pieces };
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
