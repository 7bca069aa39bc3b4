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

/** The range that a text such as `B2:C9` names; null when it names none. */
export function rangeOf(reference: string): Range | null {
  const [from, to = from] = reference.split(':').map((corner) => new TextEncoder().encode(corner));
  if (from === undefined || to === undefined) return null;
  const range = {
    ...{ top: rowAt(from, 0, from.length), left: columnAt(from, 0, from.length) },
    ...{ bottom: rowAt(to, 0, to.length), right: columnAt(to, 0, to.length) },
  };
  return Math.min(...Object.values(range)) < 0 ? null : range;
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
