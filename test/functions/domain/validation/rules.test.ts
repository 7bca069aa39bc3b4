import { describe, expect, it } from 'vitest';
import type { Indicator, Plan } from '../../../../functions/domain/plan/model.ts';
import { minimalPlan } from '../../../support/plan.ts';
import { judgeRows, type LongRow, reached, type Setting, told } from './support.ts';

const base = minimalPlan();

/** The minimal plan with one indicator changed. */
function planWith(code: string, change: Partial<Indicator>): Plan {
  return minimalPlan({ indicators: base.indicators.map((one) => (one.code === code ? { ...one, ...change } : one)) });
}

const camps = (value: LongRow[number], period = '2025-Q1', office = 'KEN'): LongRow => [
  office,
  period,
  '1a.3',
  null,
  null,
  value,
];
const ratio = (numerator: LongRow[number], denominator: LongRow[number], value: LongRow[number] = null): LongRow => [
  ...['KEN', '2025-Q1', '1a.2', null, null],
  ...[value, numerator, denominator],
];
const policy = (value: LongRow[number]): LongRow => ['KEN', '2025', '1a.4', null, null, value];
const year: Setting = { today: '2026-01-15' };
const mean = planWith('1a.2', { overOrgUnits: 'mean' });
const partial = planWith('1a.1', { breakdown: 'partial', dimensions: ['sex'] });
const sexOnly = planWith('1a.1', { dimensions: ['sex'] });
const money = planWith('1a.3', {
  kind: 'amount',
  unit: 'USD',
  decimals: 2,
  dimensions: ['sex'],
  breakdown: 'complete',
  min: null,
});

function sexRows(female: number | string, male: number | string, total: number | string | null): LongRow[] {
  const row = (sex: string | null, value: number | string): LongRow => ['KEN', '2025-Q1', '1a.1', sex, null, value];
  return [row('female', female), row('male', male), ...(total === null ? [] : [row(null, total)])];
}

const NOTHING = 'error nothing-accepted';

describe('Blocks that are taken without a word', () => {
  it.each<[string, LongRow[], Setting]>([
    ['a plain count', [camps(10)], {}],
    ['zero', [camps(0)], {}],
    ['a complete breakdown with its total', reached(), {}],
    ['a complete breakdown without its total', reached().slice(1), {}],
    ['a total of nobody, without a breakdown', [['KEN', '2025-Q1', '1a.1', null, null, 0]], {}],
    ['a partial breakdown that is less than its total', sexRows(3, 4, 10), { plan: partial }],
    ['a ratio by its two numbers', [ratio(30, 40)], {}],
    ['a ratio with its value as well', [ratio(30, 40, '75%')], {}],
    ['a ratio with its value as a bare number', [ratio(30, 40, 75)], {}],
    ['a percentage', [ratio(null, null, '45%')], { plan: mean }],
    ['a percentage as a fraction', [ratio(null, null, 0.45)], { plan: mean }],
    ['an answer', [policy('oui')], year],
    ['an office below the one that sends', [camps(10, '2025-Q1', 'Dadaab')], {}],
    ['the last day of the period’s window', [camps(10)], { today: '2025-04-20' }],
    ['the first day of the period’s window', [camps(10)], { today: '2025-04-01' }],
    ['an old code of the crosswalk', reached().map((row) => row.map((cell) => (cell === '1a.1' ? '0a.9' : cell))), {}],
    [
      'amounts that differ from their total by less than half a cent',
      [
        ['KEN', '2025-Q1', '1a.3', 'F', null, 0.1],
        ['KEN', '2025-Q1', '1a.3', 'M', null, 0.2],
        ['KEN', '2025-Q1', '1a.3', null, null, 0.304],
      ],
      { plan: money },
    ],
    ['a negative amount', [camps(-5)], { plan: planWith('1a.3', { kind: 'amount', unit: 'USD', min: null }) }],
    ['a percentage over 100 where the plan allows it', [ratio(50, 40)], { plan: planWith('1a.2', { max: 2 }) }],
    [
      'crossed categories that add up',
      [
        ...[
          ['F', 'A', 4],
          ['F', 'B', 2],
          ['M', 'A', 3],
          ['M', 'B', 1],
        ].map(
          ([sex, origin, value]): LongRow => ['KEN', '2025-Q1', '1a.1', sex ?? null, origin ?? null, value ?? null],
        ),
        ['KEN', '2025-Q1', '1a.1', 'F', null, 6],
        ['KEN', '2025-Q1', '1a.1', 'M', null, 4],
        ['KEN', '2025-Q1', '1a.1', null, null, 10],
      ],
      {},
    ],
  ])('%s', (_, rows, setting) => {
    const { status, issues, accepted, returned } = judgeRows(rows, setting);
    expect(issues.map(told)).toEqual([]);
    expect({ status, accepted, returned }).toEqual({ status: 'accepted', accepted: 1, returned: 0 });
  });
});

describe('Blocks that are returned, with the cell, what was found and what was expected', () => {
  it.each<[string, LongRow[], string[], Setting]>([
    [
      'an indicator nobody knows',
      [['KEN', '2025-Q1', 'People in camp', null, null, 10]],
      ['error unknown-indicator C2 People in camp -> 1a.3 (People in camps)'],
      {},
    ],
    ['a figure without an indicator', [['KEN', '2025-Q1', null, null, null, 10]], ['error missing-indicator C2'], {}],
    [
      'an unknown office',
      [camps(10, '2025-Q1', 'Colombya')],
      ['error unknown-org-unit A2 Colombya -> COL (Colombia)'],
      {},
    ],
    ['another office', [camps(10, '2025-Q1', 'COL')], ['error foreign-org-unit A2 COL -> KEN'], {}],
    ['the region above', [camps(10, '2025-Q1', 'Africa')], ['error foreign-org-unit A2 Africa -> KEN'], {}],
    [
      'an office closed before the period',
      [camps(10, '2025-Q3', 'KEN-DAD')],
      ['error org-unit-closed B2 2025-Q3 -> … – 2025-06-30'],
      { today: '2025-10-10' },
    ],
    [
      'an office not yet open in the period',
      [camps(10, '2025-Q1', 'NER')],
      ['error org-unit-closed B2 2025-Q1 -> 2025-04-01 – …'],
      { orgUnit: 'NER' },
    ],
    ['a text that is no period', [camps(10, 'soon')], ['error unknown-period B2 soon -> 2025-Q1'], {}],
    ['a period not in the plan', [camps(10, '2031-Q1')], ['error unknown-period B2 2031-Q1 -> 2025-Q1'], {}],
    ['a figure without a period', [camps(10, '')], ['error missing-period B2 -> 2025-Q1'], {}],
    [
      'a year for a quarterly indicator',
      [camps(10, '2025')],
      ['error period-frequency B2 2025 -> 2025-Q1, 2025-Q2, 2025-Q3, 2025-Q4'],
      { today: '2026-01-10' },
    ],
    ['a month for a quarterly indicator', [camps(10, '2025-02')], ['error period-frequency B2 2025-02 -> 2025-Q1'], {}],
    [
      'a period before it opens',
      [camps(10)],
      ['error period-not-open B2 2025-Q1 -> 2025-04-01'],
      { today: '2025-03-31' },
    ],
    [
      'a period after it closed',
      [camps(10)],
      ['error period-closed B2 2025-Q1 -> 2025-05-31'],
      { today: '2025-06-01' },
    ],
    ['words for a figure', [camps('about ten')], ['error not-a-number F2 about ten -> people'], {}],
    [
      'a figure that became a date',
      [camps({ kind: 'date', iso: '2025-03-01' })],
      ['error date-for-figure F2 2025-03-01'],
      {},
    ],
    ['a range', [camps('10-15')], ['error not-a-number F2 10-15 -> people'], {}],
    ['words for a numerator, which is no percentage', [ratio('some', 40)], ['error not-a-number G2 some'], {}],
    ['an ambiguous figure', [camps('1.234')], ['error ambiguous-number F2 1.234 -> 1234, 1.234'], {}],
    ['a broken formula', [camps({ kind: 'error', code: '#DIV/0!' })], ['error cell-error F2 #DIV/0!'], {}],
    ['an answer that is none', [policy('perhaps')], ['error yes-no F2 perhaps -> 1, 0'], year],
    [
      'a bare 45 for a percentage',
      [ratio(null, null, 45)],
      ['error percentage-unclear F2 45 -> 45%, 0.45'],
      { plan: mean },
    ],
    [
      'a formula that was never worked out',
      [camps({ kind: 'error', code: 'uncalculated' })],
      ['error cell-error F2'],
      {},
    ],
    ['a count with a fraction', [camps(10.5)], ['error integer F2 10.5 -> 11'], {}],
    [
      'a count of more than a thousand among figures with decimal points',
      [['KEN', '2025-Q1', '1a.3', null, null, '1.234', '4.5', '4.5']],
      ['error integer F2 1.234 -> 1234'],
      {},
    ],
    ['a negative count', [camps(-1)], ['error out-of-range F2 -1 -> ≥ 0'], {}],
    [
      'a negative count where the plan says nothing',
      [camps('(5)')],
      ['error out-of-range F2 (5) -> ≥ 0'],
      { plan: planWith('1a.3', { min: null }) },
    ],
    [
      'a figure above the greatest',
      [camps(101)],
      ['error out-of-range F2 101 -> 0 – 100'],
      { plan: planWith('1a.3', { max: 100 }) },
    ],
    [
      'a percentage above 100',
      [ratio(null, null, '120%')],
      ['error out-of-range F2 120% -> 0% – 100%'],
      { plan: mean },
    ],
    ['a negative numerator', [ratio(-1, 40)], ['error out-of-range G2 -1 -> ≥ 0'], {}],
    [
      'an unknown category',
      [...sexRows(6, 4, 10).slice(1), ['KEN', '2025-Q1', '1a.1', 'femal', null, 6]],
      ['error unknown-category D4 femal -> female (Women and girls)'],
      { plan: sexOnly },
    ],
    [
      'a category like none',
      [['KEN', '2025-Q1', '1a.1', 'xyz', null, 6]],
      ['error unknown-category D2 xyz -> female (Women and girls), male (Men and boys)'],
      { plan: sexOnly },
    ],
    [
      'a dimension the indicator does not use',
      [['KEN', '2025-Q1', '1a.3', 'F', null, 6]],
      ['error unexpected-dimension D2 F'],
      {},
    ],
    [
      'a total without its breakdown',
      [['KEN', '2025-Q1', '1a.1', null, null, 10]],
      ['error missing-breakdown F2 10 -> nationality', 'error missing-breakdown F2 10 -> sex'],
      {},
    ],
    [
      'a breakdown by one of two dimensions',
      reached().slice(0, 3),
      ['error missing-breakdown F2 10 -> nationality'],
      {},
    ],
    ['rows that are less than the total', sexRows(6, 3, 10), ['error breakdown-total F4 9 -> 10'], { plan: sexOnly }],
    ['rows that are more than the total', sexRows(6, 5, 10), ['error breakdown-total F4 11 -> 10'], { plan: sexOnly }],
    [
      'a partial breakdown of more than the total',
      sexRows(6, 5, 10),
      ['error breakdown-total F4 11 -> 10'],
      { plan: partial },
    ],
    [
      'two breakdowns that do not agree',
      [...reached().slice(1, 3), ['KEN', '2025-Q1', '1a.1', null, 'SSD', 9]],
      ['error breakdown-total F4 10 -> 9'],
      {},
    ],
    [
      'crossed rows that are not their category',
      [
        ['KEN', '2025-Q1', '1a.1', 'F', 'SSD', 5],
        ['KEN', '2025-Q1', '1a.1', 'M', 'SSD', 5],
        ['KEN', '2025-Q1', '1a.1', 'F', null, 6],
        ['KEN', '2025-Q1', '1a.1', 'M', null, 4],
      ],
      ['error breakdown-total F4 5 -> 6', 'error breakdown-total F5 5 -> 4'],
      {},
    ],
    [
      'numerators that do not add up',
      [
        ['KEN', '2025-Q1', '1a.2', 'F', null, null, 10, 20],
        ['KEN', '2025-Q1', '1a.2', 'M', null, null, 10, 20],
        ['KEN', '2025-Q1', '1a.2', null, null, null, 30, 40],
      ],
      ['error breakdown-total G4 20 -> 30'],
      { plan: planWith('1a.2', { dimensions: ['sex'], breakdown: 'complete' }) },
    ],
    ['a partial breakdown without its total', sexRows(3, 4, null), ['error missing-total F2'], { plan: partial }],
    [
      'a mean without its total',
      [['KEN', '2025-Q1', '1a.2', 'F', null, '40%']],
      ['error missing-total F2'],
      { plan: planWith('1a.2', { overOrgUnits: 'mean', dimensions: ['sex'] }) },
    ],
    ['a ratio by its value alone', [ratio(null, null, '45%')], ['error missing-denominator F2 45%'], {}],
    [
      'a ratio by its value alone, not doubted besides',
      [ratio(null, null, 45)],
      ['error missing-denominator F2 45'],
      {},
    ],
    ['a ratio without its denominator', [ratio(30, null)], ['error missing-denominator G2 30'], {}],
    ['a share of more than the whole', [ratio(50, 40)], ['error numerator-over-denominator G2 50 -> ≤ 40'], {}],
    ['something out of nothing', [ratio(5, 0)], ['error zero-denominator G2 5 / 0'], {}],
    ['one figure stated twice, differently', [camps(10), camps(11)], ['error duplicate-contradictory F3 11 -> 10'], {}],
  ])('%s', (_, rows, expected, setting) => {
    const { status, observations, accepted, returned, issues } = judgeRows(rows, setting);
    expect(issues.map(told)).toEqual([NOTHING, ...expected]);
    expect({ status, accepted, returned, observations }).toEqual({
      status: 'rejected',
      accepted: 0,
      returned: 1,
      observations: [],
    });
  });
});

describe('Blocks that are taken with a remark', () => {
  it.each<[string, LongRow[], string, Setting, string]>([
    [
      'a figure stated twice alike',
      [camps(10), camps('10')],
      'warning duplicate-equal F3 10 -> 10',
      {},
      'accepted-with-warnings',
    ],
    [
      'a value that is not its ratio',
      [ratio(30, 40, '70%')],
      'warning ratio-mismatch F2 0.7 -> 0.75',
      {},
      'accepted-with-warnings',
    ],
    ['after the due date', [camps(10)], 'info late 2025-Q1 (2025-04-20)', { today: '2025-04-21' }, 'accepted'],
    ['nobody out of nobody', [ratio(0, 0)], 'info empty-ratio G2 0 / 0', {}, 'accepted'],
  ])('%s', (_, rows, expected, setting, status) => {
    const judgement = judgeRows(rows, setting);
    expect(judgement.issues.map(told)).toEqual([expected]);
    expect(judgement).toMatchObject({ status, accepted: 1, returned: 0 });
  });
});

describe('A row whose place is not known is missed where it may be part of a sum', () => {
  const plan = planWith('1a.1', { dimensions: ['nationality'] });
  const from = (nationality: string | null, value: number, period = '2025-Q1', office = 'KEN'): LongRow => [
    ...[office, period, '1a.1', null, nationality],
    value,
  ];
  const lost = 'error unknown-period B3 2025-O1 -> 2025-Q1';
  it.each<[string, LongRow[], string[], number]>([
    [
      'the sum is returned with the row',
      [from('SSD', 60), from('SOM', 4, '2025-O1')],
      [NOTHING, 'error unplaced-part F2', lost],
      0,
    ],
    [
      'sums of several figures are returned with one word',
      [from('SSD', 60), from('SOM', 4, '2025-Q1', 'Atlantis'), from('SSD', 60, '2025-Q1', 'KEN-DAD')],
      [NOTHING, 'error unplaced-part F2', 'error unknown-org-unit A3 Atlantis'],
      0,
    ],
    ['but not a total that is stated', [from('SSD', 60), from('SOM', 4, '2025-O1'), from(null, 60)], [lost], 1],
    ['nor a sum that has such a row already', [from('SSD', 60), from('SSD', 4, '2025-O1')], [lost], 1],
    ['nor a sum of another office', [from('SSD', 60, '2025-Q1', 'KEN-DAD'), from('SOM', 4, '2025-O1')], [lost], 1],
  ])('%s', (_, rows, expected, accepted) => {
    const judgement = judgeRows(rows, { plan });
    expect(judgement.issues.map(told)).toEqual(expected);
    expect(judgement.accepted).toBe(accepted);
  });
});

it('Bare values below 1 are as unclear as the others of a file that writes percentages bare', () => {
  const rows = [ratio(null, null, 45), ['KEN-DAD', '2025-Q1', '1a.2', null, null, 0.5]];
  expect(judgeRows(rows, { plan: mean }).issues.map(told)).toEqual([
    NOTHING,
    'error percentage-unclear F2 45 -> 45%, 0.45',
    'error percentage-unclear F3 0.5 -> 0.5%, 0.005',
  ]);
});

describe('A figure taken back by a word in its place', () => {
  const broken = (total: LongRow[number], female: LongRow[number], male: LongRow[number]): LongRow[] => [
    ['KEN', '2025-Q1', '1a.1', null, null, total],
    ['KEN', '2025-Q1', '1a.1', 'F', null, female],
    ['KEN', '2025-Q1', '1a.1', 'M', null, male],
  ];

  it.each<[string, LongRow[], string[]]>([
    ['in English', [camps('withdraw')], ['info withdrawn F2 withdraw']],
    ['in capitals with spaces around', [camps('  WITHDRAWN ')], ['info withdrawn F2 WITHDRAWN']],
    ['in French', [camps('à retirer')], ['info withdrawn F2 à retirer']],
    ['in French without the accent', [camps('Retire')], ['info withdrawn F2 Retire']],
    ['in Spanish', [camps('retirar')], ['info withdrawn F2 retirar']],
    ['in Arabic', [camps('سحب')], ['info withdrawn F2 سحب']],
    ['an answer', [policy('withdraw')], ['info withdrawn F2 withdraw']],
    ['a ratio, by its numerator', [ratio('withdraw', null)], ['info withdrawn G2 withdraw']],
    ['a ratio, in both parts', [ratio('withdraw', 'withdraw')], ['info withdrawn G2 withdraw']],
    ['the total alone, its breakdown left blank', broken('withdraw', null, null), ['info withdrawn F2 withdraw']],
    ['in every cell', broken('withdraw', 'withdraw', 'withdraw'), ['info withdrawn F2 withdraw']],
    ['said twice', [camps('withdraw'), camps('withdraw')], ['info withdrawn F2 withdraw']],
  ])('%s', (_, rows, expected) => {
    const { observations, issues } = judgeRows(rows, rows.some((row) => row[2] === '1a.4') ? year : {});
    expect(issues.filter(({ code }) => code !== 'nothing-to-withdraw').map(told)).toEqual(expected);
    expect(observations).toMatchObject([
      { total: { value: null, numerator: null, denominator: null }, breakdown: [], sheet: 'Data' },
    ]);
    expect(observations[0]?.cells.length).toBeGreaterThan(0);
  });

  it.each<[string, LongRow[], string[]]>([
    ['beside a figure of the breakdown', broken('withdraw', 6, null), ['error withdrawn-in-part F3 6']],
    ['of a category beside the total', broken(10, 'withdraw', null), ['error withdrawn-in-part F2 10']],
    ['and stated again', [camps('withdraw'), camps(10)], ['error withdrawn-in-part F3 10']],
    ['of a numerator alone', [ratio('withdraw', 40)], ['error withdrawn-in-part H2 40']],
  ])('is asked back %s', (_, rows, expected) => {
    const { observations, issues } = judgeRows(rows);
    expect(observations).toEqual([]);
    expect(issues.map(told)).toEqual([NOTHING, ...expected]);
  });

  it.each(['to be withdrawn soon', 'withdraw 10', 'draw', 'retir', '-', ''])('is not what %j says', (text) => {
    expect(judgeRows([camps(text), camps(10, '2025-Q2')]).observations.map(({ total }) => total.value)).not.toContain(
      null,
    );
  });
});
