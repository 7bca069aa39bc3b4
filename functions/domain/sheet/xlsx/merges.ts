import type { ValidationIssue } from '../../validation/issue.ts';
import type { Cell } from '../grid.ts';
import { columnOf, rowOf } from './reference.ts';
import type { Room } from './room.ts';

/** Empties the cells that merged ranges cover: a workbook shows the top-left one only, whatever the others still hold. */
export function clearCovered(rows: Cell[][], merges: readonly string[], room: Room): ValidationIssue | null {
  for (const range of merges) {
    const [from = '', to = from] = range.split(':');
    const top = rowOf(from) ?? 0;
    const left = columnOf(from);
    const bottom = Math.min(rowOf(to) ?? rows.length, rows.length - 1);
    const right = columnOf(to);
    if (top < 0 || left < 0) continue;
    for (let row = top; row <= bottom; row++) {
      const line = rows[row] ?? [];
      const refusal = room.take(Math.max(1, Math.min(right, line.length - 1) - left));
      if (refusal !== null) return refusal;
      for (let column = row === top ? left + 1 : left; column <= right && column < line.length; column++)
        line[column] = null;
    }
  }
  return null;
}
