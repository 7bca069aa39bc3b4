import { knownWords } from '../plan/known-words.ts';
import type { Plan } from '../plan/model.ts';
import type { Catalogue } from '../report/catalogue.ts';
import { isAnnotation, wasText } from '../sheet/annotation-marks.ts';
import { cellText, type Grid } from '../sheet/grid.ts';
import { openFile } from '../sheet/open.ts';
import { columnOf } from '../sheet/xlsx/reference.ts';
import { readDirectory } from '../sheet/xlsx/zip.ts';
import type { Receipt } from '../validation/receipt.ts';
import { buildPage } from './issues/build-page.ts';
import { type Marking, markWorkbook } from './mark-workbook.ts';
import { marksOf } from './marks.ts';
import { type PlainSheet, plainWorkbook } from './package/plain-workbook.ts';
import { freeSheetName } from './package/sheet-xml.ts';

/** Beyond these a file is not sent back with its marks, but only the list of its issues: no mail would carry it. */
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_INFLATED = 64 * 1024 * 1024;
const MOST_CELLS = 1_000_000;

/** Roles of columns that hold figures. */
const FIGURE = /(?:^|, )(?:indicator |period \S|category |value$|numerator$|denominator$)/;

function cellCount(grids: readonly Grid[]): number {
  return grids.reduce((sum, { rows }) => sum + rows.reduce((cells, row) => cells + row.length, 0), 0);
}

/** The row whose texts are the headers that the reader understood. */
function headerOf(grid: Grid, { understood }: Receipt): number | null {
  const headers = understood.filter(({ sheet, header }) => sheet === grid.sheet && header !== '');
  const hits = (row: Grid['rows'][number]) =>
    headers.filter(({ column, header }) => cellText(row[columnOf(column)]) === header.trim()).length;
  const index = grid.rows.slice(0, 50).findIndex((row) => hits(row) * 2 > headers.length);
  return index < 0 ? null : index;
}

/** Sheets written anew with the values that were read. */
function plainSheets(grids: readonly Grid[], receipt: Receipt, catalogue: Catalogue): PlainSheet[] {
  const names: string[] = [];
  return grids.map((grid) => {
    const columns = receipt.understood.filter(({ sheet, role }) => sheet === grid.sheet && FIGURE.test(role));
    const name = freeSheetName(grid.sheet ?? catalogue.text('annotation.data'), names);
    names.push(name);
    return {
      ...{ name, grid, header: headerOf(grid, receipt), rightToLeft: catalogue.direction === 'rtl' },
      figures: new Set(columns.map(({ column }) => columnOf(column))),
    };
  });
}

/**
 * The office's own file as a workbook (.xlsx) with every returned or doubtful cell marked and noted in the catalogue's language, and a
 * sheet of all issues first. The data stay as they are; of a workbook everything else stays too, but for the marks of an earlier return. Of a
 * file too large to be sent, only the sheet of issues. Null for a file that cannot be opened. The same bytes for the same input.
 */
export function annotate(bytes: Uint8Array, receipt: Receipt, plan: Plan, catalogue: Catalogue): Uint8Array | null {
  const opened = openFile(bytes, { knownWords: knownWords(plan) });
  if (!opened.ok) return null;
  const own = new Set(opened.grids.filter(isAnnotation).map(({ sheet }) => sheet ?? ''));
  const grids = opened.grids.filter((grid) => !isAnnotation(grid));
  const directory = opened.format === 'xlsx' ? readDirectory(bytes) : null;
  const entries = directory?.ok ? directory.entries : [];
  const inflated = entries.reduce((sum, { size }) => sum + size, 0);
  const isLarge = bytes.length > MOST_BYTES || inflated > MOST_INFLATED || cellCount(grids) > MOST_CELLS;
  const marks = marksOf(receipt, isLarge ? [] : grids, catalogue);
  const marking = (names: ReadonlyMap<string | null, string>): Marking => ({
    own,
    wasText: opened.format === 'text' || wasText(opened.grids),
    marks: new Map(Array.from(marks.sheets, ([sheet, found]) => [names.get(sheet) ?? '', found])),
    pageName: catalogue.text('annotation.sheet'),
    rightToLeft: catalogue.direction === 'rtl',
    page: (name) =>
      buildPage({
        ...{ receipt, plan, catalogue, name },
        sheets: new Map(
          grids.flatMap((grid) => {
            const known = names.get(grid.sheet);
            return known === undefined ? [] : [[grid.sheet, { name: known, grid }]];
          }),
        ),
        remarks: [
          ...(isLarge ? [catalogue.text('annotation.too-large')] : []),
          ...(marks.isCut ? [catalogue.text('annotation.cut')] : []),
        ],
      }),
  });
  if (isLarge) return markWorkbook(plainWorkbook([]), marking(new Map()));
  const namesAsThey = new Map(grids.map(({ sheet }) => [sheet, sheet ?? '']));
  const marked = opened.format === 'xlsx' ? markWorkbook(entries, marking(namesAsThey)) : null;
  if (marked !== null) return marked;
  const sheets = plainSheets(grids, receipt, catalogue);
  const named = new Map(sheets.map(({ name, grid }) => [grid.sheet, name]));
  return markWorkbook(plainWorkbook(sheets), marking(named));
}
