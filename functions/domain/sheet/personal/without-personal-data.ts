import { oncePer } from '../../once-per.ts';
import { knownWords } from '../../plan/known-words.ts';
import type { Plan } from '../../plan/model.ts';
import { issue, type ValidationIssue } from '../../validation/issue.ts';
import { isAnnotation } from '../annotation-marks.ts';
import type { CodedColumn, CodedSheet } from '../coded/coded-sheet.ts';
import { columnLetters, type Grid } from '../grid.ts';
import { comparisonKey } from '../headers/key.ts';
import { type PersonalColumn, type PersonalSheet, type PlanNames, personalColumns } from './personal-columns.ts';
import { viewOfCoded, viewOfGrid } from './sheet-view.ts';

const namesOf = oncePer((plan: Plan): PlanNames => {
  const indicators = plan.indicators.flatMap(({ code, title, synonyms }) => [
    code,
    ...Object.values(title),
    ...synonyms,
  ]);
  return { all: new Set(knownWords(plan).map(comparisonKey)), indicators: new Set(indicators.map(comparisonKey)) };
});

const LONGEST_LIST = 120;

function headersOf(columns: readonly PersonalColumn[]): string {
  const text = columns.flatMap(({ header }) => header?.text ?? []).join(', ');
  return text.length <= LONGEST_LIST ? text : `${text.slice(0, LONGEST_LIST)}…`;
}

function issuesOf(sheet: string | null, { columns, isList }: PersonalSheet): ValidationIssue[] {
  const [first] = columns;
  if (!first) return [];
  const at = ({ index, header }: PersonalColumn) => ({
    sheet,
    row: header === null ? null : header.row + 1,
    column: columnLetters(index),
  });
  if (isList) {
    const found = headersOf(columns);
    return [issue('list-of-people', 'error', { ...at(first), found, params: { headed: found === '' ? 'no' : 'yes' } })];
  }
  return columns.map((column) => {
    const headed = column.header === null ? 'no' : 'yes';
    const found = column.header?.text ?? '';
    return issue('personal-data', 'error', { ...at(column), found, params: { holds: column.kind, headed } });
  });
}

/** Sheets of which nothing tells who anybody is, and what has to be said of those that did. */
export interface Cleared<Sheet> {
  readonly sheets: readonly Sheet[];
  readonly issues: readonly ValidationIssue[];
}

function cleared<Sheet>(
  sheet: Sheet,
  name: string | null,
  personal: PersonalSheet,
  without: (sheet: Sheet, columns: ReadonlyMap<number, number>) => Sheet,
): Cleared<Sheet> {
  if (personal.columns.length === 0) return { sheets: [sheet], issues: [] };
  const issues = issuesOf(name, personal);
  if (personal.isList) return { sheets: [], issues };
  const from = new Map(personal.columns.map(({ index, header }) => [index, header?.row ?? 0]));
  return { sheets: [without(sheet, from)], issues };
}

function gridWithout(grid: Grid, from: ReadonlyMap<number, number>): Grid {
  const rows = grid.rows.map((cells, row) =>
    cells.map((cell, index) => (row >= (from.get(index) ?? Number.POSITIVE_INFINITY) ? null : cell)),
  );
  return { ...grid, rows };
}

function codedWithout(coded: CodedSheet, from: ReadonlyMap<number, number>): CodedSheet {
  const columns = coded.columns.map((column, index): CodedColumn => {
    const start = from.get(index);
    if (start === undefined) return column;
    const codes = new Int32Array(column.codes.length);
    codes.set(column.codes.subarray(0, start));
    return { ...column, codes };
  });
  return { ...coded, columns };
}

/**
 * The sheets of an office file without the columns that hold personal data, headers and all, and without the sheets that are lists of
 * people. Whatever reads them cannot tell any of it on; the issues name columns and headers, and no other cell.
 */
export function withoutPersonalData(grids: readonly Grid[], plan: Plan): Cleared<Grid> {
  const all = grids.map((grid) =>
    // What was put into a returned file is nobody's data.
    isAnnotation(grid)
      ? { sheets: [grid], issues: [] }
      : cleared(grid, grid.sheet, personalColumns(viewOfGrid(grid), namesOf(plan)), gridWithout),
  );
  return { sheets: all.flatMap(({ sheets }) => sheets), issues: all.flatMap(({ issues }) => issues) };
}

/** The same of a long table held as integers: `sheets` is empty when it is a list of people. */
export function codedWithoutPersonalData(coded: CodedSheet, plan: Plan): Cleared<CodedSheet> {
  return cleared(coded, coded.sheet, personalColumns(viewOfCoded(coded), namesOf(plan)), codedWithout);
}

const CODES: ReadonlySet<string> = new Set(['personal-data', 'list-of-people']);

/** Whether a file held personal data: no copy of it may be made. */
export function holdsPersonalData(issues: readonly Pick<ValidationIssue, 'code'>[]): boolean {
  return issues.some(({ code }) => CODES.has(code));
}
