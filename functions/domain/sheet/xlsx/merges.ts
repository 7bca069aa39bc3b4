import type { ValidationIssue } from '../../validation/issue.ts';
import type { Cell } from '../grid.ts';
import { columnAt, rowAt } from './reference.ts';
import type { Room } from './room.ts';

/** A range of cells by indices from 0, all four within it. */
export interface Range {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

const COLON = 0x3a;

/** The range that bytes such as `B2:C9` name; null when they name none. */
export function rangeAt(bytes: Uint8Array, from: number, to: number): Range | null {
  let colon = from;
  while (colon < to && bytes[colon] !== COLON) colon++;
  const last = colon < to ? colon + 1 : from;
  const [top, left] = [rowAt(bytes, from, colon), columnAt(bytes, from, colon)];
  const [bottom, right] = [rowAt(bytes, last, to), columnAt(bytes, last, to)];
  return Math.min(top, left, bottom, right) < 0 ? null : { top, left, bottom, right };
}

/** Empties the cells that merged ranges cover: a workbook shows the top-left one only, whatever the others still hold. */
export function clearCovered(rows: Cell[][], merges: readonly Range[], room: Room): ValidationIssue | null {
  for (const { top, left, bottom, right } of merges) {
    for (let row = top; row <= Math.min(bottom, rows.length - 1); row++) {
      const line = rows[row] ?? [];
      const refusal = room.take(Math.max(1, Math.min(right, line.length - 1) - left));
      if (refusal !== null) return refusal;
      for (let column = row === top ? left + 1 : left; column <= right && column < line.length; column++)
        line[column] = null;
      while (line.length > 0 && line.at(-1) === null) line.pop();
    }
  }
  return null;
}
