import type { HeaderRole, Plan } from '../plan/model.ts';
import { issue, type Severity, type ValidationIssue } from '../validation/issue.ts';
import type { Cell, Grid } from './grid.ts';
import { createVocabulary } from './headers/vocabulary.ts';
import { ROLE_WORDS } from './headers/words.ts';
import { readTotalColumns } from './layout/check-total-columns.ts';
import { totalRowsThatDiffer } from './layout/check-totals.ts';
import { type FoundTable, findTables } from './layout/find-tables.ts';
import type { Reader } from './layout/key-cells.ts';
import { readRows } from './layout/read-rows.ts';
import type { KeyRole, Table } from './layout/table.ts';
import { withoutMisread } from './layout/unread-columns.ts';
import { inferNotation } from './numbers/notation.ts';
import { createPeriodReader } from './periods/period-reader.ts';
import type { SheetReading, UnderstoodColumn } from './statement.ts';
import { prepareSheets } from './workbook-meta.ts';

function hasContent(grid: Grid): boolean {
  return grid.rows.some((row) => row.some((cell) => cell !== null && cell !== ''));
}

function* figureTexts(tables: readonly Table[]): Generator<string> {
  for (const { grid, columns, start, end } of tables) {
    const indices = columns.filter(({ kind }) => kind === 'figure').map(({ index }) => index);
    for (let row = start; row < end; row += 1) {
      for (const index of indices) {
        const cell: Cell | undefined = grid.rows[row]?.[index];
        if (typeof cell === 'string') yield cell;
      }
    }
  }
}

/** Headers by which the reader would have known a table, a few of each role in the plan's words first. */
function wantedHeaders(plan: Plan): string {
  const roles: readonly HeaderRole[] = ['orgUnit', 'period', 'indicator', 'value'];
  return roles.map((role) => plan.headers[role][0] ?? ROLE_WORDS[role][0]).join(', ');
}

function hasKey({ columns }: Table, role: KeyRole): boolean {
  return columns.some((column) => column.kind === 'key' && column.role === role);
}

/** Why no row of a table could be placed: its header is in doubt, or nothing anywhere says when, or of what, its figures are. */
export function missingKeys(table: Table): ValidationIssue[] {
  const figures = table.columns.filter((column) => column.kind === 'figure');
  const place = { sheet: table.grid.sheet, row: table.header.last + 1 };
  const period = hasKey(table, 'period') || table.period || figures.some(({ periods }) => periods.length > 0);
  const indicator = hasKey(table, 'indicator') || table.indicator || figures.some((column) => column.indicator);
  return [
    ...table.doubts,
    ...(period ? [] : [issue('no-period', 'error', place)]),
    ...(indicator ? [] : [issue('no-indicator', 'error', place)]),
  ];
}

/** Says of rows that they were not read as figures, once a table. */
export function rowsLeftOut(
  code: 'total-rows' | 'word-rows',
  { sheet }: Grid,
  rows: readonly number[],
): ValidationIssue[] {
  const [row] = rows;
  return row === undefined ? [] : [issue(code, 'info', { sheet, row, params: { count: rows.length } })];
}

/** Each column once, also where its header is repeated on every page. */
export function withoutRepeats(columns: readonly UnderstoodColumn[]): UnderstoodColumn[] {
  return [...new Map(columns.map((column) => [JSON.stringify(column), column])).values()];
}

function sheetIssue(code: string, severity: Severity, { sheet }: Grid): ValidationIssue {
  return issue(code, severity, { sheet, found: sheet ?? '' });
}

/** The sheets to read: those on view that hold a table, or the hidden ones where none on view does and `standIn` allows it. */
export function chooseTables(
  grids: readonly Grid[],
  find: (grid: Grid) => FoundTable[],
  standIn = true,
): { tables: FoundTable[]; issues: ValidationIssue[] } {
  const sheets = grids.map((grid) => ({ grid, tables: find(grid) }));
  const visible = sheets.filter(({ grid }) => !grid.hidden);
  const hidden = sheets.filter(({ grid, tables }) => grid.hidden && tables.length > 0);
  const tables = visible.flatMap((sheet) => sheet.tables);
  if (tables.length === 0 && standIn) {
    return {
      tables: hidden.flatMap((sheet) => sheet.tables),
      issues: hidden.map(({ grid }) => sheetIssue('hidden-sheet-read', 'warning', grid)),
    };
  }
  const skipped = visible.filter((sheet) => sheet.tables.length === 0 && hasContent(sheet.grid));
  return {
    tables,
    issues: [
      ...visible.flatMap((sheet) => (sheet.tables.length > 0 ? (sheet.grid.remarks ?? []) : [])),
      ...skipped.map(({ grid }) => sheetIssue('sheet-skipped', 'info', grid)),
      ...hidden.map(({ grid }) => sheetIssue('hidden-sheet-skipped', 'info', grid)),
    ],
  };
}

/**
 * What an office's sheets state about the plan's indicators: every figure with its org unit, indicator, period, categories and cells, and what
 * was made of each column. Problems of structure are issues; those of single figures are left to the rules. Never throws on bad input. With
 * `isIncomplete`, some sheet of the file could not be opened: then no hidden one is read in the place of one on view.
 */
export function readSheets(
  grids: readonly Grid[],
  plan: Plan,
  context: { readonly orgUnit: string; readonly planVersion?: number; readonly isIncomplete?: boolean },
): SheetReading {
  const prepared = prepareSheets(grids, plan, context);
  if (prepared.issues.some(({ severity }) => severity === 'error'))
    return { statements: [], understood: [], issues: prepared.issues };
  const vocabulary = createVocabulary(plan);
  const { tables, issues } = chooseTables(
    prepared.grids,
    (grid) => findTables(grid, vocabulary, plan, prepared.orgUnit),
    !context.isIncomplete,
  );
  if (tables.length === 0) {
    return { statements: [], understood: [], issues: [issue('no-table', 'error', { expected: wantedHeaders(plan) })] };
  }
  const readable = tables.filter(({ table }) => missingKeys(table).length === 0);
  const reader: Reader = {
    plan,
    vocabulary,
    periods: createPeriodReader(plan),
    notation: inferNotation(figureTexts(readable.map(({ table }) => table))),
    indicators: new Map(plan.indicators.map((indicator) => [indicator.code, indicator])),
    orgUnit: prepared.orgUnit,
  };
  const rows = readable.map(({ table }) => {
    const read = readRows(table, reader);
    const { statements, issues: ofColumns } = readTotalColumns(read.statements, table, reader);
    const ofRows = totalRowsThatDiffer(statements, read.totalRows, table, reader);
    const sure = withoutMisread(statements, table, vocabulary, plan);
    return { table, ...read, statements: sure, issues: [...ofColumns, ...ofRows] };
  });
  const leftOut = rows.flatMap(({ table: { grid }, totalRows, wordRows, issues: ofTotals }) => [
    ...ofTotals,
    ...rowsLeftOut('total-rows', grid, totalRows),
    ...rowsLeftOut('word-rows', grid, wordRows),
  ]);
  return {
    statements: rows.flatMap(({ statements }) => statements).map(prepared.restore),
    understood: prepared.restoreColumns(withoutRepeats(tables.flatMap(({ understood }) => understood))),
    issues: [
      ...prepared.issues,
      ...issues,
      ...tables.flatMap((found) => found.issues),
      ...tables.flatMap(({ table }) => missingKeys(table)),
      ...leftOut,
    ],
  };
}
