import { describe, expect, it } from 'vitest';
import { createLookup } from '../../../../functions/domain/plan/lookup.ts';
import { renderReport } from '../../../../functions/domain/report/html.ts';
import { linksOf } from '../../../../functions/domain/report/links.ts';
import type { ReportIndicator } from '../../../../functions/domain/report/schema.ts';
import { reportCatalogue, reportModel, reportPlan, templateSource } from '../../../support/report-data.ts';

/** Links by result: `1` over `1a` over `1a.1` and `1a.2`; `2` over `2a`. */
function matrix(sdg: Readonly<Record<string, readonly string[]>>, indicators = reportModel().indicators) {
  const results = reportPlan().results.map((result) => ({ ...result, sdg: sdg[result.code] ?? [] }));
  return linksOf(indicators, createLookup({ ...reportPlan(), results }), (result) => result.sdg);
}

const total = (row: { readonly statuses: object }) =>
  Object.values(row.statuses).reduce((sum: number, count: number) => sum + count, 0);

const rows = (sdg: Readonly<Record<string, readonly string[]>>) =>
  matrix(sdg).map((row) => [row.code, row.indicators.map((indicator) => indicator.code).join(' ')]);

describe('linksOf', () => {
  it.each([
    {
      of: 'the links of the indicator’s own result',
      sdg: { '1a.1': ['3'] },
      rows: [['3', '1a.1.1 1a.1.2']],
    },
    {
      of: 'the nearest above where its own has none',
      sdg: { '1': ['10'], '1a.1': ['3'] },
      rows: [
        ['3', '1a.1.1 1a.1.2'],
        ['10', '1a.2.1'],
      ],
    },
    {
      of: 'a target and, once, its goal',
      sdg: { '2a': ['10.7', '10.2', '10'] },
      rows: [
        ['10', '2a.1 2a.2'],
        ['10.2', '2a.1 2a.2'],
        ['10.7', '2a.1 2a.2'],
      ],
    },
    {
      of: 'one goal, however it is written',
      sdg: { '1a.1': ['SDG 03', '16.B'], '1a.2': ['3', 'ODD 16.b'] },
      rows: [
        ['3', '1a.1.1 1a.1.2 1a.2.1'],
        ['16', '1a.1.1 1a.1.2 1a.2.1'],
        ['16.b', '1a.1.1 1a.1.2 1a.2.1'],
      ],
    },
    {
      of: 'noughts where only results further up are linked',
      sdg: { '1': ['13.1', '3'], '1a': ['3'] },
      rows: [
        ['3', '1a.1.1 1a.1.2 1a.2.1'],
        ['13', ''],
        ['13.1', ''],
      ],
    },
    { of: 'nothing of results without indicators in the report', sdg: { C1: ['16'] }, rows: [] },
    { of: 'nothing where nothing is linked', sdg: {}, rows: [] },
  ])('counts $of', ({ sdg, rows: expected }) => {
    expect(rows({ ...sdg })).toEqual(expected);
  });

  it('orders by number, targets below their goal, letters after numbers, what is no number last', () => {
    const codes = ['16.b', '16.10', '16.2', '10', '2', '16.a', 'x'];
    expect(matrix({ '2a': codes }).map((row) => row.code)).toEqual([
      '2',
      '10',
      '16',
      '16.2',
      '16.10',
      '16.a',
      '16.b',
      'x',
    ]);
  });

  it('tells by whose link an indicator stands in a row, and its status', () => {
    const [row] = matrix({ '1': ['10.7'] });
    expect(row).toMatchObject({ code: '10', goal: null });
    expect(row?.indicators[0]).toEqual({ code: '1a.1.1', through: '1', status: 'on-track' });
    expect(matrix({ '1': ['10.7'] })[1]?.goal).toBe('10');
  });

  it('counts in each row as many as it names, and no indicator twice', () => {
    for (const row of [...reportModel().sdg, ...reportModel().gcm]) {
      expect(total(row)).toBe(row.indicators.length);
      expect(new Set(row.indicators.map((indicator) => indicator.code)).size).toBe(row.indicators.length);
    }
  });

  it('holds an indicator to no more than it was given', () => {
    const none: ReportIndicator[] = [];
    expect(matrix({ '1': ['10'] }, none)).toEqual([]);
  });
});

describe('the matrices on the page', () => {
  it('put targets below their goals and the goals in order', () => {
    const html = renderReport(reportModel(), { source: templateSource, catalogue: reportCatalogue('en') });
    const [, table = ''] = /<table class="counts links">(.*?)<\/table>/s.exec(html) ?? [];
    const heads = [...table.matchAll(/<tr( class="within")?><th scope="row"><bdi>([^<]*)/g)].map((m) => [
      m[2],
      m[1] !== undefined,
    ]);
    expect(heads).toEqual([
      ['3', false],
      ['10', false],
      ['10.7', true],
      ['16', false],
    ]);
  });
});
