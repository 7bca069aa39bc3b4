import type { Cell, Grid } from '../grid.ts';

/**
 * A column in which each different cell has a code: 0 for a blank, from 1 on a cell of its list, below 0 a whole number n as -1 - n. What is
 * said of a cell need be worked out once a code, and a column of figures has no list at all.
 */
export interface CodedColumn {
  /** By row; may be longer than the sheet. */
  readonly codes: Int32Array;
  /** Codes from 0 to below this one are in use, and those of whole numbers where there are any. */
  readonly size: number;
  readonly wholes: boolean;
  /** The cell of a code. */
  readonly cell: (code: number) => Cell;
}

/** A sheet column by column; rows that a grid would leave ragged end in blanks. */
export interface CodedSheet {
  readonly sheet: string | null;
  readonly hidden: boolean;
  readonly rows: number;
  readonly columns: readonly CodedColumn[];
}

/** Most whole numbers that codes have room for. */
export const GREATEST_WHOLE = 999_999_999;

export function wholeOf(code: number): number {
  return -1 - code;
}

export function codeOf({ codes }: CodedColumn, row: number): number {
  return codes[row] ?? 0;
}

/** A row as a grid has it: up to its last filled cell. */
export function rowOf({ columns }: CodedSheet, row: number): Cell[] {
  let width = columns.length;
  while (width > 0 && columns[width - 1]?.codes[row] === 0) width -= 1;
  return columns.slice(0, width).map((column) => column.cell(codeOf(column, row)));
}

/** The first rows of a sheet as a grid. */
export function headOf(coded: CodedSheet, rows: number): Grid {
  const { sheet, hidden } = coded;
  return { sheet, hidden, rows: Array.from({ length: Math.min(rows, coded.rows) }, (_, row) => rowOf(coded, row)) };
}
