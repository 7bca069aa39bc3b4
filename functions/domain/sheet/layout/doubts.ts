import { issue, type ValidationIssue } from '../../validation/issue.ts';
import { type Cell, cellText, columnLetters, type Grid } from '../grid.ts';
import { comparisonKey } from '../headers/key.ts';
import type { Vocabulary } from '../headers/vocabulary.ts';
import { titlesPlanned } from '../headers/words.ts';
import { isFigure } from './header-rows.ts';
import type { Column, HeaderRows } from './table.ts';
import { titlesOf } from './titles.ts';

/** `in thousands` and `in millions`, as keys, in the languages Jalon speaks. */
const SCALE =
  /(?:^| )(?:in (?:thousands|millions)|en (?:milliers|millions|miles|millones)|بالالاف|بالملايين)(?: |$)|^(?:thousands|millions|milliers|millones)$/;

function isScale(text: string): boolean {
  return text.split(/[()[\],;:]/).some((piece) => SCALE.test(comparisonKey(piece)));
}

/** Figures said to be in thousands: by a title above the table, or by the head of a column. */
function scaled(grid: Grid, top: number, header: HeaderRows): ValidationIssue[] {
  for (let row = top; row <= header.last; row += 1) {
    for (const [index, cell] of (grid.rows[row] ?? []).entries()) {
      const found = cellText(cell);
      if (!isScale(found)) continue;
      return [
        issue('scaled-figures', 'error', { sheet: grid.sheet, row: row + 1, column: columnLetters(index), found }),
      ];
    }
  }
  return [];
}

const SCANNED = 200;
/** Longer texts are definitions. */
const LONGEST_UNIT = 40;
/** `thousand people`, `milliers de lots`: a unit of measure that is many of them. */
const MANY = /^(?:thousands?|millions?|milliers?|millones|miles de|millon|بالالاف|الاف) ?/;

/** Figures said to be in thousands by a unit of measure beside them. */
function scaledUnits(grid: Grid, start: number, columns: readonly Column[]): ValidationIssue[] {
  for (const { index } of columns.filter(({ kind }) => kind === 'ignored')) {
    for (let row = start; row < Math.min(grid.rows.length, start + SCANNED); row += 1) {
      const found = cellText(grid.rows[row]?.[index]);
      if (found.length > LONGEST_UNIT || !(isScale(found) || MANY.test(comparisonKey(found)))) continue;
      return [
        issue('scaled-figures', 'error', { sheet: grid.sheet, row: row + 1, column: columnLetters(index), found }),
      ];
    }
  }
  return [];
}

/** Figures that a title, or the sheet's name, calls targets. */
function planned(grid: Grid, top: number, header: HeaderRows): ValidationIssue[] {
  const byRow = Map.groupBy(titlesOf(grid, top, header.first), ({ row }) => row);
  // Of several texts in a row each may be of some columns only.
  const alone = [...byRow.values()].flatMap((texts) => (texts.length === 1 ? texts : []));
  const titles = [...alone, { text: grid.sheet ?? '', row: null, column: null }];
  const title = titles.find(({ text }) => titlesPlanned(text));
  if (title === undefined) return [];
  const { text: found, row, column } = title;
  return [issue('table-of-targets', 'warning', { sheet: grid.sheet, row, column, found })];
}

/** A row of more headers (categories, periods) right below a header that could not be joined with it. */
function secondLine(
  grid: Grid,
  { header, start }: { readonly header: HeaderRows; readonly start: number },
  columns: readonly Column[],
  vocabulary: Vocabulary,
): ValidationIssue[] {
  const above = grid.rows[header.last] ?? [];
  const isSame = (grid.rows[start] ?? []).every((cell, index) => cellText(cell) === cellText(above[index]));
  if (isSame) return [];
  const keys = new Set(columns.filter(({ kind }) => kind === 'key' || kind === 'dimension').map(({ index }) => index));
  const headed = (grid.rows[start] ?? []).flatMap((cell, index) => {
    const parts = keys.has(index) || typeof cell !== 'string' ? [] : (vocabulary.header(cell)?.parts ?? []);
    const says = parts.some(
      ({ role, categories, period }) => role !== null || categories.length > 0 || period !== null,
    );
    return says ? [cellText(cell)] : [];
  });
  if (headed.length < 2) return [];
  return [
    issue('header-unclear', 'error', { sheet: grid.sheet, row: start + 1, found: headed.slice(0, 5).join(', ') }),
  ];
}

/** How far below a line of words its figures are looked for. */
const LOOKED_AT_BELOW = 5;

/** A line of words that nobody understands right below a header, some of them over figures that the header itself leaves without one. */
function unknownLine(grid: Grid, start: number, columns: readonly Column[], vocabulary: Vocabulary): ValidationIssue[] {
  const kinds = new Map(columns.filter(({ header }) => header !== '').map(({ index, kind }) => [index, kind]));
  const isKey = (index: number) => kinds.get(index) === 'key' || kinds.get(index) === 'dimension';
  const filled = [...(grid.rows[start] ?? []).entries()].filter(([, cell]) => cellText(cell) !== '');
  const isHeading = ([index, cell]: readonly [number, Cell]) =>
    typeof cell === 'string' &&
    !isFigure(cell) &&
    (!isKey(index) || vocabulary.header(cell)?.parts.some(({ role }) => role !== null) === true);
  if (!filled.every(isHeading)) return [];
  const below = grid.rows.slice(start + 1, start + 1 + LOOKED_AT_BELOW);
  const words = filled.filter(([index]) => !isKey(index));
  const isBelowHeader = words.some(([index]) => kinds.get(index) === 'figure');
  const isBeside = words.some(([index]) => !kinds.has(index) && below.some((row) => isFigure(row[index] ?? null)));
  if (!isBelowHeader || !isBeside) return [];
  const found = words
    .slice(0, 5)
    .map(([, cell]) => cellText(cell))
    .join(', ');
  return [issue('header-unclear', 'error', { sheet: grid.sheet, row: start + 1, found })];
}

/** The same categories twice, below a line of which some text is not understood: what the second ones are is not known. */
function firstLine(
  grid: Grid,
  header: HeaderRows,
  columns: readonly Column[],
  vocabulary: Vocabulary,
): ValidationIssue[] {
  const above = (grid.rows[header.first - 1] ?? []).map((cell) => cellText(cell));
  const unknown = above.filter((text) => text !== '' && vocabulary.header(text) === null);
  const isLine = above.some((text) => text !== '' && vocabulary.header(text) !== null);
  const meanings = columns.flatMap((column) =>
    column.kind === 'figure' && column.categories.length > 0
      ? [
          JSON.stringify([
            column.part,
            column.indicator?.code,
            column.periods,
            column.categories.map(({ code }) => code),
          ]),
        ]
      : [],
  );
  if (unknown.length === 0 || !isLine || new Set(meanings).size === meanings.length) return [];
  return [
    issue('header-unclear', 'error', { sheet: grid.sheet, row: header.first, found: unknown.slice(0, 5).join(', ') }),
  ];
}

/** Why a table's figures might not be what its header seems to say, so that none is taken. */
export function doubtsOf(
  grid: Grid,
  place: { readonly top: number; readonly header: HeaderRows; readonly start: number },
  columns: readonly Column[],
  vocabulary: Vocabulary,
): ValidationIssue[] {
  const second = secondLine(grid, place, columns, vocabulary);
  return [
    ...scaled(grid, place.top, place.header),
    ...planned(grid, place.top, place.header),
    ...scaledUnits(grid, place.start, columns),
    ...firstLine(grid, place.header, columns, vocabulary),
    ...(second.length > 0 ? second : unknownLine(grid, place.start, columns, vocabulary)),
  ];
}
