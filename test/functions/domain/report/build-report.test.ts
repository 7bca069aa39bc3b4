import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildReport } from '../../../../functions/domain/report/build-report.ts';
import { ReportModel, reportJsonSchema } from '../../../../functions/domain/report/schema.ts';
import { reportInput, reportModel, reportPlan, syntheticActuals } from '../../../support/report-data.ts';

function indicatorOf(model: ReportModel, code: string) {
  return model.indicators.find((indicator) => indicator.code === code);
}

describe('buildReport', () => {
  it('gives a model that its own schema accepts', () => {
    const model = reportModel();
    expect(ReportModel.parse(JSON.parse(JSON.stringify(model)))).toEqual(model);
  });

  it('gives the same bytes for the same data', () => {
    expect(JSON.stringify(reportModel())).toBe(JSON.stringify(reportModel()));
  });

  it('gives one hash for all languages and another for other data', () => {
    const other = { ...syntheticActuals('GLOBAL', '2025-Q2'), late: [] };
    expect(reportModel('fr').hash).toBe(reportModel('en').hash);
    expect(reportModel('en', { current: other }).hash).not.toBe(reportModel('en').hash);
  });

  it('counts each indicator under its result and all results above it', () => {
    const model = reportModel();
    const statuses = (code: string) => model.results.find((result) => result.code === code)?.statuses;
    expect(statuses('1a.1')?.['on-track']).toBe(2);
    expect(statuses('1a')?.['on-track']).toBe(3);
    expect(statuses('1')?.['on-track']).toBe(3);
    expect(statuses('C1')).toEqual({
      achieved: 0,
      'on-track': 0,
      'at-risk': 0,
      'off-track': 0,
      'no-target': 0,
      'no-data': 0,
    });
    expect(model.statuses).toMatchObject({ 'on-track': 4, 'off-track': 1, 'no-target': 1 });
  });

  it('carries actuals at full precision and what is expected by now', () => {
    expect(indicatorOf(reportModel(), '2a.1')).toMatchObject({
      actual: 350000.5,
      yearToDate: 610000.25,
      target: 4000000,
      expected: 2000000,
      status: 'off-track',
    });
  });

  it('leaves what nobody reported without a figure', () => {
    expect(indicatorOf(reportModel(), 'E1.1')).toMatchObject({
      actual: null,
      attainment: null,
      coverage: { reported: 0, expected: 4 },
    });
  });

  it('withholds small cells of people in the breakdowns and counts them', () => {
    const model = reportModel();
    const withheld = indicatorOf(model, '1a.1.1')?.breakdowns.filter((cell) => cell.suppressed) ?? [];
    expect(withheld.map((cell) => cell.category)).toContain('ETH');
    expect(withheld.every((cell) => cell.value === null)).toBe(true);
    expect(model.withheld).toBe(withheld.length);
    expect(withheld.length).toBeGreaterThan(1);
  });

  it.each([
    ['as the plan does', 'fr', 'COL', 'Colombie'],
    ['as the language does where the plan has none', 'fr', 'SYR', 'Syrie'],
    ['in Arabic', 'ar', 'SYR', 'سوريا'],
  ])('names the countries of an open list %s', (_, language, code, title) => {
    const cells = indicatorOf(reportModel(language), '1a.1.1')?.breakdowns ?? [];
    expect(cells.find((cell) => cell.category === code)?.title).toBe(title);
  });

  it.each([
    [
      ['FRA', 'SOM', 'ARA', 'ENG'],
      ['FRA', 'SOM', 'ARA', 'ENG'],
    ],
    [
      ['FRA', 'SOM', 'VEN', 'XXA'],
      ['France', 'Somalia', 'Venezuela', 'XXA'],
    ],
    [
      ['French', 'constructor'],
      ['French', 'constructor'],
    ],
  ])('takes an open list for one of countries when most of its codes are: %j', (codes, named) => {
    const current = syntheticActuals('GLOBAL', '2025-Q2');
    const breakdowns = codes.map((category) => ({ dimension: 'nationality', category, value: 50 }));
    const actuals = current.actuals.map((actual) => ({ ...actual, breakdowns }));
    const cells = indicatorOf(reportModel('en', { current: { ...current, actuals } }), '1a.1.1')?.breakdowns ?? [];
    expect(cells.map((cell) => cell.title)).toEqual(named);
  });

  it('compares the units below, with those that sent nothing', () => {
    const model = reportModel('en', { children: [syntheticActuals('AME', '2025-Q2', 0.3)] });
    expect(indicatorOf(model, '1a.1.1')?.children).toEqual([
      { scope: 'AFR', title: 'Africa', actual: null, coverage: { reported: 0, expected: 3 } },
      { scope: 'AME', title: 'The Americas', actual: 1860, coverage: { reported: 3, expected: 4 } },
    ]);
  });

  it('lists no unit below that neither reported an indicator nor was expected to, whatever is stored of it', () => {
    const [first] = syntheticActuals('AME', '2025-Q2').actuals;
    const silent = { value: null, coverage: { reported: 0, expected: 0 }, breakdowns: [], planToDate: 12 };
    const stored = {
      ...syntheticActuals('AME', '2025-Q2'),
      entries: 0,
      actuals: first ? [{ ...first, ...silent }] : [],
    };
    const plan = { ...reportPlan(), indicators: reportPlan().indicators.map((i) => ({ ...i, reportedBy: ['KEN'] })) };
    const scopesBelow = (children: (typeof stored)[]) =>
      indicatorOf(reportModel('en', { plan, children }), '1a.1.1')?.children.map(({ scope }) => scope);
    expect(scopesBelow([stored])).toEqual(['AFR']);
    expect(scopesBelow([stored])).toEqual(scopesBelow([]));
  });

  it('keeps the plan so far of a scope that is silent all year: that of its last period with figures', () => {
    const past = ['2024-Q4', '2024-Q3'].map((period, at) => {
      const then = syntheticActuals('AFR', period);
      return { ...then, actuals: then.actuals.map((actual) => ({ ...actual, planToDate: 900 - 100 * at })) };
    });
    const model = reportModel('en', { scope: 'AFR', current: null, children: [], history: [], past });
    expect(indicatorOf(model, '1a.1.1')).toMatchObject({ actual: null, yearToDate: null, planToDate: 900 });
  });

  it('puts the series in order, the period of the report last', () => {
    const coverage = { reported: 3, expected: 4 };
    expect(indicatorOf(reportModel(), '1a.1.1')?.series).toEqual([
      { period: '2024-Q4', actual: 2480, coverage },
      { period: '2025-Q1', actual: 4960, coverage },
      { period: '2025-Q2', actual: 6200, coverage },
    ]);
  });

  it('gives the plan’s baseline to the scope of all who report, not to a part of them', () => {
    const inAfrica = (reportedBy: readonly string[]) => {
      const indicators = reportPlan().indicators.map((i) => ({ ...i, reportedBy }));
      const plan = { ...reportPlan(), indicators };
      return indicatorOf(reportModel('en', { plan, scope: 'AFR', current: null, children: [], history: [] }), '2a.2');
    };
    expect(indicatorOf(reportModel(), '2a.2')).toMatchObject({ baseline: 2.5, baselinePeriod: '2024' });
    expect(inAfrica(['country'])).toMatchObject({ baseline: null, baselinePeriod: null });
    expect(inAfrica(['KEN'])).toMatchObject({ baseline: 2.5, baselinePeriod: '2024' });
  });

  it('measures a region with a target of its own from zero, never from the baseline of the whole', () => {
    const target = { indicator: '2a.2', orgUnit: 'AFR', period: '2025', value: 4 };
    const plan = { ...reportPlan(), targets: [target] };
    const current = syntheticActuals('AFR', '2025-Q2');
    expect(indicatorOf(reportModel('en', { plan, scope: 'AFR', current }), '2a.2')).toMatchObject({
      ...{ expected: 4, attainment: 0.85, status: 'at-risk' },
    });
  });

  it('speaks of a scope without any upload: who is missing, and no figures', () => {
    const model = reportModel('en', { scope: 'AFR', current: null, children: [], history: [] });
    expect(model).toMatchObject({ asOf: null, entries: 0, coverage: { reported: 0, expected: 3 }, withheld: 0 });
    expect(model.missing.map((unit) => unit.code)).toEqual(['KEN', 'NER', 'KEN-DAD']);
    expect(model.indicators.every((indicator) => indicator.actual === null)).toBe(true);
  });

  it('leaves out indicators neither expected nor reported in the scope', () => {
    const plan = { ...reportPlan(), indicators: reportPlan().indicators.map((i) => ({ ...i, reportedBy: ['COL'] })) };
    const model = buildReport(reportInput('en', { plan, scope: 'AFR', current: null, children: [], history: [] }));
    expect(model.indicators).toEqual([]);
    expect(model.coverage).toEqual({ reported: 0, expected: 0 });
  });

  it('leaves out of a quarter what is due once a year, though aggregation knows of it', () => {
    const indicators = reportPlan().indicators.map((i) => ({ ...i, frequency: 'annual' as const }));
    const current = syntheticActuals('GLOBAL', '2025-Q2');
    const coverage = { reported: 0, expected: 0 };
    const actuals = current.actuals.map((actual) => ({ ...actual, value: null, yearToDate: null, coverage }));
    const model = reportModel('en', { plan: { ...reportPlan(), indicators }, current: { ...current, actuals } });
    expect(model.indicators).toEqual([]);
  });

  it('names the indicator that stands worst under each result, whatever the others do', () => {
    const worst = (code: string) => reportModel().results.find((result) => result.code === code)?.worst;
    expect(worst('2')).toMatchObject({ code: '2a.1', title: 'Money transferred to households', status: 'off-track' });
    expect(worst('1')).toMatchObject({ code: '1a.1.2', status: 'on-track' });
    expect(worst('C1')).toBeNull();
    expect(worst('E1')).toBeNull();
  });

  it('keeps in a region the side of the target that the whole plan keeps', () => {
    const indicators = reportPlan().indicators.map((indicator) =>
      indicator.code === '1a.1.2' ? { ...indicator, direction: 'maintain' as const, baseline: 8 } : indicator,
    );
    const targets = [
      { indicator: '1a.1.2', orgUnit: 'GLOBAL', period: '2025', value: 10 },
      { indicator: '1a.1.2', orgUnit: 'AFR', period: '2025', value: 4 },
    ];
    const actuals = syntheticActuals('AFR', '2025-Q2').actuals.map((actual) => ({ ...actual, value: 5 }));
    const current = { ...syntheticActuals('AFR', '2025-Q2'), actuals };
    const model = reportModel('en', { plan: { ...reportPlan(), indicators, targets }, scope: 'AFR', current });
    expect(indicatorOf(model, '1a.1.2')).toMatchObject({ rightSide: 'below', status: 'at-risk', attainment: null });
  });

  it('names the next period and the last day its files are due, where the plan has it', () => {
    expect(reportModel().nextIssue).toEqual({ period: '2025-Q3', due: '2025-10-20' });
    expect(reportModel('en', { period: '2025-Q4' }).nextIssue).toBeNull();
  });

  it('titles everything in the report’s language, else in the plan’s own', () => {
    const model = reportModel('fr');
    expect(indicatorOf(model, '1a.1.1')?.title).toBe('Personnes hébergées');
    expect(model.scopeTitle).toBe('Monde');
    expect(reportModel('ar').scopeTitle).toBe('World');
  });
});

describe('the main points', () => {
  it('say what matters most, in order, with figures of the tables', () => {
    expect(reportModel().mainPoints).toEqual([
      '5 of 6 indicators can be held against a target: 4 on track, 1 off track.',
      'Furthest behind: Money transferred to households (2a.1), 610,000.25 against 2,000,000 expected by now, an attainment of 30.5%.',
      '1 office has not reported: Niger.',
      'Furthest ahead: Preparedness score of authorities (2a.2), 3.4 against 3.3 expected by now from a baseline of 2.5, an attainment of 120%.',
      'Largest change: People given shelter (1a.1.1) rose from 4,960 in January–March 2025 to 6,200.',
    ]);
  });

  it('name five offices that are missing and count the others', () => {
    const current = {
      ...syntheticActuals('GLOBAL', '2025-Q2'),
      missing: ['KEN', 'NER', 'COL', 'AFR', 'AME', 'KEN-DAD', 'GLOBAL'],
    };
    expect(reportModel('en', { current }).mainPoints).toContain(
      '7 offices have not reported: Kenya, Niger, Colombia, Africa, The Americas and 2 others.',
    );
  });
});

describe('the main points of a report without targets', () => {
  it('count the indicators that have a figure', () => {
    const plan = { ...reportPlan(), targets: [] };
    expect(reportModel('en', { plan }).mainPoints[0]).toBe(
      'Figures were reported for 5 of 6 indicators; none can be held against a target yet.',
    );
  });
});

describe('reportJsonSchema', () => {
  const published = z.fromJSONSchema(JSON.parse(JSON.stringify(reportJsonSchema())));

  it.each([
    ['with figures', reportModel()],
    ['without any', reportModel('ar', { current: null, children: [], history: [] })],
  ])('takes a report %s as it is written', (_, model) => {
    expect(published.safeParse(JSON.parse(JSON.stringify(model))).error).toBeUndefined();
  });

  it.each([
    ['a count written as text', { entries: '11' }],
    ['another schema', { schema: 'jalon/report/0' }],
    ['a status nobody knows', { indicators: [{ ...reportModel().indicators[0], status: 'fine' }] }],
    [
      'a series without its coverage',
      { indicators: [{ ...reportModel().indicators[0], series: [{ period: '2025', actual: 1 }] }] },
    ],
    ['a field that is missing', { coverage: undefined }],
  ])('refuses %s', (_, changes) => {
    expect(published.safeParse(JSON.parse(JSON.stringify({ ...reportModel(), ...changes }))).success).toBe(false);
  });

  it('names the fields a reader of report.json relies on', () => {
    const required = reportJsonSchema().required ?? [];
    expect(required).toEqual(
      expect.arrayContaining([
        'schema',
        'plan',
        'period',
        'scope',
        'asOf',
        'hash',
        'coverage',
        'results',
        'indicators',
      ]),
    );
  });
});
