import type { Cell } from '../grid.ts';
import { type Cells, NUMBER, SHARED } from './cell.ts';
import { decimalAt } from './decimal.ts';
import { wholeNumber } from './reference.ts';
import { BLANK, classAt, EQUALS, GREATER, LESS, matches, QUOTE, SLASH, TEXT, VALUE } from './xml/bytes.ts';
import type { Tag } from './xml/tag.ts';
import { plainTexts } from './xml/text.ts';

/** Takes the cells and rows it knows at a glance. */
export interface Lane {
  /** Learns how the rows of this sheet are written: the next ones with the same attributes but for their number are known. */
  learn(row: Tag): void;
  /** Takes what it knows from a place inside a row on, and gives the place after it. */
  take(bytes: Uint8Array, at: number): number;
}

export interface LaneTarget {
  /** A row by its number from 1. */
  row(number: number): void;
  /** A cell and its reference, which is empty (`from` = `to`) where it has none. */
  cell(bytes: Uint8Array, from: number, to: number, cell: Cell): void;
}

const NONE = -1;
const REFERENCE = 0x72;
const STYLE = 0x73;
const TYPE = 0x74;
const UNLEARNT = Uint8Array.of(0);

const pattern = (text: string): Uint8Array => new TextEncoder().encode(text);

/**
 * The lane for cells as nearly all are written: `<c r="B7" s="3" t="s"><v>12</v></c>` or `<c r="B8" s="3"/>` in plain ASCII, their elements
 * with the prefix given. It only spares the general reader's steps: what is written otherwise, or not well-formed, is left to that.
 */
export function laneOf(prefix: string, cells: Cells, target: LaneTarget): Lane {
  const openCell = pattern(`<${prefix}c`);
  const openValue = pattern(`><${prefix}v>`);
  const closeCell = pattern(`</${prefix}v></${prefix}c>`);
  const nextRow = pattern(`</${prefix}row><${prefix}row r="`);
  const plain = plainTexts();
  let rowTail: Uint8Array = UNLEARNT;

  const read = (bytes: Uint8Array, from: number, to: number, type: string, style: number): Cell => {
    if (type === NUMBER) {
      const number = decimalAt(bytes, from, to);
      if (!Number.isNaN(number)) return cells.number(number, style);
    } else if (type === SHARED) {
      const index = wholeNumber(bytes, from, to);
      if (index >= 0) return cells.shared(index);
    }
    return cells.written(type, style, plain(bytes, from, to));
  };
  const cellAt = (bytes: Uint8Array, start: number): number => {
    let at = start;
    let from = 0;
    let to = 0;
    let type = '';
    let style = -1;
    while (bytes[at] === BLANK) {
      const name = bytes[at + 1];
      if (bytes[at + 2] !== EQUALS || bytes[at + 3] !== QUOTE) return NONE;
      const first = at + 4;
      let last = first;
      while ((classAt(bytes, last) & VALUE) !== 0) last++;
      if (bytes[last] !== QUOTE) return NONE;
      if (name === REFERENCE && to === 0) {
        from = first;
        to = last;
      } else if (name === STYLE && style < 0) style = wholeNumber(bytes, first, last);
      else if (name === TYPE && type === '') type = plain(bytes, first, last);
      else return NONE;
      at = last + 1;
    }
    if (bytes[at] === SLASH && bytes[at + 1] === GREATER) {
      target.cell(bytes, from, to, null);
      return at + 2;
    }
    if (!matches(bytes, at, openValue)) return NONE;
    const first = at + openValue.length;
    let last = first;
    while ((classAt(bytes, last) & TEXT) !== 0) last++;
    if (last === first || bytes[last] !== LESS || !matches(bytes, last, closeCell)) return NONE;
    target.cell(bytes, from, to, read(bytes, first, last, type === '' ? NUMBER : type, Math.max(0, style)));
    return last + closeCell.length;
  };
  const rowAt = (bytes: Uint8Array, start: number): number => {
    let at = start;
    while ((classAt(bytes, at) & VALUE) !== 0) at++;
    const number = wholeNumber(bytes, start, at);
    if (number < 1 || !matches(bytes, at, rowTail)) return NONE;
    target.row(number);
    return at + rowTail.length;
  };
  return {
    learn(row) {
      const isLearnt = row.name(0) === 'r' && row.bytes[row.end - 2] !== SLASH;
      rowTail = isLearnt ? row.bytes.slice(row.to(0), row.end) : UNLEARNT;
    },
    take(bytes, start) {
      let at = start;
      for (;;) {
        const isCell = matches(bytes, at, openCell);
        if (!isCell && !matches(bytes, at, nextRow)) return at;
        const next = isCell ? cellAt(bytes, at + openCell.length) : rowAt(bytes, at + nextRow.length);
        if (next === NONE) return at;
        at = next;
      }
    },
  };
}
