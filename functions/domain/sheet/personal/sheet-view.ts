import { type CodedSheet, codeOf } from '../coded/coded-sheet.ts';
import { type Cell, cellText, type Grid } from '../grid.ts';

/** A sheet of either make, cell by cell. */
export interface SheetView {
  readonly sheet: string | null;
  readonly rows: number;
  readonly columns: number;
  cell(row: number, column: number): Cell;
}

export function viewOfGrid({ sheet, rows }: Grid): SheetView {
  const columns = rows.reduce((most, { length }) => Math.max(most, length), 0);
  return { sheet, rows: rows.length, columns, cell: (row, column) => rows[row]?.[column] ?? null };
}

export function viewOfCoded({ sheet, rows, columns }: CodedSheet): SheetView {
  const cell = (row: number, at: number) => {
    const column = columns[at];
    return column ? column.cell(codeOf(column, row)) : null;
  };
  return { sheet, rows, columns: columns.length, cell };
}

/** A filled cell of a column with its row, from 0, and its text. */
export interface Filled {
  readonly row: number;
  readonly cell: Cell;
  readonly text: string;
}

/** Rows at the top that are looked at one by one, and all that are looked at of a sheet. */
export const HEAD_ROWS = 40;
const MOST_ROWS = 1000;

/** Rows that stand for all: those at the top, and of those below ever the same number apart. */
export function sampledRows({ rows }: SheetView): number[] {
  const step = Math.max(1, Math.ceil((rows - HEAD_ROWS) / (MOST_ROWS - HEAD_ROWS)));
  const head = Array.from({ length: Math.min(rows, HEAD_ROWS) }, (_, row) => row);
  for (let row = HEAD_ROWS; row < rows; row += step) head.push(row);
  return head;
}

export function filledIn(view: SheetView, column: number, rows: readonly number[]): Filled[] {
  const filled: Filled[] = [];
  for (const row of rows) {
    const cell = view.cell(row, column);
    if (cell === null || cell === '') continue;
    const text = cellText(cell);
    if (text !== '') filled.push({ row, cell, text });
  }
  return filled;
}
