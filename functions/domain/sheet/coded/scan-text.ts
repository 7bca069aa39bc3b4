import { DEFAULT_LIMITS } from '../limits.ts';
import type { CodedColumn } from './coded-sheet.ts';
import { CARRIAGE_RETURN, ColumnCoder, fieldEnds, LINE_FEED } from './column-coder.ts';

const FIRST_ROWS = 1024;
/** Room for cells, blanks included: four bytes each. */
const MOST_CELLS = 20_000_000;
/** Wider texts are refused by the general reader. */
const MOST_COLUMNS = DEFAULT_LIMITS.columns;

/** What was found in a text: its columns, with the slices of its bytes that their codes stand for, and the number of its records. */
export interface Scanned {
  readonly columns: readonly Pick<ColumnCoder, 'codes' | 'dictionary' | 'wholes'>[];
  readonly rows: number;
  /** Whether all bytes are ASCII. */
  readonly plain: boolean;
}

/** Columns that grow together, as rows are added and as wider rows are met. */
class Scanner {
  readonly columns: ColumnCoder[] = [];
  rows = 0;
  /** Rows that have a field in the last column. */
  widest = 0;
  readonly #bytes: Uint8Array;
  readonly #delimiter: number;
  readonly #ends: Uint8Array;
  #room = FIRST_ROWS;

  constructor(bytes: Uint8Array, delimiter: number) {
    this.#bytes = bytes;
    this.#delimiter = delimiter;
    this.#ends = fieldEnds(delimiter);
  }

  /** Takes all rows from a place on; false where they are not written plainly, or too many. */
  takeRows(from: number): boolean {
    const size = this.#bytes.length;
    let at = from;
    while (at >= 0 && at < size) {
      if (this.rows === this.#room && !this.#growTo(this.#expectedRows(from, at))) return false;
      at = this.#takeRow(at);
    }
    return at >= 0;
  }

  #expectedRows(from: number, at: number): number {
    const expected = Math.ceil(((this.rows * (this.#bytes.length - from)) / (at - from)) * 1.02) + FIRST_ROWS;
    return Math.max(expected, this.rows + FIRST_ROWS);
  }

  /** Makes room for rows; false where there would be too many cells. */
  #growTo(rows: number): boolean {
    if (rows * this.columns.length > MOST_CELLS) return false;
    this.#room = rows;
    for (const column of this.columns) {
      const codes = new Int32Array(rows);
      codes.set(column.codes);
      column.codes = codes;
    }
    return true;
  }

  /** Takes the row that starts at a place, and gives the place of the next; -1 where it is not written plainly. */
  #takeRow(start: number): number {
    const bytes = this.#bytes;
    let at = start;
    for (let index = 0; ; index += 1) {
      const column = this.columns[index] ?? this.#add();
      if (column === null) return -1;
      at = column.take(this.rows, at);
      if (at < 0) return -1;
      const byte = bytes[at] ?? LINE_FEED;
      at += 1;
      if (byte === this.#delimiter) continue;
      this.rows += 1;
      if (index + 1 === this.columns.length) this.widest += 1;
      if (byte !== CARRIAGE_RETURN) return at;
      return at < bytes.length && bytes[at] !== LINE_FEED ? -1 : at + 1;
    }
  }

  #add(): ColumnCoder | null {
    if (this.columns.length === MOST_COLUMNS || (this.columns.length + 1) * this.#room > MOST_CELLS) return null;
    const column = new ColumnCoder(this.#bytes, this.#ends, this.#room);
    this.columns.push(column);
    this.widest = 0;
    return column;
  }
}

/**
 * Splits a delimited text into coded columns without making a string of any cell. Null where it is not written plainly: quotes inside
 * fields, text after a closing quote, lone carriage returns, rows wider than most, or more cells than there is room for.
 */
export function scanText(bytes: Uint8Array, from: number, delimiter: number): Scanned | null {
  const scanner = new Scanner(bytes, delimiter);
  if (!scanner.takeRows(from)) return null;
  // A row wider than most may have a separator too many.
  if (scanner.widest * 2 < scanner.rows) return null;
  const { columns } = scanner;
  let { rows } = scanner;
  while (rows > 0 && columns.every(({ codes }) => codes[rows - 1] === 0)) rows -= 1;
  return { columns, rows, plain: columns.every(({ bits }) => bits < 0x80) };
}

/** Scanned columns with their cells as texts. */
export function codedColumns({ columns }: Scanned): CodedColumn[] {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return columns.map(({ codes, dictionary, wholes }) => {
    const known: string[] = [];
    const text = (code: number): string => {
      const before = known[code];
      if (before !== undefined) return before;
      const decoded = decoder.decode(dictionary.slice(code)).replaceAll('""', '"');
      known[code] = decoded;
      return decoded;
    };
    return {
      codes,
      wholes,
      size: dictionary.size,
      cell: (code) => (code === 0 ? null : code < 0 ? String(-1 - code) : text(code)),
    };
  });
}
