import { issue, type ValidationIssue } from '../../validation/issue.ts';
import { type Cell, columnLetters } from '../grid.ts';
import type { Tag } from './xml/tag.ts';

/** Which rows and columns of a sheet are out of sight, by index from 0. */
export interface Hidden {
  readonly rows: ReadonlySet<number>;
  readonly columns: readonly { readonly from: number; readonly to: number }[];
  /** A filter is at work, which may be what hides the rows. */
  readonly isFiltered: boolean;
}

const MOST_RANGES = 8;

/** A truth value as attributes write it. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}

/** Whether a row or column is out of sight: hidden by hand, a filter or an outline, or of no size. */
export function isHidden(tag: Tag, size: 'ht' | 'width'): boolean {
  return isTrue(tag.get('hidden')) || /^0(\.0*)?$/.test(tag.get(size) ?? '');
}

/**
 * Says which hidden rows and columns of a sheet hold something. They are read all the same: a filter left on must not halve a total, and
 * whoever wants them out has to hear that they were counted.
 */
export function tellHidden(sheet: string, rows: readonly (readonly Cell[])[], hidden: Hidden): ValidationIssue[] {
  const filled = [...hidden.rows].filter((row) => rows[row]?.some((cell) => cell !== null)).sort((a, b) => a - b);
  const columns = filledColumns(rows, hidden);
  const filter = hidden.isFiltered ? 'yes' : 'no';
  const [row] = filled;
  const [column] = columns;
  const notes: ValidationIssue[] = [];
  if (row !== undefined) {
    const found = ranges(filled, (index) => String(index + 1));
    notes.push(issue('hidden-rows', 'info', { sheet, row: row + 1, found, params: { count: filled.length, filter } }));
  }
  if (column !== undefined) {
    const found = ranges(columns, columnLetters);
    const place = { sheet, column: columnLetters(column) };
    notes.push(issue('hidden-columns', 'info', { ...place, found, params: { count: columns.length } }));
  }
  return notes;
}

function filledColumns(rows: readonly (readonly Cell[])[], hidden: Hidden): number[] {
  const filled = new Set<number>();
  if (hidden.columns.length > 0)
    for (const line of rows)
      for (const [column, cell] of line.entries())
        if (
          cell !== null &&
          !filled.has(column) &&
          hidden.columns.some(({ from, to }) => from <= column && column <= to)
        )
          filled.add(column);
  return [...filled].sort((a, b) => a - b);
}

/** Indices in order as `5–7, 12`, the first of them where they are many. */
function ranges(indices: readonly number[], write: (index: number) => string): string {
  const found: [number, number][] = [];
  for (const index of indices) {
    const last = found.at(-1);
    if (last !== undefined && last[1] === index - 1) last[1] = index;
    else found.push([index, index]);
  }
  const written = found
    .slice(0, MOST_RANGES)
    .map(([from, to]) => (from === to ? write(from) : `${write(from)}–${write(to)}`));
  return [...written, ...(found.length > MOST_RANGES ? ['…'] : [])].join(', ');
}
