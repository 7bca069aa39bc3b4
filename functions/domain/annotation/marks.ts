import type { Catalogue } from '../report/catalogue.ts';
import { cellText, columnLetters, type Grid } from '../sheet/grid.ts';
import { columnOf } from '../sheet/xlsx/reference.ts';
import { placesIn } from '../validation/area.ts';
import type { Receipt, ReceiptIssue } from '../validation/receipt.ts';
import { directedLines } from './direction.ts';
import { headingOf, type Note } from './sheet/note.ts';
import type { SheetMarks } from './sheet/patch-sheet.ts';
import type { MarkedSeverity } from './sheet/style-marker.ts';

/** More marks than these help nobody and make a program slow; the list of issues names them all. */
const MOST_CELLS = 20_000;
const MOST_NOTES = 2_000;
/** Problems told in one note, and letters of each. */
const MOST_PROBLEMS = 5;
const LONGEST = 900;

interface Place {
  readonly row: number;
  readonly column: number;
}

/** What is wrong with one cell, the gravest first. */
interface BadCell extends Place {
  readonly severity: MarkedSeverity;
  readonly problems: string[];
  more: number;
}

/** Where an issue stands in a sheet, counted from 0: its cells, or the first filled cell of its row. */
export function placesOf(issue: ReceiptIssue, grid: Grid, most: number): Place[] {
  const { area, row, column } = issue;
  if (area !== undefined)
    return placesIn(area, most).map((place) => ({ row: place.row - 1, column: columnOf(place.column) }));
  if (row === null) return [];
  if (column !== null) return [{ row: row - 1, column: columnOf(column) }];
  const filled = (grid.rows[row - 1] ?? []).findIndex((cell) => cellText(cell) !== '');
  return [{ row: row - 1, column: Math.max(0, filled) }];
}

/** An issue told of one of its cells. Where others hold something else, the cells are told together, as in the receipt. */
function problemText(issue: ReceiptIssue, place: Place, grid: Grid, { text, direction }: Catalogue): string {
  const { code, params, found, expected } = issue;
  const isFirst = issue.row === place.row + 1 && columnOf(issue.column ?? '') === place.column;
  const alone = isFirst || found === null || cellText(grid.rows[place.row]?.[place.column]) === found.trim();
  const cells = `${columnLetters(place.column)}${place.row + 1}`;
  const values = { ...params, count: 1, cells, found: found ?? '', expected: expected ?? '' };
  const message = alone ? text(`issue.${code}.message`, values) : issue.message;
  const remedy = alone ? text(`issue.${code}.remedy`, values) : issue.remedy;
  const lines = [
    message,
    ...(alone && found !== null && found !== '' ? [text('annotation.note.found', { found })] : []),
    ...(expected !== null && expected !== '' ? [text('annotation.note.expected', { expected })] : []),
    `${direction === 'rtl' ? '←' : '→'} ${remedy}`,
  ];
  return lines.map((line) => (line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line)).join('\n');
}

function noteOf({ row, column, severity, problems, more }: BadCell, catalogue: Catalogue): Note {
  const word = catalogue.text(`receipt.${severity}s`);
  const body = [...problems, ...(more > 0 ? [catalogue.text('annotation.note.more', { count: more })] : [])];
  return {
    ...{ row, column, heading: headingOf(severity, word), body: directedLines(body.join('\n\n'), catalogue) },
    rightToLeft: catalogue.direction === 'rtl',
  };
}

/** The bad cells of each sheet by its name (null for a text file), and whether there were too many to mark them all. */
export interface Marks {
  readonly sheets: ReadonlyMap<string | null, SheetMarks>;
  readonly isCut: boolean;
}

/** Marks for every cell that an error or a warning names: returned and doubtful figures. */
export function marksOf({ issues }: Receipt, grids: readonly Grid[], catalogue: Catalogue): Marks {
  const byName = new Map(grids.map((grid) => [grid.sheet, grid]));
  const sheets = new Map<string | null, Map<string, BadCell>>();
  let cells = 0;
  let notes = 0;
  let isCut = false;
  for (const issue of issues) {
    const { severity } = issue;
    const grid = byName.get(issue.sheet);
    if (severity === 'info' || grid === undefined) continue;
    const bad = sheets.get(issue.sheet) ?? new Map<string, BadCell>();
    sheets.set(issue.sheet, bad);
    for (const place of placesOf(issue, grid, MOST_CELLS + 1)) {
      const key = `${place.row} ${place.column}`;
      const known = bad.get(key);
      if (known === undefined && cells >= MOST_CELLS) {
        isCut = true;
        break;
      }
      const cell = known ?? { ...place, severity, problems: [], more: 0 };
      if (known === undefined) cells += 1;
      bad.set(key, cell);
      if (cell.problems.length === 0 && notes >= MOST_NOTES) isCut = true;
      else if (cell.problems.length >= MOST_PROBLEMS) cell.more += 1;
      else {
        if (cell.problems.length === 0) notes += 1;
        cell.problems.push(problemText(issue, place, grid, catalogue));
      }
    }
  }
  return { isCut, sheets: new Map(Array.from(sheets, ([name, bad]) => [name, asMarks([...bad.values()], catalogue)])) };
}

function asMarks(bad: readonly BadCell[], catalogue: Catalogue): SheetMarks {
  const cells = new Map<number, Map<number, MarkedSeverity>>();
  for (const { row, column, severity } of bad) {
    const inRow = cells.get(row) ?? new Map<number, MarkedSeverity>();
    cells.set(row, inRow.set(column, severity));
  }
  return { cells, notes: bad.filter(({ problems }) => problems.length > 0).map((cell) => noteOf(cell, catalogue)) };
}
