import { issue, type ValidationIssue } from '../../validation/issue.ts';
import { type Cell, cellText, columnLetters } from '../grid.ts';
import { COLUMNS, ROWS } from './reference.ts';
import type { Room } from './room.ts';

const NO_CELLS: Cell[] = [];

/** The rows of a sheet as they grow. Blank cells take no room, and a row without cells is one and the same empty list. */
export interface Rows {
  /** Turns to a row by its index. */
  turnTo(row: number): void;
  /** Puts a cell into the row turned to. Given twice with different contents, nobody can tell which of them counts: that is refused. */
  put(column: number, cell: Cell): void;
  refusal(): ValidationIssue | null;
  /** The rows put so far, each of its own length. */
  done(): Cell[][];
}

/** No rows yet; `damaged` is the refusal of a cell that stands outside any sheet. */
export function rowsOf(room: Room, damaged: () => ValidationIssue): Rows {
  const rows: Cell[][] = [];
  /** The cells of the row turned to; copied once it is complete, so that it takes no more memory than it needs. */
  const line: Cell[] = [];
  let current = -1;
  let before = 0;
  let refusal: ValidationIssue | null = null;

  const keep = () => {
    if (line.length === before) return;
    refusal ??= room.take(line.length - before + Math.max(0, current + 1 - rows.length));
    if (refusal !== null) return;
    while (rows.length <= current) rows.push(NO_CELLS);
    rows[current] = line.slice();
  };
  const replace = (column: number, cell: Cell) => {
    const known = line[column] ?? null;
    if (known !== null && (typeof known !== typeof cell || cellText(known) !== cellText(cell)))
      refusal ??= issue('cell-repeated', 'error', {
        row: current + 1,
        column: columnLetters(column),
        found: cellText(cell),
        expected: cellText(known),
      });
    line[column] = cell;
  };
  return {
    turnTo(row) {
      if (row === current) return;
      keep();
      current = row;
      line.length = 0;
      for (const cell of rows[row] ?? NO_CELLS) line.push(cell);
      before = line.length;
    },
    put(column, cell) {
      if (cell === null || refusal !== null) return;
      if (current < 0 || current >= ROWS || column < 0 || column >= COLUMNS) {
        refusal = damaged();
        return;
      }
      while (line.length < column) line.push(null);
      if (column === line.length) line.push(cell);
      else replace(column, cell);
    },
    refusal: () => refusal,
    done() {
      keep();
      return rows;
    },
  };
}
