import { ByteDictionary } from './byte-dictionary.ts';
import { GREATEST_WHOLE } from './coded-sheet.ts';

export const LINE_FEED = 10;
export const CARRIAGE_RETURN = 13;
const QUOTE = 34;
const EQUALS_SIGN = 61;
const [ZERO, NINE] = [48, 57];
/** FNV-1a over 32 bits (Fowler, Noll, Vo). */
const [OFFSET, PRIME] = [0x811c9dc5 | 0, 0x01000193];
const MOST_WHOLE_DIGITS = String(GREATEST_WHOLE).length;

/** By byte: 1 for what ends a field, or cannot stand inside one. */
export function fieldEnds(delimiter: number): Uint8Array {
  const ends = new Uint8Array(256);
  for (const byte of [delimiter, LINE_FEED, CARRIAGE_RETURN, QUOTE]) ends[byte] = 1;
  return ends;
}

/** Takes the fields of one column out of a delimited text, row by row, as codes. */
export class ColumnCoder {
  codes: Int32Array;
  readonly dictionary: ByteDictionary;
  /** All bits of the texts met. */
  bits = 0;
  /** Whether a whole number was met. */
  wholes = false;
  readonly #bytes: Uint8Array;
  readonly #ends: Uint8Array;
  /** The last text: its code, its first byte and where it stands. */
  #last = 0;
  #lastByte = -1;
  #lastStart = 0;
  #lastEnd = 0;

  constructor(bytes: Uint8Array, ends: Uint8Array, rows: number) {
    this.#bytes = bytes;
    this.#ends = ends;
    this.codes = new Int32Array(rows);
    this.dictionary = new ByteDictionary(bytes);
  }

  /** Takes the field that starts at a place, and gives the place of what ends it; -1 where it is not written plainly. */
  take(row: number, start: number): number {
    const bytes = this.#bytes;
    let at = start;
    let byte = bytes[at] ?? LINE_FEED;
    if (this.#ends[byte] === 1) return byte === QUOTE ? this.#takeQuoted(row, start) : start;
    // Long tables repeat themselves: most texts are those above them.
    if (byte === this.#lastByte) {
      const end = this.#endIfLast(start);
      if (end > 0) {
        this.codes[row] = this.#last;
        return bytes[end] === QUOTE ? -1 : end;
      }
    }
    let whole = 0;
    while (byte >= ZERO && byte <= NINE) {
      whole = whole * 10 + byte - ZERO;
      at += 1;
      byte = bytes[at] ?? LINE_FEED;
    }
    if (this.#ends[byte] === 0 || at - start > MOST_WHOLE_DIGITS || (bytes[start] === ZERO && at > start + 1))
      return this.#takeNewText(row, start);
    this.wholes = true;
    this.codes[row] = -1 - whole;
    return byte === QUOTE ? -1 : at;
  }

  /** Where a field ends that is the last text once more; 0 where it is another. */
  #endIfLast(start: number): number {
    const bytes = this.#bytes;
    const lastEnd = this.#lastEnd;
    let at = start + 1;
    for (let other = this.#lastStart + 1; other < lastEnd; other += 1, at += 1)
      if (bytes[at] !== bytes[other]) return 0;
    return this.#ends[bytes[at] ?? LINE_FEED] === 1 ? at : 0;
  }

  #takeNewText(row: number, start: number): number {
    const bytes = this.#bytes;
    const ends = this.#ends;
    let at = start;
    let byte = bytes[at] ?? LINE_FEED;
    let hash = OFFSET;
    let bits = 0;
    do {
      bits |= byte;
      hash = Math.imul(hash ^ byte, PRIME);
      at += 1;
      byte = bytes[at] ?? LINE_FEED;
    } while (ends[byte] === 0);
    this.bits |= bits;
    this.#last = this.dictionary.codeOf(hash, start, at);
    this.#lastByte = bytes[start] ?? 0;
    this.#lastStart = start;
    this.#lastEnd = at;
    this.codes[row] = this.#last;
    return byte === QUOTE ? -1 : at;
  }

  #takeQuoted(row: number, start: number): number {
    const bytes = this.#bytes;
    let hash = OFFSET;
    let escapes = false;
    let whole = 0;
    let at = start + 1;
    for (; ; at += 1) {
      const byte = bytes[at];
      if (byte === undefined || byte === CARRIAGE_RETURN) return -1;
      if (byte === QUOTE) {
        if (bytes[at + 1] !== QUOTE) break;
        escapes = true;
        at += 1;
      }
      whole = byte >= ZERO && byte <= NINE ? whole * 10 + byte - ZERO : Number.NaN;
      this.bits |= byte;
      hash = Math.imul(hash ^ byte, PRIME);
    }
    const length = at - start - 1;
    // Spreadsheet programs show the text of `="007"`.
    if (escapes && bytes[start + 1] === EQUALS_SIGN) return -1;
    const isWhole = whole <= GREATEST_WHOLE && length > 0 && (bytes[start + 1] !== ZERO || length === 1);
    if (isWhole) {
      this.wholes = true;
      this.codes[row] = -1 - whole;
    } else if (length > 0) this.codes[row] = this.dictionary.codeOf(hash, start + 1, at);
    const after = bytes[at + 1] ?? LINE_FEED;
    return after === QUOTE || this.#ends[after] === 0 ? -1 : at + 1;
  }
}
