import { describe, expect, it } from 'vitest';
import type { Indicator, Plan } from '../../../../functions/domain/plan/model.ts';
import { columnLetters } from '../../../../functions/domain/sheet/grid.ts';
import { openFile } from '../../../../functions/domain/sheet/open.ts';
import { readSheets } from '../../../../functions/domain/sheet/read-sheets.ts';
import { judge } from '../../../../functions/domain/validation/judge.ts';
import { handmade } from '../../../support/handmade.ts';
import { OFFICE_TODAY, officePlan } from '../../../support/office/plan.ts';

const [base] = officePlan().indicators;
if (!base) throw new Error('the plan of offices has indicators');
const COUNT: Indicator = { ...base, title: {}, dimensions: [], unit: 'people' };
const counted = (number: number, change: Partial<Indicator> = {}): Indicator => ({
  ...COUNT,
  code: `F.${number}`,
  ...change,
});
const RATIO: Partial<Indicator> = { kind: 'percentage', unit: '%', overOrgUnits: 'ratio', decimals: 1 };

const INDICATORS: readonly Indicator[] = [
  ...Array.from({ length: 24 }, (_, index) => counted(index + 1, { title: { en: `Figure ${index + 1}` } })),
  counted(30, { kind: 'yes-no', unit: 'countries', title: { en: 'Law passed' } }),
  counted(31, { ...RATIO, overOrgUnits: 'mean', max: 1, title: { en: 'Share of schools' } }),
  counted(32, { max: 100, title: { en: 'Days waited' } }),
  counted(33, { dimensions: ['sex'], breakdown: 'complete', title: { en: 'Teachers trained' } }),
  counted(34, { dimensions: ['sex'], breakdown: 'partial', title: { en: 'Pupils enrolled' } }),
  counted(35, { ...RATIO, title: { en: 'Complaints answered' } }),
];

function plan(): Plan {
  const plan = officePlan();
  const past = { opens: '2025-01-01', due: '2025-05-31', closes: '2025-06-30' };
  const future = { opens: '2026-03-15', due: '2026-04-30', closes: '2026-06-30' };
  return {
    ...plan,
    indicators: INDICATORS,
    orgUnits: plan.orgUnits.map((unit) => (unit.code === 'KEN-DAD' ? { ...unit, closed: '2025-06-30' } : unit)),
    periods: [
      ...plan.periods.filter(({ period }) => period !== '2025-Q1'),
      { period: '2025-Q1', ...past },
      { period: '2026-Q1', ...future },
    ],
  };
}

type Planted = readonly [code: string, column: string, further?: string];
/** A row as sent: office, period, indicator, sex, value, numerator, denominator, district; and what is wrong with it. */
type Sent = readonly [cells: string, ...planted: Planted[]];

const ROWS: readonly Sent[] = [
  ['KEN||||5||', ['missing-period', 'B'], ['missing-indicator', 'C']],
  ['KEN|2025-Q4|F.1||120||'],
  ['KEN|2025-Q4|F.99||5||', ['unknown-indicator', 'C']],
  ['KEN|2025-Q4|Figure two||5||', ['unknown-indicator', 'C']],
  ['Atlantis|2025-Q4|F.2||5||', ['unknown-org-unit', 'A']],
  ['Niger|2025-Q4|F.2||5||', ['foreign-org-unit', 'A']],
  ['Dadaab|2025-Q3|F.2||5||', ['org-unit-closed', 'B']],
  ['KEN|soon|F.2||5||', ['unknown-period', 'B']],
  ['KEN|2031-Q1|F.2||5||', ['unknown-period', 'B']],
  ['KEN|2025|F.2||5||', ['period-frequency', 'B']],
  ['KEN|November 2025|F.2||5||', ['period-frequency', 'B']],
  ['KEN|2026-Q1|F.2||5||', ['period-not-open', 'B']],
  ['KEN|T1 2025|F.2||5||', ['period-closed', 'B']],
  ['KEN|2025-Q4|F.3||about ten||', ['not-a-number', 'E']],
  ['KEN|2025-Q4|F.4||10-15||', ['not-a-number', 'E']],
  ['KEN|2025-Q4|F.5||<15||', ['not-a-number', 'E']],
  ['KEN|2025-Q4|F.6||12 USD||', ['not-a-number', 'E']],
  ['KEN|2025-Q4|F.7||45%||', ['not-a-number', 'E']],
  ['KEN|2025-Q4|F.30||perhaps||', ['yes-no', 'E']],
  ['KEN|2025-Q4|F.8||1.234||', ['ambiguous-number', 'E']],
  ['KEN|2025-Q4|F.9||#DIV/0!||', ['cell-error', 'E']],
  ['KEN|2025-Q4|F.31||45||', ['percentage-unclear', 'E']],
  ['KEN|2025-Q4|F.11||5e-1||', ['integer', 'E']],
  ['KEN|2025-Q4|F.12||-1||', ['out-of-range', 'E']],
  ['KEN|2025-Q4|F.32||101||', ['out-of-range', 'E']],
  ['KEN|2025-Q3|F.31||120%||', ['out-of-range', 'E']],
  ['KEN|2025-Q2|F.35|||-3|4', ['out-of-range', 'F']],
  ['KEN|2025-Q4|F.33|femal|5||', ['unknown-category', 'D']],
  ['KEN|2025-Q4|F.34|xyz|5||', ['unknown-category', 'D']],
  ['KEN|2025-Q4|F.13|F|5||', ['unexpected-dimension', 'D']],
  ['KEN|2025-Q3|F.33||9||', ['missing-breakdown', 'E']],
  ['KEN|2025-Q2|F.33||10||', ['breakdown-total', 'E']],
  ['KEN|2025-Q2|F.33|F|5||'],
  ['KEN|2025-Q2|F.33|M|4||'],
  ['KEN|2025-Q3|F.34|F|7||', ['missing-total', 'E']],
  ['KEN|2025-Q4|F.35|||3|', ['missing-denominator', 'F']],
  ['KEN|2025-Q3|F.35|||142|121', ['numerator-over-denominator', 'F']],
  ['Kenya|2025-Q4|F.14||5||'],
  ['Kenya|2025-Q4|F.14||6||', ['duplicate-contradictory', 'E']],
  ['Kenya|2025-Q4|F.15||8||'],
  ['Kenya|2025-Q4|F.15||8||', ['duplicate-equal', 'E']],
  ['KEN|2025-Q4|F.16||3|||Dadaab', ['rows-alike', 'H']],
  ['KEN|2025-Q4|F.16||3|||Kakuma'],
  ['KEN|2025-Q4|F.17||4|||women', ['unread-category', 'H']],
  ['KEN|2025-Q4|F.18||77||'],
];

const TITLES = ['Kenya – suivi\ndes indicateurs', '', 'Prepared by: M&E unit'];
const HEADER = ['Office', 'Period', 'Indicator', 'Sex', 'Value', 'Numerator', 'Denominator', 'District'];
const FIRST = TITLES.length + 2;

const EXPECTED = [
  `unknown-column H${FIRST - 1}`,
  ...ROWS.flatMap(([, ...planted], index) => planted.map(([code, column]) => `${code} ${column}${FIRST + index}`)),
];

const SHEET: readonly (readonly string[])[] = [
  ...TITLES.map((title) => [title]),
  HEADER,
  ...ROWS.map(([cells]) => cells.split('|')),
];

function textFile(): Uint8Array {
  const quoted = (text: string) => (/[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return new TextEncoder().encode(SHEET.map((row) => `${row.map(quoted).join(';')}\r\n`).join(''));
}

function workbook(): Uint8Array {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const cell = (text: string, address: string) => {
    if (text === '') return '';
    if (/^-?\d+$/.test(text)) return `<p:c r="${address}"><p:v>${text}</p:v></p:c>`;
    if (/^#(?:DIV|REF)/.test(text)) return `<p:c r="${address}" t="e"><p:v>${text}</p:v></p:c>`;
    return `<p:c r="${address}" t="inlineStr"><p:is><p:t>${escaped(text)}</p:t></p:is></p:c>`;
  };
  const rows = SHEET.map((row, at) => {
    const cells = row.map((text, index) => cell(text, `${columnLetters(index)}${at + 1}`)).join('');
    return `<p:row r="${at + 1}">${cells}</p:row>`;
  });
  return handmade({ sheets: [rows.join('')] });
}

function told(bytes: Uint8Array) {
  const opened = openFile(bytes);
  if (!opened.ok) throw new Error(opened.issue.code);
  const judged = judge(readSheets(opened.grids, plan(), { orgUnit: 'KEN' }), plan(), {
    orgUnit: 'KEN',
    today: OFFICE_TODAY,
  });
  return {
    errors: judged.issues.map(({ code, column, row }) => `${code} ${column ?? ''}${row ?? ''}`),
    taken: [...judged.observations].map(({ indicator, total }) => `${indicator} ${total.value}`),
  };
}

describe('A file with forty errors', () => {
  it('has forty', () => {
    expect(EXPECTED).toHaveLength(40);
    expect(new Set(EXPECTED).size).toBe(40);
  });

  it.each<[string, () => Uint8Array]>([
    ['as a text, with a blank line and a title of two lines', textFile],
    ['as a workbook', workbook],
  ])('is returned with exactly those, each in its cell, and all else is taken: %s', (_, file) => {
    const { errors, taken } = told(file());
    expect(errors.sort()).toEqual([...EXPECTED].sort());
    expect(taken).toEqual(['F.1 120', 'F.15 8', 'F.18 77']);
  });
});
