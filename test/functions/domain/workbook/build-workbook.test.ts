import { describe, expect, it } from 'vitest';
import { createLookup } from '../../../../functions/domain/plan/lookup.ts';
import type { Plan } from '../../../../functions/domain/plan/model.ts';
import { createVocabulary } from '../../../../functions/domain/sheet/headers/vocabulary.ts';
import { buildWorkbook } from '../../../../functions/domain/workbook/build-workbook.ts';
import type { CellDescription, SheetDescription } from '../../../../functions/domain/workbook/description.ts';
import { expectedResults } from '../../../../functions/domain/workbook/expected-rows.ts';
import { minimalPlan } from '../../../support/plan.ts';
import { askingPlan, catalogue, described } from '../../../support/workbook.ts';

const PLAN = askingPlan();
const HEADER = 5;

function entry(rest: Parameters<typeof described>[0] = {}): SheetDescription {
  const [sheet] = described(rest).sheets;
  if (!sheet) throw new Error('no sheet');
  return sheet;
}

const textOf = ({ value }: CellDescription) => (typeof value === 'object' ? JSON.stringify(value) : String(value));
const headersOf = ({ rows }: SheetDescription) => rows[HEADER - 1]?.cells.map(textOf) ?? [];

function asked(period: string, orgUnit = 'KEN', plan: Plan = PLAN): string[] {
  return expectedResults(createLookup(plan), orgUnit, period).flatMap(({ indicators }) =>
    indicators.map(({ indicator, periods }) => `${indicator.code} ${periods.join(' ')}`),
  );
}

describe('what a workbook asks for', () => {
  it.each([
    [
      'a quarter with its months, and the half-year and year that end with it',
      '2025-Q4',
      'KEN',
      [
        ...['1a.1 2025-Q4', '1a.2 2025-Q4', '1a.3 2025-Q4', '1a.4 2025', '1a.5 2025-10 2025-11 2025-12'],
        ...['1a.6 2025-S2', '1a.7 2025-Q4', '1a.8 2025-Q4', '1a.9 2025-Q4', '1a.10 2025-Q4'],
      ],
    ],
    [
      'only what the org unit is expected to report',
      '2025-Q4',
      'NER',
      [
        ...['1a.1 2025-Q4', '1a.2 2025-Q4', '1a.3 2025-Q4', '1a.5 2025-10 2025-11 2025-12'],
        ...['1a.6 2025-S2', '1a.7 2025-Q4', '1a.8 2025-Q4', '1a.9 2025-Q4', '1a.10 2025-Q4'],
      ],
    ],
    [
      'no period that the plan takes no files for',
      '2025-Q2',
      'KEN',
      [
        ...['1a.1 2025-Q2', '1a.2 2025-Q2', '1a.3 2025-Q2', '1a.7 2025-Q2', '1a.8 2025-Q2', '1a.9 2025-Q2'],
        '1a.10 2025-Q2',
      ],
    ],
    ['a month alone', '2025-11', 'KEN', ['1a.5 2025-11']],
    [
      'a year with the shorter periods still open then',
      '2025',
      'COL',
      [
        ...['1a.1 2025-Q4', '1a.2 2025-Q4', '1a.3 2025-Q4', '1a.4 2025', '1a.5 2025-10 2025-11 2025-12'],
        ...['1a.6 2025-S2', '1a.7 2025-Q4', '1a.8 2025-Q4', '1a.9 2025-Q4', '1a.10 2025-Q4'],
      ],
    ],
    ['nothing of an org unit not open then', '2025-Q4', 'KEN-DAD', []],
    ['nothing of a region', '2025-Q4', 'AFR', []],
  ])('%s', (_, period, orgUnit, expected) => {
    expect(asked(period, orgUnit)).toEqual(expected);
  });

  it('is no workbook where nothing is expected, or the org unit is unknown', () => {
    const request = {
      plan: PLAN,
      planVersion: 1,
      period: '2025-Q4',
      language: 'en',
      catalogue: catalogue('en'),
      last: null,
    };
    expect(buildWorkbook({ ...request, orgUnit: 'AFR' })).toBeNull();
    expect(buildWorkbook({ ...request, orgUnit: 'XXX' })).toBeNull();
    expect(buildWorkbook({ ...request, orgUnit: 'KEN', period: '2031-Q1' })).toBeNull();
  });
});

describe('the sheet to fill', () => {
  it.each(['en', 'fr', 'es', 'ar'])('has headers in %s that the reader knows', (language) => {
    const { header } = createVocabulary(PLAN);
    const strange = headersOf(entry({ language })).filter((text) => header(text) === null);
    // The pair that names a category is unfolded before headers are read.
    expect(strange).toHaveLength(2);
  });

  it('has only the columns that its indicators need', () => {
    const plain = { ...minimalPlan(), indicators: PLAN.indicators.filter(({ code }) => code === '1a.3') };
    const headers = headersOf(entry({ plan: plain }));
    expect(headers).toEqual([
      ...[
        'Code',
        'Title and definition',
        'Unit',
        'Baseline',
        'Target\n2025',
        'Last value',
        'Period',
        'Value',
        'Comments',
      ],
    ]);
  });

  it('puts breakdown rows only under indicators that have them: each category, and five lines for an open list', () => {
    const rows = entry().rows.slice(HEADER);
    const categories = (code: string) =>
      rows
        .filter(({ cells }) => cells[0]?.value === code)
        .map(({ cells }) => cells.find(({ column }) => column === 8)?.value);
    const open = Array.from({ length: 5 }, () => null);
    expect(categories('1a.1')).toEqual(['Total', 'Women and girls', 'Men and boys', ...open]);
    expect(categories('1a.3')).toEqual([undefined]);
    expect(categories('1a.7')).toEqual(['Total', 'Women and girls', 'Men and boys']);
  });

  it('shows the year’s target of the very org unit and the last value, but no baseline that is that of all', () => {
    const last = new Map([['1a.1', { period: '2025-Q3', value: 77 }]]);
    const of = (orgUnit: string) =>
      entry({ orgUnit, last })
        .rows.find(({ cells }) => cells[0]?.value === '1a.1')
        ?.cells.slice(3, 6)
        .map(({ value }) => value);
    expect(of('KEN')).toEqual(['–', 4000, 77]);
    expect(of('COL')).toEqual(['–', '–', 77]);
  });

  it('titles sections by result, down from its objective', () => {
    const titles = entry()
      .rows.flatMap(({ cells }) => cells.slice(0, 1))
      .filter(({ style }) => style === 'section' || style === 'subsection')
      .map(({ value }) => value);
    expect(titles).toEqual(['1 – Lives are saved', '1a – Suffering is relieved']);
  });

  it('takes whole numbers for counts, shares up to all, scores in their range, and yes or no', () => {
    const { validations, rows } = entry();
    const rule = (code: string, column: string) => {
      const row = rows.findIndex(({ cells }) => cells[0]?.value === code) + 1;
      return validations.find(({ range }) => {
        const [from = '', to = from] = range.split(':');
        return from.startsWith(column) && Number(from.slice(1)) <= row && row <= Number(to.slice(1));
      })?.validation;
    };
    expect(rule('1a.1', 'J')).toMatchObject({ kind: 'number', whole: true, min: 0, max: null });
    expect(rule('1a.8', 'J')).toMatchObject({ kind: 'number', whole: false, min: 0, max: 1 });
    expect(rule('1a.9', 'J')).toMatchObject({
      ...{ kind: 'number', whole: false, min: 1, max: 5 },
      message: 'Please write a number between 1 and 5, or leave the cell blank.',
    });
    expect(rule('1a.4', 'J')).toMatchObject({ kind: 'list', items: ['Yes', 'No'] });
    expect(rule('1a.2', 'J')).toBeUndefined();
    expect(rule('1a.2', 'K')).toMatchObject({ kind: 'number', min: 0 });
  });

  it('runs from right to left in Arabic only', () => {
    expect(entry({ language: 'ar' }).rightToLeft).toBe(true);
    expect(entry({ language: 'fr' }).rightToLeft).toBe(false);
  });
});
