import { cellText } from '../grid.ts';
import { isBlank } from '../layout/figure-cells.ts';
import { readNumber } from '../numbers/read-number.ts';
import type { CodedColumn } from './coded-sheet.ts';
import type { CodedTable } from './find-coded-table.ts';

/** A figure without a word, a percent sign or brackets beside it: one number for every indicator that is no yes or no. */
const BARE = /^[-+\d.,'\s\u00a0\u2007\u2009\u202f]*$/;

/** What a cell is to its column. */
export const [FIGURE, BLANK, HEADING] = [0, 1, 2];

/** A column of figures, as data: reading it calls nothing. */
export interface CodedFigures {
  readonly codes: Int32Array;
  /** By code: `FIGURE`, `BLANK`, or `HEADING` where the cell says what the header says, as where headers are repeated. */
  readonly states: Uint8Array;
  /** By code: the number, NaN where the cell needs a closer look. */
  readonly numbers: Float64Array;
  /** The code of a header that is a whole number; 1 where it is none. */
  readonly wholeHeader: number;
}

/** What the cell of a row is to its column. */
export function stateOf({ codes, states, wholeHeader }: CodedFigures, row: number): number {
  const code = codes[row] ?? 0;
  if (code >= 0) return states[code] ?? BLANK;
  return code === wholeHeader ? HEADING : FIGURE;
}

/** The number of a row, NaN where the cell needs a closer look. */
export function numberOf({ codes, numbers }: CodedFigures, row: number): number {
  const code = codes[row] ?? 0;
  return code < 0 ? -1 - code : (numbers[code] ?? Number.NaN);
}

function numbersOf(column: CodedColumn, { reader }: CodedTable): Float64Array {
  const numbers = new Float64Array(column.size).fill(Number.NaN);
  for (let code = 1; code < column.size; code += 1) {
    const cell = column.cell(code);
    const isBare = typeof cell === 'number' || (typeof cell === 'string' && BARE.test(cell));
    if (isBare) numbers[code] = readNumber(cell, reader.notation, null).number ?? Number.NaN;
  }
  return numbers;
}

/** The figures of the column at an index (from 0) of a table; null where no row reaches it. */
export function codedFigures(table: CodedTable, index: number): CodedFigures | null {
  const column = table.coded.columns[index];
  if (column === undefined) return null;
  const { codes, size } = column;
  const header = cellText(column.cell(codes[table.found.table.header.last] ?? 0));
  const states = new Uint8Array(size);
  for (let code = 0; code < size; code += 1) {
    const cell = column.cell(code);
    if (isBlank(cell)) states[code] = BLANK;
    else if (cellText(cell) === header) states[code] = HEADING;
  }
  const wholeHeader = /^(?:0|[1-9]\d*)$/.test(header) ? -1 - Number(header) : 1;
  return { codes, states, numbers: numbersOf(column, table), wholeHeader };
}
