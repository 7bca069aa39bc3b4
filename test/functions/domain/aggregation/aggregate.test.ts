import { describe, expect, it } from 'vitest';
import { aggregate } from '../../../../functions/domain/aggregation/aggregate.ts';
import type { Indicator } from '../../../../functions/domain/plan/model.ts';
import { minimalPlan } from '../../../support/plan.ts';
import { anEntry, anIndicator, anObservation, planWith, row, type Told } from './support.ts';

type Report = readonly [unit: string, period: string, told: Told];

function scopes(rules: Partial<Indicator>, reports: readonly Report[], period: string) {
  const entries = reports.map(([unit, when, told]) => anEntry([anObservation(unit, when, told)]));
  return aggregate({ plan: planWith(rules), planVersion: 1, year: 2025, periods: [period], entries });
}

function actualIn(scope: string, rules: Partial<Indicator>, reports: readonly Report[], period: string) {
  return scopes(rules, reports, period).find((s) => s.scope === scope)?.actuals[0];
}

describe('over time, for one unit', () => {
  const quarters: Report[] = [
    ['KEN', '2025-Q1', 40],
    ['KEN', '2025-Q2', 10],
    ['KEN', '2025-Q4', 25],
  ];
  it.each([
    { overTime: 'sum', period: '2025', value: 75, yearToDate: 75 },
    { overTime: 'sum', period: '2025-S1', value: 50, yearToDate: 50 },
    { overTime: 'sum', period: '2025-S2', value: 25, yearToDate: 75 },
    { overTime: 'sum', period: '2025-Q3', value: null, yearToDate: 50 },
    { overTime: 'latest', period: '2025', value: 25, yearToDate: 25 },
    { overTime: 'latest', period: '2025-S1', value: 10, yearToDate: 10 },
    { overTime: 'latest', period: '2025-Q3', value: null, yearToDate: 10 },
    { overTime: 'max', period: '2025', value: 40, yearToDate: 40 },
    { overTime: 'max', period: '2025-S2', value: 25, yearToDate: 40 },
    { overTime: 'mean', period: '2025', value: 25, yearToDate: 25 },
    { overTime: 'mean', period: '2025-S2', value: 25, yearToDate: 25 },
    { overTime: 'none', period: '2025', value: null, yearToDate: null },
    { overTime: 'none', period: '2025-Q2', value: 10, yearToDate: null },
    { overTime: 'none', period: '2025-Q1', value: 40, yearToDate: 40 },
  ] as const)('$overTime in $period is $value, year to date $yearToDate', ({ overTime, period, value, yearToDate }) => {
    expect(actualIn('KEN', { overTime }, quarters, period)).toMatchObject({ value, yearToDate });
  });
});

describe('a coarser period is made of finer ones, never mixed with them', () => {
  it.each([
    {
      when: 'a finer one exists',
      reports: [
        ['KEN', '2025-Q1', 10],
        ['KEN', '2025', 500],
      ],
      value: 10,
    },
    { when: 'only the coarser one exists', reports: [['KEN', '2025', 500]], value: 500 },
    {
      when: 'the finer one was withdrawn',
      reports: [
        ['KEN', '2025-Q1', null],
        ['KEN', '2025', 500],
      ],
      value: 500,
    },
    {
      when: 'they cover different parts',
      reports: [
        ['KEN', '2025-Q1', 10],
        ['KEN', '2025-S2', 7],
      ],
      value: 17,
    },
    {
      when: 'another unit has the finer one',
      reports: [
        ['COL', '2025-Q1', 10],
        ['KEN', '2025', 500],
      ],
      value: 510,
    },
  ] as { when: string; reports: Report[]; value: number }[])('when $when: $value', ({ reports, value }) => {
    expect(actualIn('GLOBAL', {}, reports, '2025')?.value).toBe(value);
  });
});

describe('year-to-date reports are differenced to flows', () => {
  const rules = { overTime: 'sum', reportedAs: 'year-to-date' } as const;
  const all: Report[] = [
    ['KEN', '2025-Q1', 10],
    ['KEN', '2025-Q2', 30],
    ['KEN', '2025-Q3', 30],
    ['KEN', '2025-Q4', 25],
  ];
  const gap: Report[] = all.filter(([, period]) => period !== '2025-Q2');
  it.each([
    { of: 'all quarters', reports: all, period: '2025-Q1', value: 10, yearToDate: 10 },
    { of: 'all quarters', reports: all, period: '2025-Q2', value: 20, yearToDate: 30 },
    { of: 'all quarters', reports: all, period: '2025-Q3', value: 0, yearToDate: 30 },
    { of: 'all quarters', reports: all, period: '2025-Q4', value: -5, yearToDate: 25 },
    { of: 'all quarters', reports: all, period: '2025-S2', value: -5, yearToDate: 25 },
    { of: 'all quarters', reports: all, period: '2025', value: 25, yearToDate: 25 },
    { of: 'a year without Q2', reports: gap, period: '2025-Q2', value: null, yearToDate: 10 },
    { of: 'a year without Q2', reports: gap, period: '2025-Q3', value: null, yearToDate: 30 },
    { of: 'a year without Q2', reports: gap, period: '2025-Q4', value: -5, yearToDate: 25 },
    { of: 'a year without Q2', reports: gap, period: '2025-S1', value: 10, yearToDate: 10 },
    { of: 'a year without Q2', reports: gap, period: '2025-S2', value: null, yearToDate: 25 },
    { of: 'a year without Q2', reports: gap, period: '2025', value: 25, yearToDate: 25 },
  ])('$of, $period: flow $value, year to date $yearToDate', ({ reports, period, value, yearToDate }) => {
    const expected = value === null && !reports.some(([, p]) => p === period) ? { yearToDate } : { value, yearToDate };
    expect(actualIn('KEN', rules, reports, period)).toMatchObject(expected);
  });

  it('of a ratio by numerator and denominator', () => {
    const reports: Report[] = [
      ['KEN', '2025-Q1', [10, 40]],
      ['KEN', '2025-Q2', [30, 60]],
    ];
    expect(actualIn('AFR', { ...rules, overOrgUnits: 'ratio' }, reports, '2025-Q2')).toMatchObject({
      ...{ value: 1, numerator: 20, denominator: 20, yearToDate: 0.5 },
    });
  });
});

describe('over org units', () => {
  const reports: Report[] = [
    ['KEN', '2025-Q1', 6],
    ['KEN-DAD', '2025-Q1', 2],
    ['NER', '2025-Q1', 0],
    ['COL', '2025-Q1', 4],
  ];
  it.each([
    { overOrgUnits: 'sum', scope: 'GLOBAL', value: 12 },
    { overOrgUnits: 'sum', scope: 'AFR', value: 8 },
    { overOrgUnits: 'sum', scope: 'KEN', value: 8 },
    { overOrgUnits: 'sum', scope: 'KEN-DAD', value: 2 },
    { overOrgUnits: 'mean', scope: 'GLOBAL', value: 3 },
    { overOrgUnits: 'mean', scope: 'KEN', value: 4 },
    { overOrgUnits: 'max', scope: 'GLOBAL', value: 6 },
    { overOrgUnits: 'min', scope: 'GLOBAL', value: 0 },
    { overOrgUnits: 'min', scope: 'AME', value: 4 },
    { overOrgUnits: 'none', scope: 'GLOBAL', value: null },
    { overOrgUnits: 'none', scope: 'KEN', value: 6 },
  ] as const)('$overOrgUnits in $scope is $value', ({ overOrgUnits, scope, value }) => {
    expect(actualIn(scope, { overOrgUnits }, reports, '2025-Q1')?.value).toBe(value);
  });

  it('counts coverage where nothing is rolled up', () => {
    const actual = actualIn('GLOBAL', { overOrgUnits: 'none' }, reports, '2025-Q1');
    expect(actual?.coverage).toEqual({ reported: 4, expected: 3 });
  });

  it('takes the latest of each unit before it adds them up', () => {
    const stocks: Report[] = [
      ['KEN', '2025-Q1', 100],
      ['COL', '2025-Q1', 50],
      ['COL', '2025-Q2', 60],
    ];
    expect(actualIn('GLOBAL', { overTime: 'latest' }, stocks, '2025-S1')?.value).toBe(160);
    expect(actualIn('GLOBAL', { overTime: 'latest' }, stocks, '2025-Q2')).toMatchObject({ value: 60, yearToDate: 160 });
  });
});

describe('a ratio is the sum of numerators over the sum of denominators', () => {
  const reports: Report[] = [
    ['KEN', '2025-Q1', [1, 2]],
    ['KEN', '2025-Q2', [30, 40]],
    ['COL', '2025-Q1', [0, 58]],
  ];
  it.each([
    { overTime: 'sum', scope: 'GLOBAL', numerator: 31, denominator: 100, value: 0.31 },
    { overTime: 'mean', scope: 'GLOBAL', numerator: 31, denominator: 100, value: 0.31 },
    { overTime: 'latest', scope: 'GLOBAL', numerator: 30, denominator: 98, value: 30 / 98 },
    { overTime: 'max', scope: 'AFR', numerator: 30, denominator: 40, value: 0.75 },
    { overTime: 'sum', scope: 'AME', numerator: 0, denominator: 58, value: 0 },
  ] as const)('$overTime in $scope: $numerator / $denominator', ({ overTime, scope, ...expected }) => {
    expect(actualIn(scope, { overOrgUnits: 'ratio', overTime }, reports, '2025-S1')).toMatchObject(expected);
  });

  it('has no value where the denominators add up to 0', () => {
    const actual = actualIn('KEN', { overOrgUnits: 'ratio' }, [['KEN', '2025-Q1', [0, 0]]], '2025-Q1');
    expect(actual).toMatchObject({ value: null, numerator: 0, denominator: 0, coverage: { reported: 1 } });
  });
});

describe('null in, null out', () => {
  it('keeps a measured 0 apart from what was not reported', () => {
    const zero = actualIn('KEN', {}, [['KEN', '2025-Q1', 0]], '2025-Q1');
    const nothing = actualIn('KEN', {}, [['KEN', '2025-Q1', null]], '2025-Q1');
    expect(zero).toMatchObject({ value: 0, yearToDate: 0, coverage: { reported: 1, expected: 2 } });
    expect(nothing).toMatchObject({ value: null, yearToDate: null, coverage: { reported: 0, expected: 2 } });
  });

  it('lists an indicator that is expected and reported by nobody, and none that is neither', () => {
    const empty = scopes({ reportedBy: ['COL'] }, [], '2025-Q1');
    expect(empty.find((s) => s.scope === 'AME')?.actuals).toMatchObject([
      { indicator: 'X', value: null, numerator: null },
    ]);
    expect(empty.find((s) => s.scope === 'AFR')?.actuals).toEqual([]);
  });
});

describe('what a scope says about its data', () => {
  const entries = [
    anEntry([anObservation('KEN', '2025-Q1', 1, { note: ' Floods ' })], '2025-04-20T21:30:00.000Z', 'a'),
    anEntry([anObservation('COL', '2025-Q1', 1)], '2025-04-20T22:30:00.000Z', 'b'),
    anEntry([anObservation('COL', '2025-Q2', 1)], '2025-07-02T00:00:00.000Z', 'c'),
  ];
  const run = (periods: string[], scopes?: string[]) =>
    aggregate({
      ...{ plan: planWith({}), planVersion: 7, year: 2025, periods, entries: [...entries, ...entries] },
      ...(scopes && { scopes }),
    });

  it('counts each entry once, from the first day of the year to the end of the period', () => {
    const counted = run(['2025-Q1', '2025-Q2'], ['GLOBAL', 'AFR', 'AME']);
    expect(counted.map(({ scope, period, entries, dataAsOf }) => ({ scope, period, entries, dataAsOf }))).toEqual([
      { scope: 'GLOBAL', period: '2025-Q1', entries: 2, dataAsOf: '2025-04-20T22:30:00.000Z' },
      { scope: 'AFR', period: '2025-Q1', entries: 1, dataAsOf: '2025-04-20T21:30:00.000Z' },
      { scope: 'AME', period: '2025-Q1', entries: 1, dataAsOf: '2025-04-20T22:30:00.000Z' },
      { scope: 'GLOBAL', period: '2025-Q2', entries: 3, dataAsOf: '2025-07-02T00:00:00.000Z' },
      { scope: 'AFR', period: '2025-Q2', entries: 1, dataAsOf: '2025-04-20T21:30:00.000Z' },
      { scope: 'AME', period: '2025-Q2', entries: 2, dataAsOf: '2025-07-02T00:00:00.000Z' },
    ]);
  });

  it('counts an entry for each unit it speaks for, not only its uploader’s', () => {
    const regional = { ...anEntry([anObservation('KEN', '2025-Q1', 1)]), orgUnit: 'AME' };
    const plan = planWith({});
    const counted = aggregate({ plan, planVersion: 1, year: 2025, periods: ['2025-Q1'], entries: [regional] });
    const of = (scope: string) => counted.find((s) => s.scope === scope)?.entries;
    expect([of('KEN'), of('AFR'), of('AME'), of('GLOBAL'), of('COL')]).toEqual([1, 1, 1, 1, 0]);
  });

  it('calls late what came after the due date in the plan’s time zone, and missing who did not report', () => {
    const [global] = run(['2025-Q1'], ['GLOBAL']);
    expect(global).toMatchObject({
      ...{ planVersion: 7, late: ['COL'], missing: ['KEN-DAD'], coverage: { reported: 2, expected: 3 } },
      notes: [{ orgUnit: 'KEN', indicator: 'X', period: '2025-Q1', text: 'Floods' }],
    });
    expect(run(['2025-Q2'], ['GLOBAL'])[0]).toMatchObject({ late: [], missing: ['KEN', 'NER', 'KEN-DAD'], notes: [] });
    expect(run(['2025-S1'], ['GLOBAL'])[0]).toMatchObject({ late: ['COL'], missing: ['NER', 'KEN-DAD'] });
  });

  it('lets the latest upload decide lateness and notes', () => {
    const again = anEntry([anObservation('KEN', '2025-Q1', 2)], '2025-05-05T00:00:00.000Z', 'd');
    const [ken] = aggregate({
      ...{ plan: planWith({}), planVersion: 1, year: 2025, periods: ['2025-Q1'], scopes: ['KEN'] },
      entries: [again, ...entries],
    });
    expect(ken).toMatchObject({ late: ['KEN'], notes: [], entries: 2, actuals: [{ value: 2 }] });
  });

  it('lists notes by period, then in plan order of their units', () => {
    const noted = (unit: string, period: string) =>
      anEntry([anObservation(unit, period, 1, { note: `${unit} ${period}` })]);
    const [global] = aggregate({
      ...{ plan: planWith({}), planVersion: 1, year: 2025, periods: ['2025-S1'], scopes: ['GLOBAL'] },
      entries: [noted('COL', '2025-Q1'), noted('AFR', '2025-Q2'), noted('NER', '2025-Q1'), noted('KEN', '2025-Q1')],
    });
    expect(global?.notes.map(({ text }) => text)).toEqual(['KEN 2025-Q1', 'NER 2025-Q1', 'COL 2025-Q1', 'AFR 2025-Q2']);
  });

  it('leaves out units, indicators, years and texts that the plan does not know', () => {
    const strange = [
      anEntry([anObservation('XXX', '2025-Q1', 1)]),
      anEntry([anObservation('KEN', '2025-Q1', 5, { indicator: '9z' })]),
      anEntry([anObservation('KEN', '2024-Q4', 5)]),
    ];
    const [global] = aggregate({
      ...{ plan: planWith({}), planVersion: 1, year: 2025, periods: ['2025-Q1'], entries: strange },
    });
    expect(global).toMatchObject({ coverage: { reported: 0 }, actuals: [{ value: null, yearToDate: null }] });
  });

  it('keeps at most 200 notes a scope', () => {
    const indicators = Array.from({ length: 300 }, (_, i) => anIndicator({ code: `X${i}` }));
    const many = indicators.map(({ code }) => anObservation('KEN', '2025-Q1', 1, { indicator: code, note: code }));
    const [first, ...rest] = many;
    if (!first) throw new Error('no observation');
    const [global] = aggregate({
      ...{ plan: minimalPlan({ indicators }), planVersion: 1, year: 2025, periods: ['2025-Q1'] },
      entries: [anEntry([first, ...rest])],
    });
    expect(global?.notes).toHaveLength(200);
    expect(global?.notes.at(-1)?.text).toBe('X199');
  });
});

describe('breakdowns', () => {
  const rules = { dimensions: ['sex', 'nationality'] };
  const breakdownsOf = (
    changed: Partial<Indicator>,
    reports: readonly (readonly [string, string, Told, ReturnType<typeof row>[]])[],
    scope = 'GLOBAL',
    period = '2025-S1',
  ) => {
    const entries = reports.map(([unit, when, told, breakdown]) =>
      anEntry([anObservation(unit, when, told, { breakdown })]),
    );
    const plan = planWith({ ...rules, ...changed });
    const all = aggregate({ plan, planVersion: 1, year: 2025, periods: [period], entries });
    const actual = all.find((s) => s.scope === scope)?.actuals[0];
    return actual?.breakdowns.map(({ dimension, category, value }) => `${dimension} ${category} ${value}`);
  };

  it('add up by category, in plan order, an open list by code', () => {
    const rows = [row({ sex: 'male' }, 1), row({ sex: 'female' }, 2)];
    const origins = [row({ nationality: 'SYR' }, 2), row({ nationality: 'AFG' }, 1)];
    expect(
      breakdownsOf({}, [
        ['KEN', '2025-Q1', 3, [...rows, ...origins]],
        ['COL', '2025-Q1', 3, rows],
        ['COL', '2025-Q2', 3, rows],
      ]),
    ).toEqual(['sex female 6', 'sex male 3', 'nationality AFG 1', 'nationality SYR 2']);
  });

  it('are added over the other dimension when crossed, unless the dimension is given alone', () => {
    const crossed = [
      row({ sex: 'male', nationality: 'SYR' }, 1),
      row({ sex: 'male', nationality: 'AFG' }, 2),
      row({ sex: 'female', nationality: 'AFG' }, 4),
    ];
    expect(breakdownsOf({}, [['KEN', '2025-Q1', 7, crossed]])).toEqual([
      ...['sex female 4', 'sex male 3', 'nationality AFG 6', 'nationality SYR 1'],
    ]);
    expect(breakdownsOf({}, [['KEN', '2025-Q1', 7, [...crossed, row({ sex: 'male' }, 3)]]])).toEqual([
      ...['sex male 3', 'nationality AFG 6', 'nationality SYR 1'],
    ]);
  });

  it('of scores are not added when crossed', () => {
    const crossed = [row({ sex: 'male', nationality: 'SYR' }, 3), row({ sex: 'male', nationality: 'AFG' }, 4)];
    expect(breakdownsOf({ kind: 'score', overOrgUnits: 'mean' }, [['KEN', '2025-Q1', 3.5, crossed]])).toEqual([]);
  });

  it('of ratios go by numerators and denominators', () => {
    const crossed = [
      row({ sex: 'male', nationality: 'SYR' }, [1, 2]),
      row({ sex: 'male', nationality: 'AFG' }, [2, 8]),
      row({ sex: 'female', nationality: 'AFG' }, [3, 4]),
    ];
    expect(breakdownsOf({ overOrgUnits: 'ratio' }, [['KEN', '2025-Q1', [6, 14], crossed]])).toEqual([
      ...['sex female 0.75', 'sex male 0.3', 'nationality AFG 0.4166666666666667', 'nationality SYR 0.5'],
    ]);
  });

  it('of a stock are those of each unit’s last report', () => {
    expect(
      breakdownsOf({ overTime: 'latest' }, [
        ['KEN', '2025-Q1', 5, [row({ nationality: 'AFG' }, 4), row({ nationality: 'SYR' }, 1)]],
        ['KEN', '2025-Q2', 3, [row({ nationality: 'AFG' }, 3)]],
        ['COL', '2025-Q1', 2, [row({ nationality: 'SYR' }, 2)]],
      ]),
    ).toEqual(['nationality AFG 3', 'nationality SYR 2']);
  });

  it('of year-to-date reports are differenced like the total', () => {
    const rows = (male: number, female: number) => [row({ sex: 'male' }, male), row({ sex: 'female' }, female)];
    expect(
      breakdownsOf(
        { reportedAs: 'year-to-date' },
        [
          ['KEN', '2025-Q1', 5, rows(2, 3)],
          ['KEN', '2025-Q2', 9, rows(2, 7)],
        ],
        'KEN',
        '2025-Q2',
      ),
    ).toEqual(['sex female 4', 'sex male 0']);
  });

  it('count as a report where the total is missing', () => {
    const observation = anObservation('KEN', '2025-Q1', null, { breakdown: [row({ sex: 'male' }, 3)] });
    const [global] = aggregate({
      ...{ plan: planWith(rules), planVersion: 1, year: 2025, periods: ['2025-Q1'], entries: [anEntry([observation])] },
    });
    expect(global?.actuals).toMatchObject([{ value: null, coverage: { reported: 1 } }]);
  });
});

describe('sums of decimals', () => {
  it.each([
    { values: Array.from({ length: 10 }, () => 0.1), sum: 1 },
    { values: [1e16, 1, -1e16], sum: 1 },
    { values: [1e9, 0.01, 0.01, -1e9], sum: 0.02 },
  ])('keep their last digit: $values', ({ values, sum }) => {
    const month = (i: number) => `2025-${String(i + 1).padStart(2, '0')}`;
    const overTime = values.map((value, i): Report => ['KEN', month(i), value]);
    expect(actualIn('GLOBAL', {}, overTime, '2025')?.value).toBe(sum);
    const plan = planWith({});
    const unit = plan.orgUnits[3];
    const orgUnits = values.flatMap((_, i) => (unit ? [{ ...unit, code: `U${i}` }] : []));
    const entries = values.map((value, i) => anEntry([anObservation(`U${i}`, '2025-Q1', value)]));
    const [global] = aggregate({
      ...{ plan: { ...plan, orgUnits: [...plan.orgUnits, ...orgUnits] }, planVersion: 1, year: 2025 },
      ...{ periods: ['2025-Q1'], entries },
    });
    expect(global?.actuals[0]?.value).toBe(sum);
  });
});
