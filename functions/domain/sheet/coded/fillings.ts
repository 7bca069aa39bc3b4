import { type CodedColumn, codeOf } from './coded-sheet.ts';

/** The different ways in which some columns of a sheet are filled: what a row says is worked out once a way. */
export interface Fillings {
  /** By row, the number of its way. */
  readonly ways: Int32Array;
  /** By way, the first row that is filled so; -1 for a way of no row. */
  readonly firsts: Int32Array;
}

/** Numbers the different pairs of codes of two columns. */
function pairUp(first: CodedColumn, second: CodedColumn, rows: number): CodedColumn {
  const codes = new Int32Array(rows);
  const known = new Map<number, Map<number, number>>();
  let size = 1;
  for (let row = 0; row < rows; row += 1) {
    const [left, right] = [codeOf(first, row), codeOf(second, row)];
    const paired = known.get(left) ?? new Map<number, number>();
    if (paired.size === 0) known.set(left, paired);
    let code = paired.get(right);
    if (code === undefined) {
      code = size;
      size += 1;
      paired.set(right, code);
    }
    codes[row] = code;
  }
  return { codes, size, wholes: false, cell: () => null };
}

/** A column as it is, or with its whole numbers numbered among its other cells. */
function withoutWholes(column: CodedColumn, rows: number): CodedColumn {
  const { codes } = column;
  if (!column.wholes) return column;
  const ways = new Map<number, number>();
  const numbered = new Int32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const code = codes[row] ?? 0;
    let way = code < 0 ? ways.get(code) : code;
    if (way === undefined) {
      way = column.size + ways.size;
      ways.set(code, way);
    }
    numbered[row] = way;
  }
  return { ...column, wholes: false, codes: numbered, size: column.size + ways.size };
}

/** The ways in which columns are filled in the rows from `start` on. Where there are no columns, there is one. */
export function fillingsOf(columns: readonly CodedColumn[], start: number, rows: number): Fillings {
  const [only = { codes: new Int32Array(rows), size: 1, wholes: false, cell: () => null }, ...others] = columns;
  const paired = others.reduce((left, right) => pairUp(left, right, rows), only);
  const { codes: ways, size } = withoutWholes(paired, rows);
  const firsts = new Int32Array(size).fill(-1);
  for (let row = rows - 1; row >= start; row -= 1) firsts[ways[row] ?? 0] = row;
  return { ways, firsts };
}

/** An answer for each way that some row is filled in, by the way and the first such row; -1 for others. */
export function perWay({ firsts }: Fillings, answer: (way: number, row: number) => number): Int32Array {
  return firsts.map((row, way) => (row < 0 ? -1 : answer(way, row)));
}
