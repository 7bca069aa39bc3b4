import ExcelJS from 'exceljs';
import type { Figure } from '../../functions/domain/ledger/entry.ts';
import type { Indicator, Plan } from '../../functions/domain/plan/model.ts';
import { openFile } from '../../functions/domain/sheet/open.ts';
import { readSheets } from '../../functions/domain/sheet/read-sheets.ts';
import { judge } from '../../functions/domain/validation/judge.ts';
import { buildWorkbook } from '../../functions/domain/workbook/build-workbook.ts';
import type { WorkbookDescription } from '../../functions/domain/workbook/description.ts';
import { readTemplates } from '../../functions/templates.ts';
import { minimalPlan } from './plan.ts';

const templates = readTemplates('templates');
export const catalogue = (language: string) => templates.catalogue(language);

const BASE: Omit<Indicator, 'code' | 'title' | 'kind' | 'overOrgUnits'> = {
  ...{ result: '1a', definition: {}, reportedAs: 'per-period', frequency: 'quarterly', direction: 'increase' },
  ...{ breakdown: 'optional', baseline: null, baselinePeriod: null, decimals: 0, min: null, max: null },
  ...{ dimensions: [], synonyms: [], reportedBy: [], overTime: 'latest', unit: 'people' },
};
const named = (en: string, fr: string) => ({ title: { en, fr } });

const INDICATORS: readonly Indicator[] = [
  { ...BASE, ...named('Months', 'Mois'), code: '1a.5', kind: 'count', overOrgUnits: 'sum', frequency: 'monthly' },
  {
    ...{ ...BASE, ...named('Half-yearly amount', 'Montant semestriel'), code: '1a.6', kind: 'amount' },
    ...{ overOrgUnits: 'sum', frequency: 'semiannual', decimals: 2, unit: 'USD' },
  },
  {
    ...{ ...BASE, ...named('Share by sex', 'Part par sexe'), code: '1a.7', kind: 'percentage', overOrgUnits: 'ratio' },
    ...{ dimensions: ['sex'], breakdown: 'complete', decimals: 1, min: 0, max: 1, unit: '%' },
  },
  {
    ...{ ...BASE, ...named('Plain share', 'Part simple'), code: '1a.8', kind: 'percentage', overOrgUnits: 'mean' },
    ...{ decimals: 1, unit: '%' },
  },
  {
    ...{ ...BASE, ...named('Score', 'Note obtenue'), code: '1a.9', kind: 'score', overOrgUnits: 'mean' },
    ...{ decimals: 1, min: 1, max: 5, unit: 'points' },
  },
  {
    ...{ ...BASE, ...named('In part by sex', 'En partie par sexe'), code: '1a.10', kind: 'count', overOrgUnits: 'sum' },
    ...{ dimensions: ['sex'], breakdown: 'partial' },
  },
];

const OPEN_IN_JANUARY = { opens: '2026-01-01', due: '2026-01-20', closes: '2026-02-28' };

/** A plan that asks every kind of question of KEN with 2025-Q4, in January 2026. */
export function askingPlan(): Plan {
  const plan = minimalPlan();
  const extra = ['2025-S2', '2025-10', '2025-11', '2025-12'].map((period) => ({ period, ...OPEN_IN_JANUARY }));
  return { ...plan, indicators: [...plan.indicators, ...INDICATORS], periods: [...plan.periods, ...extra] };
}

export const TODAY = '2026-01-15';

/** The workbook of KEN for 2025-Q4, unless other things are asked. */
export function described(rest: Partial<Parameters<typeof buildWorkbook>[0]> = {}): WorkbookDescription {
  const language = rest.language ?? 'en';
  const made = buildWorkbook({
    ...{ plan: askingPlan(), planVersion: 3, orgUnit: 'KEN', period: '2025-Q4', language, last: null },
    ...{ catalogue: catalogue(language), ...rest },
  });
  if (!made) throw new Error('No workbook was made');
  return made;
}

export async function load(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  return book;
}

export const saved = async (book: ExcelJS.Workbook): Promise<Uint8Array> =>
  new Uint8Array(await book.xlsx.writeBuffer());

/** What comes of the file in the folder of an org unit, as ingest would judge it. */
export function returned(bytes: Uint8Array, plan: Plan, orgUnit = 'KEN', planVersion = 3): ReturnType<typeof judge> {
  const opened = openFile(bytes);
  if (!opened.ok) throw new Error(opened.issue.code);
  const reading = readSheets(opened.grids, plan, { orgUnit, planVersion });
  return judge({ ...reading, issues: [...opened.notes, ...reading.issues] }, plan, { orgUnit, today: TODAY });
}

/** Fills every entry cell as an office would, the way `figureFor` says; gives what was typed, by row. */
export function fillIn(
  sheet: ExcelJS.Worksheet,
  figureFor: (code: string, row: FilledRow) => Figure | null,
): FilledRow[] {
  const headerRow = 5;
  const open = (row: number, column: number) =>
    column > 0 && sheet.getCell(row, column).protection?.locked === false ? sheet.getCell(row, column) : null;
  const headers = Array.from({ length: sheet.columnCount }, (_, i) => String(sheet.getCell(headerRow, i + 1).text));
  const note = headers.length;
  const check = note - 1;
  const [value, numerator, denominator] = [check - 3, check - 2, check - 1];
  const filled: FilledRow[] = [];
  for (let row = headerRow + 1; row <= sheet.rowCount; row += 1) {
    const entry = open(row, value) ?? open(row, numerator);
    if (!entry) continue;
    const text = (column: number) => String(sheet.getCell(row, column).text);
    const category = open(row, value - 1);
    const order = filled.filter((one) => one.code === text(1) && one.dimension === text(value - 2)).length;
    const made = {
      ...{ row, code: text(1), period: text(value - 3), dimension: text(value - 2), isOpen: category !== null, order },
      category: category ? `Country ${order + 1}` : text(value - 1),
    };
    const figure = figureFor(made.code, made);
    if (!figure) continue;
    if (category) category.value = made.category;
    for (const [column, number] of [
      [value, figure.value],
      [numerator, figure.numerator],
      [denominator, figure.denominator],
    ] as const)
      if (number !== null) sheet.getCell(row, column).value = number;
    filled.push({ ...made, figure });
  }
  return filled;
}

export interface FilledRow {
  readonly row: number;
  readonly code: string;
  /** As the sheet shows them. */
  readonly period: string;
  readonly dimension: string;
  readonly category: string;
  readonly isOpen: boolean;
  /** Of the rows of the same code and dimension filled before. */
  readonly order: number;
  readonly figure?: Figure;
}
