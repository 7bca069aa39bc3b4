import type { Cell, Grid } from '../grid.ts';
import { type CodedColumn, type CodedSheet, GREATEST_WHOLE } from './coded-sheet.ts';

/** What tells a cell from others of its column. */
function keyOf(cell: Exclude<Cell, null>): string | number | boolean {
  if (Object.is(cell, -0)) return '\u0000-0';
  if (typeof cell !== 'object') return cell;
  switch (cell.kind) {
    case 'date':
      return `\u0000date ${cell.iso}`;
    case 'percent':
      return `\u0000percent ${cell.value}`;
    case 'error':
      return `\u0000error ${cell.code}`;
    default:
      return cell satisfies never;
  }
}

function isPlainlyWhole(number: number): boolean {
  return Number.isInteger(number) && number >= 0 && number <= GREATEST_WHOLE && !Object.is(number, -0);
}

/** Cells of a column, coded as they come. */
function createColumn(rows: number) {
  const codes = new Int32Array(rows);
  const cells: Cell[] = [null];
  const known = new Map<string | number | boolean, number>();
  let wholes = false;
  const codeOf = (cell: Exclude<Cell, null>): number => {
    if (typeof cell === 'number' && isPlainlyWhole(cell)) {
      wholes = true;
      return -1 - cell;
    }
    const key = keyOf(cell);
    const before = known.get(key);
    if (before !== undefined) return before;
    cells.push(cell);
    known.set(key, cells.length - 1);
    return cells.length - 1;
  };
  return {
    put(row: number, cell: Exclude<Cell, null>) {
      codes[row] = codeOf(cell);
    },
    done: (): CodedColumn => ({
      codes,
      wholes,
      size: cells.length,
      cell: (code) => (code < 0 ? -1 - code : (cells[code] ?? null)),
    }),
  };
}

/** A sheet of a workbook as coded columns. */
export function codeGrid({ sheet, hidden, rows }: Grid): CodedSheet {
  const columns: ReturnType<typeof createColumn>[] = [];
  for (const [row, cells] of rows.entries()) {
    for (const [index, cell] of cells.entries()) {
      if (cell === null || cell === '') continue;
      while (columns.length <= index) columns.push(createColumn(rows.length));
      columns[index]?.put(row, cell);
    }
  }
  return { sheet, hidden, rows: rows.length, columns: columns.map((column) => column.done()) };
}
