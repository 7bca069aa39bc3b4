import type { Plan } from '../../plan/model.ts';
import { cellText, columnLetters, type Grid } from '../grid.ts';
import { comparisonKey } from '../headers/key.ts';
import type { Vocabulary } from '../headers/vocabulary.ts';
import { isTotalWord, mayBeUnitOfMeasure } from '../headers/words.ts';
import { readPeriod } from '../periods/read-period.ts';
import type { Column, KeyRole } from './table.ts';

const SAMPLED_ROWS = 200;
const ENOUGH = 0.8;

/** What pivot tables write for blanks, and in their rows of totals. */
const BLANKS = /^\((?:blank|vide|en blanco|فارغ)\)$/i;

function isLeftOut(text: string): boolean {
  return BLANKS.test(text) || isTotalWord(comparisonKey(text));
}

/** The texts of a column's first rows, blanks and totals left out. */
function sample(grid: Grid, index: number, start: number, end: number): string[] {
  const texts: string[] = [];
  for (let row = start; row < Math.min(end, start + SAMPLED_ROWS); row += 1) {
    const text = cellText(grid.rows[row]?.[index]);
    if (text !== '' && !isLeftOut(text)) texts.push(text);
  }
  return texts;
}

function mostly(texts: readonly string[], test: (text: string) => boolean): boolean {
  return texts.length > 0 && texts.filter(test).length >= ENOUGH * texts.length;
}

/** Columns whose header is blank or unknown, read by what stands below where a role is still wanting: a title such as `Désignation` over indicators. */
export function inferColumns(
  grid: Grid,
  rows: { readonly header: number; readonly start: number; readonly end: number },
  columns: readonly Column[],
  vocabulary: Vocabulary,
  plan: Plan,
): { columns: Column[]; inferred: Column[]; headless: Column[] } {
  const taken = new Set(columns.map((column) => (column.kind === 'key' ? column.role : `${column.kind}`)));
  const dimensions = new Set(
    columns.flatMap((column) =>
      column.kind === 'dimension'
        ? [column.dimension]
        : column.kind === 'figure'
          ? column.categories.map((c) => c.dimension)
          : [],
    ),
  );
  const byIndex = new Map(columns.map((column) => [column.index, column]));
  const headerIndicators = columns.some((column) => column.kind === 'figure' && column.indicator !== null);
  const headerPeriods = columns.some((column) => column.kind === 'figure' && column.periods.length > 0);
  const roleOf = (texts: readonly string[]): KeyRole | null => {
    const wanted = (role: KeyRole) => !taken.has(role);
    if (wanted('indicator') && !headerIndicators && mostly(texts, (text) => vocabulary.indicator(text) !== null))
      return 'indicator';
    if (wanted('orgUnit') && mostly(texts, (text) => vocabulary.orgUnit(text) !== null)) return 'orgUnit';
    if (wanted('period') && !headerPeriods && mostly(texts, (text) => readPeriod(text, plan) !== null)) return 'period';
    return null;
  };
  const dimensionOf = (texts: readonly string[]): string | null => {
    const likely = plan.dimensions.filter(
      ({ code, open }) =>
        !open &&
        !dimensions.has(code) &&
        mostly(texts, (text) => vocabulary.isTotal(text) || vocabulary.category(code, text) !== null),
    );
    const [only, ...others] = likely;
    return only && others.length === 0 && !texts.every(vocabulary.isTotal) ? only.code : null;
  };
  const width = grid.rows
    .slice(rows.start, Math.min(rows.end, rows.start + SAMPLED_ROWS))
    .reduce((most, row) => Math.max(most, row.length), 0);
  const all: Column[] = [];
  const inferred: Column[] = [];
  const headless: Column[] = [];
  for (let index = 0; index < Math.max(width, ...byIndex.keys()) + 1; index += 1) {
    const known = byIndex.get(index);
    if (known?.kind === 'key' && known.role === 'orgUnit' && mayBeUnitOfMeasure(known.header)) {
      const named = sample(grid, index, rows.start, rows.end).some((text) => vocabulary.orgUnit(text) !== null);
      all.push(named ? known : { index, header: known.header, at: known.at, kind: 'ignored', candidates: [] });
      continue;
    }
    if (known && known.kind !== 'unknown') {
      all.push(known);
      continue;
    }
    const texts = sample(grid, index, rows.start, rows.end);
    if (!known && texts.length === 0) continue;
    const placed = known ?? {
      index,
      header: '',
      at: { sheet: grid.sheet, row: rows.header + 1, column: columnLetters(index) },
    };
    const base = { index, header: placed.header, at: placed.at };
    const role = roleOf(texts);
    const dimension = role ? null : dimensionOf(texts);
    const column: Column = role
      ? { ...base, kind: 'key', role, unit: null }
      : dimension
        ? { ...base, kind: 'dimension', dimension }
        : { ...base, kind: 'unknown', candidates: [] };
    if (role) taken.add(role);
    if (dimension) dimensions.add(dimension);
    if (role || dimension) inferred.push(column);
    else if (!known) headless.push(column);
    if (known || role || dimension) all.push(column);
  }
  return { columns: all, inferred, headless };
}
