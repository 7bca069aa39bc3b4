import type { Plan } from '../plan/model.ts';
import { type Cell, cellText, columnLetters, type Grid } from './grid.ts';
import { dimensionNames } from './headers/dictionary.ts';
import { comparisonKey } from './headers/key.ts';
import { isTotalWord } from './headers/words.ts';
import type { Statement, UnderstoodColumn } from './statement.ts';
import { columnOf } from './xlsx/reference.ts';

/** Headers of the two columns that together name a category: of which dimension it is, and the category itself. */
export const PAIR_WORDS = {
  dimension: ['breakdown', 'ventilation', 'desglose', 'التصنيف'],
  category: ['category', 'catégorie', 'categoría', 'الفئة'],
} as const;

const SCANNED = 40;
/** Stands in for a category that a row should name and does not. */
const UNNAMED = '?';

/** A sheet whose pair of breakdown columns was spread over one column a dimension, as the reader takes them. */
export interface Unfolded {
  readonly grid: Grid;
  /** The statement with its categories placed where they stand in the file; one left unnamed gets no code. */
  readonly restore: (statement: Statement) => Statement;
  /** What was made of the columns, of those that the file has. */
  readonly restoreColumns: (columns: readonly UnderstoodColumn[]) => readonly UnderstoodColumn[];
}

interface Pair {
  readonly header: number;
  readonly dimension: number;
  readonly category: number;
}

const KEYS = {
  dimension: new Set(PAIR_WORDS.dimension.map(comparisonKey)),
  category: new Set(PAIR_WORDS.category.map(comparisonKey)),
};

function findPair(grid: Grid): Pair | null {
  for (const [header, row] of grid.rows.slice(0, SCANNED).entries()) {
    const keys = row.map((cell) => comparisonKey(cellText(cell)));
    const dimension = keys.findIndex((key) => KEYS.dimension.has(key));
    const category = keys.findIndex((key) => KEYS.category.has(key));
    if (dimension >= 0 && category >= 0) return { header, dimension, category };
  }
  return null;
}

/** The dimension each row below the header speaks of, null for a total; null as a whole where a text names no dimension of the plan. */
function dimensionsOf({ rows }: Grid, { header, dimension }: Pair, plan: Plan): (string | null)[] | null {
  const names = dimensionNames(plan);
  const found: (string | null)[] = [];
  for (const row of rows.slice(header + 1)) {
    const key = comparisonKey(cellText(row[dimension]));
    const [code = null, ...others] = key === '' || isTotalWord(key) ? [] : names.codes(key);
    if (others.length > 0 || (code === null && key !== '' && !isTotalWord(key))) return null;
    found.push(code);
  }
  return found;
}

/** Spreads `breakdown` and `category` columns over a column a dimension; null for a sheet that has no such pair, or one that cannot be told. */
export function unfold(grid: Grid, plan: Plan): Unfolded | null {
  const pair = findPair(grid);
  const perRow = pair && dimensionsOf(grid, pair, plan);
  if (!pair || !perRow) return null;
  const codes = [...new Set(perRow.filter((code) => code !== null))];
  const width = grid.rows.reduce((most, row) => Math.max(most, row.length), 0);
  const rows = grid.rows.map((row, index): readonly Cell[] => {
    if (index < pair.header) return row;
    const wide: Cell[] = Array.from({ length: width + codes.length }, (_, at) => row[at] ?? null);
    const category = wide[pair.category] ?? null;
    wide[pair.dimension] = null;
    wide[pair.category] = null;
    const code = perRow[index - pair.header - 1] ?? null;
    if (index === pair.header) for (const [at, name] of codes.entries()) wide[width + at] = name;
    else if (code !== null) wide[width + codes.indexOf(code)] = cellText(category) === '' ? UNNAMED : category;
    return wide;
  });
  const added = new Set(codes.map((_, at) => columnLetters(width + at)));
  const column = columnLetters(pair.category);
  const role = codes.map((code) => `dimension ${code}`).join(', ');
  const ofPair = [pair.dimension, pair.category].map((index) => ({
    ...{ sheet: grid.sheet, column: columnLetters(index), role },
    header: cellText(grid.rows[pair.header]?.[index]),
  }));
  return {
    grid: { ...grid, rows },
    restore(statement) {
      if (statement.indicator.at.sheet !== grid.sheet || statement.categories.length === 0) return statement;
      const categories = statement.categories.map((category) => {
        if (category.at.sheet !== grid.sheet || !added.has(category.at.column ?? '')) return category;
        const code = category.found === UNNAMED ? null : category.code;
        return { ...category, code, at: { ...category.at, column } };
      });
      return { ...statement, categories };
    },
    restoreColumns(columns) {
      const isAdded = (one: UnderstoodColumn) => one.sheet === grid.sheet && added.has(one.column);
      if (!columns.some(isAdded)) return columns;
      const kept = columns.filter((one) => !isAdded(one));
      const others = kept.filter(({ sheet }) => sheet !== grid.sheet);
      const own = kept.filter(({ sheet }) => sheet === grid.sheet);
      return [...others, ...[...own, ...ofPair].sort((a, b) => columnOf(a.column) - columnOf(b.column))];
    },
  };
}
