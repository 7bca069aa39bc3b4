import type { Plan } from '../../../../functions/domain/plan/model.ts';
import type { Cell } from '../../../../functions/domain/sheet/grid.ts';
import { openFile } from '../../../../functions/domain/sheet/open.ts';
import { readSheets } from '../../../../functions/domain/sheet/read-sheets.ts';
import type { ValidationIssue } from '../../../../functions/domain/validation/issue.ts';
import { judge } from '../../../../functions/domain/validation/judge.ts';
import { minimalPlan } from '../../../support/plan.ts';

/** A row of a long table: office, period, indicator, sex, nationality, value, numerator, denominator, note. */
export type LongRow = readonly Cell[];

const HEADER = ['Office', 'Period', 'Indicator', 'Sex', 'Nationality', 'Value', 'Numerator', 'Denominator', 'Note'];

export interface Setting {
  readonly plan?: Plan;
  readonly orgUnit?: string;
  readonly today?: string;
}

/** Judges a long table; row 2 of the sheet is the first row given. By default sent by KEN while 2025-Q1 is open and not yet due. */
export function judgeRows(rows: readonly LongRow[], setting: Setting = {}): ReturnType<typeof judge> {
  const { plan = minimalPlan(), orgUnit = 'KEN', today = '2025-04-10' } = setting;
  const reading = readSheets([{ sheet: 'Data', hidden: false, rows: [HEADER, ...rows] }], plan, { orgUnit });
  return judge(reading, plan, { orgUnit, today });
}

/** An issue on one line: `error integer F2 10.5 -> 11`. */
export function told({ severity, code, column, row, found, expected }: ValidationIssue): string {
  const cell = `${column ?? ''}${row ?? ''}`;
  return [severity, code, cell, found, ...(expected === null ? [] : ['->', expected])]
    .filter((part) => part !== '' && part !== null)
    .join(' ');
}

/** A valid block of the plan's broken-down count: 10 people, 6 female and 4 male, all of one nationality. */
export function reached(office = 'KEN', period = '2025-Q1'): LongRow[] {
  return [
    [office, period, '1a.1', null, null, 10],
    [office, period, '1a.1', 'F', null, 6],
    [office, period, '1a.1', 'M', null, 4],
    [office, period, '1a.1', null, 'SSD', 10],
  ];
}

/** Judges a text file, by default sent by KEN while 2025-Q1 is open and not yet due. */
export function judgeText(text: string, setting: Setting = {}): ReturnType<typeof judge> {
  const { plan = minimalPlan(), orgUnit = 'KEN', today = '2025-04-10' } = setting;
  const opened = openFile(new TextEncoder().encode(text));
  if (!opened.ok) throw new Error(opened.issue.code);
  return judge(readSheets(opened.grids, plan, { orgUnit }), plan, { orgUnit, today });
}

/** What was taken (`1a.3 2025-Q1 10 female 6`), then what is said. */
export function outcome({ observations, issues }: ReturnType<typeof judge>): string[] {
  const taken = observations.map(({ indicator, period, total, breakdown }) => {
    const parts = breakdown.map((row) => `${Object.values(row.categories).join('+')} ${row.value}`);
    const ratio = total.denominator === null ? '' : `=${total.numerator}/${total.denominator}`;
    return [indicator, period, `${total.value}${ratio}`, ...parts].join(' ');
  });
  return [...taken, ...issues.map(told)];
}
