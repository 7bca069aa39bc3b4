import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../functions/domain/ledger/entry.ts';
import { writeWorkbook } from '../../../functions/workbook/write-workbook.ts';
import { askingPlan, described, type FilledRow, fillIn, load, returned, saved } from '../../support/workbook.ts';

const LANGUAGES = ['en', 'fr', 'es', 'ar'];
const PLAN = askingPlan();
const value = (number: number): Figure => ({ value: number, numerator: null, denominator: null });
const ratio = (numerator: number, denominator: number): Figure => ({ value: null, numerator, denominator });

/** Figures that agree: a total of 1000 in two parts, or in three countries of an open list. */
function typed(code: string, { dimension, isOpen, order, period }: FilledRow): Figure | null {
  const isTotal = dimension === '';
  switch (code) {
    case '1a.1':
      if (isTotal) return value(1000);
      return order > 2 ? null : value(isOpen ? ([700, 200, 100][order] ?? 0) : order === 0 ? 600 : 400);
    case '1a.2':
      return ratio(30, 40);
    case '1a.3':
      return value(0);
    case '1a.4':
      return value(1);
    case '1a.5':
      return period.includes('2025') ? value(10 + order) : null;
    case '1a.6':
      return value(1234.56);
    case '1a.7':
      return isTotal ? ratio(50, 200) : order === 0 ? ratio(20, 120) : ratio(30, 80);
    case '1a.8':
      return value(0.455);
    case '1a.9':
      return value(3.2);
    case '1a.10':
      return isTotal ? value(90) : value(20);
    default:
      return null;
  }
}

const EXPECTED = [
  ['1a.1', '2025-Q4', 1000, { 'sex=female': 600, 'sex=male': 400, Country: [700, 200, 100] }],
  ['1a.2', '2025-Q4', 0.75, {}],
  ['1a.3', '2025-Q4', 0, {}],
  ['1a.4', '2025', 1, {}],
  ['1a.5', '2025-10', 10, {}],
  ['1a.5', '2025-11', 11, {}],
  ['1a.5', '2025-12', 12, {}],
  ['1a.6', '2025-S2', 1234.56, {}],
  ['1a.7', '2025-Q4', 0.25, { 'sex=female': 20 / 120, 'sex=male': 30 / 80 }],
  ['1a.8', '2025-Q4', 0.455, {}],
  ['1a.9', '2025-Q4', 3.2, {}],
  ['1a.10', '2025-Q4', 90, { 'sex=female': 20, 'sex=male': 20 }],
] as const;

function flattened([indicator, period, total, parts]: (typeof EXPECTED)[number]) {
  const breakdown = Object.entries(parts).flatMap(([name, part]) =>
    Array.isArray(part) ? part.map((n, i) => [`nationality=Country ${i + 1}`, n]) : [[name, part]],
  );
  return { indicator, period, total, breakdown: Object.fromEntries(breakdown) };
}

async function filled(language: string): Promise<Uint8Array> {
  const book = await load(await writeWorkbook(described({ plan: PLAN, language })));
  const [sheet] = book.worksheets;
  if (!sheet) throw new Error('no sheet');
  fillIn(sheet, typed);
  return saved(book);
}

function readBack(bytes: Uint8Array) {
  const judgement = returned(bytes, PLAN);
  const found = judgement.observations.map(({ indicator, period, total, breakdown }) => ({
    ...{ indicator, period, total: total.value },
    breakdown: Object.fromEntries(
      breakdown.map((row) => [
        Object.entries(row.categories)
          .map(([dimension, category]) => `${dimension}=${category}`)
          .join(' '),
        row.value,
      ]),
    ),
  }));
  return { judgement, found };
}

const sorted = <T extends { indicator: string; period: string }>(rows: readonly T[]): T[] =>
  rows.toSorted((a, b) => (`${a.indicator} ${a.period}` < `${b.indicator} ${b.period}` ? -1 : 1));

describe.each(LANGUAGES)('the upload workbook in %s', (language) => {
  it('comes back with what was typed, and no question asked', async () => {
    const { judgement, found } = readBack(await filled(language));
    expect(judgement.issues).toEqual([]);
    expect(judgement.status).toBe('accepted');
    expect(sorted(found)).toEqual(sorted(EXPECTED.map(flattened)));
  });

  it('reports nothing when it is sent back blank', async () => {
    const judgement = returned(await writeWorkbook(described({ plan: PLAN, language })), PLAN);
    expect(judgement.issues.map(({ code }) => code)).toEqual(['nothing-reported']);
    expect(judgement.observations).toEqual([]);
  });
});

it('a category left unnamed beside a figure is asked for, and not taken for the total', async () => {
  const book = await load(await writeWorkbook(described({ plan: PLAN })));
  const [sheet] = book.worksheets;
  if (!sheet) throw new Error('no sheet');
  const rows = fillIn(sheet, typed);
  const open = rows.find(({ isOpen }) => isOpen);
  if (!open) throw new Error('no open list');
  const header = sheet.getRow(5);
  const column = Array.from({ length: 20 }, (_, i) => i + 1).find((at) => header.getCell(at).text === 'Category') ?? 0;
  sheet.getCell(open.row, column).value = null;
  const { issues, observations } = returned(await saved(book), PLAN);
  expect(issues).toMatchObject([{ code: 'unknown-category', row: open.row, column: sheet.getColumn(column).letter }]);
  expect(observations.map(({ indicator }) => indicator)).not.toContain('1a.1');
});

describe('a workbook that is not for this folder or this plan', () => {
  it.each([
    ['of another org unit is refused whole', 'COL', 3, 'workbook-foreign-unit', 'error', 0],
    ['of an older plan version is taken with a warning', 'KEN', 4, 'workbook-stale-plan', 'warning', 12],
    ['of an org unit below the folder’s is taken for the one it was made for', 'AFR', 3, null, null, 12],
  ])('%s', async (_, folder, planVersion, code, severity, accepted) => {
    const judgement = returned(await filled('en'), PLAN, folder, planVersion);
    expect(judgement.issues.map((one) => one.code)).toEqual(code === null ? [] : [code]);
    expect(judgement.issues.map((one) => one.severity)).toEqual(severity === null ? [] : [severity]);
    expect(judgement.accepted).toBe(accepted);
    expect(new Set(judgement.observations.map(({ orgUnit }) => orgUnit))).toEqual(new Set(accepted ? ['KEN'] : []));
  });
});
