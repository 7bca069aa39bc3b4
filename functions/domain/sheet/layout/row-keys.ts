import type { Plan } from '../../plan/model.ts';
import { type Cell, cellText, columnLetters } from '../grid.ts';
import type { Vocabulary } from '../headers/vocabulary.ts';
import type { Named } from '../statement.ts';
import type { Column, DimensionColumn, KeyColumn, KeyRole } from './table.ts';

type Row = readonly Cell[];

/** A row and its number from 1. */
export interface NumberedRow {
  readonly sheet: string | null;
  readonly number: number;
  readonly cells: Row;
}

export function keyColumns(columns: readonly Column[], role: KeyRole): KeyColumn[] {
  return columns.filter((column) => column.kind === 'key').filter((column) => column.role === role);
}

function cellRef(row: NumberedRow, index: number) {
  return { sheet: row.sheet, row: row.number, column: columnLetters(index) };
}

/** Which of two org units is inside the other; null when neither is. */
export function innerUnit(plan: Plan): (a: string, b: string) => string | null {
  const parents = new Map(plan.orgUnits.map(({ code, parent }) => [code, parent]));
  const within = (inner: string, outer: string): boolean => {
    const seen = new Set<string>();
    for (let at: string | null = inner; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
      if (at === outer) return true;
      seen.add(at);
    }
    return false;
  };
  return (a, b) => (within(a, b) ? a : within(b, a) ? b : null);
}

/**
 * What the columns of one role say in a row: the first text that is known. Two known texts that mean different things name nothing,
 * unless `merge` can settle it. Null where all are blank.
 */
export function nameInRow(
  row: NumberedRow,
  columns: readonly (KeyColumn | DimensionColumn)[],
  resolve: (text: string) => string | null,
  merge: (a: string, b: string) => string | null = () => null,
): Named | null {
  let named: Named | null = null;
  for (const { index } of columns) {
    const found = cellText(row.cells[index]);
    if (found === '') continue;
    const code = resolve(found);
    if (named === null || (named.code === null && code !== null)) named = { code, found, at: cellRef(row, index) };
    else if (code !== null && named.code !== null && code !== named.code) {
      const merged: string | null = merge(named.code, code);
      if (merged === null) return { code: null, found: `${named.found} / ${found}`, at: named.at };
      if (merged === code) named = { code, found, at: cellRef(row, index) };
    }
  }
  return named;
}

/** The categories a row states, one a dimension; a blank, a dash or a word for total states none. */
export function categoriesInRow(
  row: NumberedRow,
  dimensions: ReadonlyMap<string, readonly DimensionColumn[]>,
  vocabulary: Vocabulary,
): { categories: (Named & { readonly dimension: string })[]; stated: boolean } {
  const categories: (Named & { readonly dimension: string })[] = [];
  let stated = false;
  for (const [dimension, columns] of dimensions) {
    const named = nameInRow(row, columns, (text) => vocabulary.category(dimension, text));
    if (named === null) continue;
    stated = true;
    if (!vocabulary.isTotal(named.found) && !/^[-–—]$/.test(named.found)) categories.push({ ...named, dimension });
  }
  return { categories, stated };
}

/** The pieces of text by which a row's period columns name its period: `3` under `Quarter` is given as `Q3`. */
export function periodPieces(
  row: NumberedRow,
  columns: readonly KeyColumn[],
): { pieces: string[]; index: number | null } {
  const pieces: string[] = [];
  let first: number | null = null;
  for (const { index, unit } of columns) {
    const text = cellText(row.cells[index]);
    if (text === '') continue;
    first ??= index;
    pieces.push(unit !== null && /^\d{1,2}$/.test(text) ? `${unit}${text}` : text);
  }
  return { pieces, index: first };
}
