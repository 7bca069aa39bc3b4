import type { ValidationIssue } from '../../validation/issue.ts';
import { type Limits, tooLarge } from '../limits.ts';

/** Counts the cells of all sheets of a workbook. */
export interface Room {
  /** The refusal once more cells were asked for than there is room for, else null. */
  take(cells: number): ValidationIssue | null;
}

export function roomFor(limits: Limits): Room {
  let left = limits.cells;
  return {
    take(cells) {
      left -= cells;
      return left < 0 ? tooLarge('cells', limits) : null;
    },
  };
}
