import type { ValidationIssue } from '../../validation/issue.ts';
import { type Limits, tooLarge } from '../limits.ts';

/** Counts what the sheets of a workbook hold together. Each gives the refusal once there is more than room for, else null. */
export interface Room {
  take(cells: number): ValidationIssue | null;
  count(kind: 'merges' | 'validations'): ValidationIssue | null;
}

/** The room of one workbook. */
export function roomFor(limits: Limits): Room {
  const counts = { cells: 0, merges: 0, validations: 0 };
  const add = (kind: keyof typeof counts, number: number) => {
    counts[kind] += number;
    return counts[kind] > limits[kind] ? tooLarge(kind, limits) : null;
  };
  return { take: (cells) => add('cells', cells), count: (kind) => add(kind, 1) };
}
