import { titleIn } from '../plan/model.ts';
import { yearOf } from '../plan/period.ts';
import { periodName, shortPeriodName } from '../report/words.ts';
import { columnLetters } from '../sheet/grid.ts';
import { MARKS } from './checks.ts';
import type { ColumnKey } from './columns.ts';
import type { WorkbookContext } from './context.ts';
import type {
  CellDescription,
  CellStyle,
  CellValue,
  RowDescription,
  SheetDescription,
  Validation,
} from './description.ts';
import type { ExpectedResult } from './expected-rows.ts';
import { indicatorRows } from './indicator-rows.ts';

/** Number (from 1) of the header's row; the titles stand above. */
export const HEADER_ROW = 5;

function cell(column: number, value: CellValue | null, style: CellStyle): CellDescription {
  return { column, value, style };
}

/** Titles above the table; the last says how many checks are wrong in rows `first` to `last`. */
function titleRows(context: WorkbookContext, first: number, last: number): RowDescription[] {
  const { catalogue, lookup, orgUnit, period, columns } = context;
  const window = lookup.windowOf(period);
  const name = context.title(orgUnit.title);
  const due = window ? catalogue.text('workbook.due', { date: catalogue.date(window.due) }) : '';
  const subtitle = catalogue.text('workbook.subtitle', {
    orgUnit: name,
    code: orgUnit.code,
    period: periodName(period, catalogue),
  });
  const check = columns.index('check');
  const range = `${columns.letter('check')}${first}:${columns.letter('check')}${last}`;
  const formula = `IF(COUNTIF(${range},"${MARKS.wrong}*")=0,"${MARKS.right}","${MARKS.wrong} "&COUNTIF(${range},"${MARKS.wrong}*"))`;
  const wrongChecks = [cell(check - 1, catalogue.text('workbook.checks'), 'hint'), cell(check, { formula }, 'check')];
  return [
    { height: 24, cells: [cell(0, context.title(lookup.plan.title), 'title')] },
    { height: 18, cells: [cell(0, subtitle, 'subtitle')] },
    { height: 15, cells: due === '' ? [] : [cell(0, due, 'hint')] },
    { height: 15, cells: [cell(0, catalogue.text('workbook.how'), 'hint'), ...(check < 0 ? [] : wrongChecks)] },
  ];
}

function headerRow({ catalogue, columns, period }: WorkbookContext): RowDescription {
  const year = yearOf(period);
  const text = (key: ColumnKey) => catalogue.text(`workbook.header.${key}`, { year: String(year) });
  return { height: 34, cells: columns.keys.map((key, column) => cell(column, text(key), 'header')) };
}

function sectionRow({ result, depth }: ExpectedResult, context: WorkbookContext): RowDescription {
  const style = depth === 0 ? 'section' : 'subsection';
  const text = `${result.code} – ${context.title(result.title)}`;
  return {
    height: depth === 0 ? 20 : 17,
    cells: context.columns.keys.map((_, column) => cell(column, column === 0 ? text : null, style)),
  };
}

interface PlacedRule {
  readonly column: number;
  readonly row: number;
  readonly validation: Validation;
}

/** Rules of single cells as rules of runs of cells below each other. */
function overRuns(rules: readonly PlacedRule[]): SheetDescription['validations'] {
  const runs: { column: number; first: number; last: number; key: string; validation: Validation }[] = [];
  for (const { column, row, validation } of rules.toSorted((a, b) => a.column - b.column || a.row - b.row)) {
    const key = JSON.stringify(validation);
    const run = runs.at(-1);
    if (run && run.column === column && run.last === row - 1 && run.key === key) run.last = row;
    else runs.push({ column, first: row, last: row, key, validation });
  }
  return runs.map(({ column, first, last, validation }) => {
    const letter = columnLetters(column);
    return { range: first === last ? `${letter}${first}` : `${letter}${first}:${letter}${last}`, validation };
  });
}

/** Red where a check says so, from the value to the check; green on a check that is well. */
function highlightsOf({ columns }: WorkbookContext, last: number): SheetDescription['highlights'] {
  if (columns.index('check') < 0) return [];
  const check = columns.letter('check');
  const starts = (row: number, mark: string) => `LEFT($${check}${row},1)="${mark}"`;
  const first = HEADER_ROW + 1;
  return [
    {
      range: `${columns.letter('value')}${first}:${check}${last}`,
      formula: starts(first, MARKS.wrong),
      style: 'wrong',
    },
    { range: `${check}${first}:${check}${last}`, formula: starts(first, MARKS.right), style: 'right' },
    { range: `${check}${HEADER_ROW - 1}`, formula: starts(HEADER_ROW - 1, MARKS.wrong), style: 'wrong' },
    { range: `${check}${HEADER_ROW - 1}`, formula: starts(HEADER_ROW - 1, MARKS.right), style: 'right' },
  ];
}

/** The sheet to fill: titles, header, and the rows of every expected indicator under the results they measure. */
export function entrySheet(results: readonly ExpectedResult[], context: WorkbookContext): SheetDescription {
  const { catalogue, columns, lookup, orgUnit, period } = context;
  const rows: RowDescription[] = [];
  const merges: string[] = [];
  const rules: PlacedRule[] = [];
  const next = () => HEADER_ROW + rows.length + 1;
  for (const result of results) {
    rows.push(sectionRow(result, context));
    for (const expected of result.indicators) {
      const made = indicatorRows(expected, next(), context);
      rows.push(...made.rows);
      merges.push(...made.merges);
      rules.push(...made.validations);
    }
  }
  const last = next() - 1;
  return {
    name: catalogue.text('workbook.sheet.entry'),
    hidden: false,
    rightToLeft: catalogue.direction === 'rtl',
    widths: columns.widths,
    rows: [...titleRows(context, HEADER_ROW + 1, last), headerRow(context), ...rows],
    merges,
    validations: overRuns(rules),
    highlights: highlightsOf(context, last),
    frozen: { rows: HEADER_ROW, columns: 1 },
    repeatedRow: HEADER_ROW,
    landscape: true,
    isProtected: true,
    footer: `${titleIn(orgUnit.title, catalogue.language, lookup.plan.defaultLanguage)} – ${shortPeriodName(period, catalogue)}`,
  };
}
