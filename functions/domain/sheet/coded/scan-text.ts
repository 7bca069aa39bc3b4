import { type ByteDictionary, createByteDictionary } from './byte-dictionary.ts';
import { type CodedColumn, GREATEST_WHOLE } from './coded-sheet.ts';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const QUOTE = 34;
const EQUALS_SIGN = 61;
const [ZERO, NINE] = [48, 57];
/** FNV-1a over 32 bits (Fowler, Noll, Vo). */
const [OFFSET, PRIME] = [0x811c9dc5 | 0, 0x01000193];

const FIRST_ROWS = 1024;
/** Room for cells, blanks included: four bytes each. */
const MOST_CELLS = 20_000_000;
const MOST_WHOLE_DIGITS = String(GREATEST_WHOLE).length;

interface Growing {
  codes: Int32Array;
  readonly dictionary: ByteDictionary;
  /** The last text put into the dictionary: its code and where it stands. */
  last: number;
  lastStart: number;
  lastEnd: number;
}

/** The code of a whole number written plainly (`57`, not `057`), or 0 for any other slice. */
function wholeCode(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > MOST_WHOLE_DIGITS || end === start || (bytes[start] === ZERO && end - start > 1)) return 0;
  let number = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < ZERO || byte > NINE) return 0;
    number = number * 10 + byte - ZERO;
  }
  return -1 - number;
}

/** Columns that grow together, as rows are added and as wider rows are met. */
function createColumns(bytes: Uint8Array) {
  const columns: Growing[] = [];
  let room = FIRST_ROWS;
  return {
    columns,
    /** Makes room for rows; false where there would be too many cells. */
    grow(rows: number): boolean {
      if (rows * columns.length > MOST_CELLS) return false;
      room = rows;
      for (const column of columns) {
        const codes = new Int32Array(room);
        codes.set(column.codes);
        column.codes = codes;
      }
      return true;
    },
    add(): boolean {
      if ((columns.length + 1) * room > MOST_CELLS) return false;
      columns.push({
        codes: new Int32Array(room),
        dictionary: createByteDictionary(bytes),
        last: 0,
        lastStart: 0,
        lastEnd: 0,
      });
      return true;
    },
    room: () => room,
  };
}

/** Where a quoted field that starts at `at` ends, with the hash and all bits of what it holds; null where it is not plainly quoted. */
function quotedField(bytes: Uint8Array, at: number): { end: number; hash: number; bits: number } | null {
  let hash = OFFSET;
  let bits = 0;
  let escapes = false;
  for (let end = at + 1; end < bytes.length; end += 1) {
    const byte = bytes[end] ?? 0;
    if (byte === CARRIAGE_RETURN) return null;
    if (byte === QUOTE) {
      if (bytes[end + 1] !== QUOTE) return escapes && bytes[at + 1] === EQUALS_SIGN ? null : { end, hash, bits };
      escapes = true;
      end += 1;
    }
    bits |= byte;
    hash = Math.imul(hash ^ byte, PRIME);
  }
  return null;
}

/** What was found in a text: its columns, with the slices of its bytes that their codes stand for, and the number of its records. */
export interface Scanned {
  readonly columns: readonly { readonly codes: Int32Array; readonly dictionary: ByteDictionary }[];
  readonly rows: number;
  /** Whether all bytes are ASCII. */
  readonly plain: boolean;
}

/** What ends a field, and what cannot stand inside one. */
function createEnds(delimiter: number): Uint8Array {
  const ends = new Uint8Array(256);
  for (const byte of [delimiter, LINE_FEED, CARRIAGE_RETURN, QUOTE]) ends[byte] = 1;
  return ends;
}

/**
 * Splits a delimited text into coded columns without making a string of any cell. Null where it is not written plainly: quotes inside
 * fields, text after a closing quote, lone carriage returns, or more cells than there is room for.
 */
export function scanText(bytes: Uint8Array, from: number, delimiter: number): Scanned | null {
  const { columns, add, grow, room } = createColumns(bytes);
  const ends = createEnds(delimiter);
  const size = bytes.length;
  let bits = 0;
  let row = 0;
  let at = from;
  while (at < size) {
    if (row === room()) {
      const expected = Math.ceil(((row * (size - from)) / (at - from)) * 1.02) + FIRST_ROWS;
      if (!grow(Math.max(expected, row + FIRST_ROWS))) return null;
    }
    for (let index = 0; ; index += 1) {
      if (index === columns.length && !add()) return null;
      const column = columns[index];
      if (column === undefined) return null;
      const start = at;
      let byte = bytes[at] ?? LINE_FEED;
      if (byte === QUOTE) {
        const quoted = quotedField(bytes, at);
        if (quoted === null) return null;
        const { end, hash } = quoted;
        bits |= quoted.bits;
        at = end + 1;
        byte = bytes[at] ?? LINE_FEED;
        if (byte === QUOTE || ends[byte] === 0) return null;
        if (end > start + 1)
          column.codes[row] = wholeCode(bytes, start + 1, end) || column.dictionary.codeOf(hash, start + 1, end);
      } else if (ends[byte] === 0) {
        // The number that the field's bytes make so far, below 0 where it is no whole number written plainly.
        let whole = 0;
        while (byte >= ZERO && byte <= NINE) {
          whole = whole * 10 + byte - ZERO;
          at += 1;
          byte = bytes[at] ?? LINE_FEED;
        }
        const isWhole =
          ends[byte] === 1 && at - start <= MOST_WHOLE_DIGITS && (bytes[start] !== ZERO || at === start + 1);
        if (isWhole) column.codes[row] = -1 - whole;
        else {
          // Long tables repeat themselves: most cells are those above them.
          const { lastStart, lastEnd } = column;
          let other = lastStart;
          at = start;
          while (other < lastEnd && bytes[at] === bytes[other]) {
            at += 1;
            other += 1;
          }
          byte = bytes[at] ?? LINE_FEED;
          if (other < lastEnd || lastEnd === 0 || ends[byte] === 0) {
            at = start;
            byte = bytes[at] ?? LINE_FEED;
            let hash = OFFSET;
            do {
              bits |= byte;
              hash = Math.imul(hash ^ byte, PRIME);
              at += 1;
              byte = bytes[at] ?? LINE_FEED;
            } while (ends[byte] === 0);
            column.last = column.dictionary.codeOf(hash, start, at);
            column.lastStart = start;
            column.lastEnd = at;
          }
          column.codes[row] = column.last;
        }
        if (byte === QUOTE) return null;
      }
      at += 1;
      if (byte === delimiter) continue;
      if (byte === CARRIAGE_RETURN) {
        if (at < size && bytes[at] !== LINE_FEED) return null;
        at += 1;
      }
      break;
    }
    row += 1;
  }
  while (row > 0 && columns.every(({ codes }) => codes[row - 1] === 0)) row -= 1;
  return { columns, rows: row, plain: bits < 0x80 };
}

/** Scanned columns with their cells as texts. */
export function codedColumns({ columns }: Scanned): CodedColumn[] {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return columns.map(({ codes, dictionary }) => {
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
      size: dictionary.size(),
      cell: (code) => (code === 0 ? null : code < 0 ? String(-1 - code) : text(code)),
    };
  });
}
