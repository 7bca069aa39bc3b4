import { describe, expect, it } from 'vitest';
import type { Plan, PlanRule, RuleOperator } from '../../../../../functions/domain/plan/model.ts';
import { told } from '../support.ts';
import { examined, type FigureRow, historyOf, indicator, planOf, reviewed, upTo } from './support.ts';

const running = planOf([
  indicator('1a.1', { reportedAs: 'year-to-date' }),
  indicator('1a.2', { reportedAs: 'year-to-date', kind: 'amount', unit: 'USD', decimals: 2 }),
  indicator('1a.3', { reportedAs: 'year-to-date', kind: 'percentage', unit: '%', overOrgUnits: 'ratio', decimals: 1 }),
]);

describe('A running total of the year', () => {
  it.each<[string, FigureRow[], string[], FigureRow[][]]>([
    [
      'may grow or stay',
      [
        ['1a.1', '2025-Q1', 10],
        ['1a.1', '2025-Q2', 10],
        ['1a.1', '2025-Q3', 12],
      ],
      [],
      [],
    ],
    [
      'starts anew in January',
      [
        ['1a.1', '2024-Q4', 90],
        ['1a.1', '2025-Q1', 10],
      ],
      [],
      [],
    ],
    [
      'of people cannot fall within a file',
      [
        ['1a.1', '2025-Q1', 10],
        ['1a.1', '2025-Q2', 8],
      ],
      ['error year-to-date-falls E3 8 -> ≥ 10'],
      [],
    ],
    [
      'of people cannot fall below what was taken before',
      [['1a.1', '2025-Q2', 8]],
      ['error nothing-accepted', 'error year-to-date-falls E2 8 -> ≥ 10'],
      [[['1a.1', '2025-Q1', 10]]],
    ],
    [
      'of people cannot fall below any period before',
      [['1a.1', '2025-Q3', 9]],
      ['error nothing-accepted', 'error year-to-date-falls E2 9 -> ≥ 10'],
      [[['1a.1', '2025-Q1', 10]], [['1a.1', '2025-Q2', 10]]],
    ],
    [
      'is compared with the corrected figure where the file corrects it',
      [
        ['1a.1', '2025-Q1', 7],
        ['1a.1', '2025-Q2', 8],
      ],
      [],
      [[['1a.1', '2025-Q1', 10]]],
    ],
    [
      'of money may fall, which is told',
      [['1a.2', '2025-Q2', 8.5]],
      ['warning year-to-date-falls E2 8.5 -> ≥ 10'],
      [[['1a.2', '2025-Q1', 10]]],
    ],
    [
      'of a share is compared by its parts',
      [['1a.3', '2025-Q2', '9/20']],
      ['warning year-to-date-falls F2 9 -> ≥ 10'],
      [[['1a.3', '2025-Q1', '10/12']]],
    ],
    ['of a share may fall as a share', [['1a.3', '2025-Q2', '11/40']], [], [[['1a.3', '2025-Q1', '10/12']]]],
    [
      'is not compared with another office’s',
      [['1a.1', '2025-Q2', 8]],
      [],
      [[['1a.1', '2025-Q1', 10, null, 'KEN-DAD']]],
    ],
  ])('%s', (_, figures, expected, before) => {
    expect(reviewed(figures, running, { before }).issues.map(told)).toEqual(expected);
  });
});

const compared = [
  indicator('1a.1', { dimensions: ['sex'], breakdown: 'complete' }),
  indicator('1a.2', { kind: 'percentage', unit: '%', overOrgUnits: 'ratio', overTime: 'latest', decimals: 1 }),
  indicator('1a.3'),
  indicator('1a.4', { kind: 'amount', unit: 'USD', decimals: 2 }),
];

function planRule(left: string, operator: RuleOperator, right: string, severity: PlanRule['severity'] = 'error'): Plan {
  const message = { en: 'These do not fit.', fr: 'Cela ne va pas.' };
  return planOf(compared, { rules: [{ code: 'R1', severity, left, operator, right, message }] });
}

const BY_SEX: FigureRow[] = [
  ['1a.1', '2025-Q1', 10],
  ['1a.1', '2025-Q1', 6, 'F'],
  ['1a.1', '2025-Q1', 4, 'M'],
];
const NO_RULE = planOf(compared);
const counts = (camps: number): FigureRow[] => [...BY_SEX, ['1a.3', '2025-Q1', camps]];

describe('A rule of the plan', () => {
  it.each<[string, Plan, FigureRow[], string[], FigureRow[][]]>([
    ['is kept', planRule('1a.3', '<=', '1a.1'), counts(10), [], []],
    [
      'is broken: every figure of it comes back',
      planRule('1a.3', '<=', '1a.1'),
      counts(11),
      ['error nothing-accepted', 'error plan-rule E5 11 -> ≤ 10'],
      [],
    ],
    [
      'as a warning returns nothing',
      planRule('1a.3', '<=', '1a.1', 'warning'),
      counts(11),
      ['warning plan-rule E5 11 -> ≤ 10'],
      [],
    ],
    [
      'returns none but the figures it names',
      planRule('1a.3', '<=', '1a.1'),
      [...counts(11), ['1a.4', '2025-Q1', 1]],
      ['error plan-rule E5 11 -> ≤ 10'],
      [],
    ],
    [
      'with <',
      planRule('1a.3', '<', '1a.1'),
      counts(10),
      ['error nothing-accepted', 'error plan-rule E5 10 -> < 10'],
      [],
    ],
    [
      'with >',
      planRule('1a.3', '>', '1a.1'),
      counts(10),
      ['error nothing-accepted', 'error plan-rule E5 10 -> > 10'],
      [],
    ],
    [
      'with >=',
      planRule('1a.3', '>=', '1a.1'),
      counts(9),
      ['error nothing-accepted', 'error plan-rule E5 9 -> ≥ 10'],
      [],
    ],
    [
      'with =',
      planRule('1a.3', '=', '1a.1'),
      counts(9),
      ['error nothing-accepted', 'error plan-rule E5 9 -> = 10'],
      [],
    ],
    [
      'with !=',
      planRule('1a.3', '!=', '1a.1'),
      counts(10),
      ['error nothing-accepted', 'error plan-rule E5 10 -> ≠ 10'],
      [],
    ],
    [
      'about a part points at that part',
      planRule('1a.3', '<=', '1a.1[sex=female]', 'warning'),
      counts(7),
      ['warning plan-rule E5 7 -> ≤ 6'],
      [],
    ],
    [
      'about the parts of nothing takes them for 0',
      planRule('1a.3', '<=', '1a.1[sex=female]', 'warning'),
      [
        ['1a.1', '2025-Q1', 0],
        ['1a.3', '2025-Q1', 1],
      ],
      ['warning plan-rule E3 1 -> ≤ 0'],
      [],
    ],
    [
      'about a part that is not given is silent',
      planRule('1a.3', '<=', '1a.1[sex=female]'),
      [
        ['1a.1', '2025-Q1', 10],
        ['1a.1', '2025-Q1', 10, 'M'],
        ['1a.3', '2025-Q1', 99],
      ],
      [],
      [],
    ],
    ['about a figure nobody reported is silent', planRule('1a.3', '<=', '1a.1'), [['1a.3', '2025-Q1', 99]], [], []],
    [
      'takes what the file does not say from the ledger',
      planRule('1a.3', '<=', '1a.1', 'warning'),
      [['1a.3', '2025-Q1', 11]],
      ['warning plan-rule E2 11 -> ≤ 10'],
      [BY_SEX],
    ],
    [
      'returns only what the file says',
      planRule('1a.3', '<=', '1a.1'),
      [['1a.3', '2025-Q1', 11]],
      ['error nothing-accepted', 'error plan-rule E2 11 -> ≤ 10'],
      [BY_SEX],
    ],
    ['looks at the same period only', planRule('1a.3', '<=', '1a.1'), [['1a.3', '2025-Q2', 11]], [], [BY_SEX]],
    [
      'looks at the same office only',
      planRule('1a.3', '<=', '1a.1'),
      [...BY_SEX, ['1a.3', '2025-Q1', 11, null, 'KEN-DAD']],
      [],
      [],
    ],
    [
      'is not asked about figures the file does not state',
      planRule('1a.3', '<=', '1a.1'),
      [['1a.4', '2025-Q1', 1]],
      [],
      [[['1a.3', '2025-Q1', 11]], BY_SEX],
    ],
    [
      'counts shares as fractions of 1',
      planRule('1a.2', '<=', '0.5', 'warning'),
      [['1a.2', '2025-Q1', '3/4']],
      ['warning plan-rule F2 75% -> ≤ 50%'],
      [],
    ],
    ['allows for the rounding of shares', planRule('1a.2 * 3', '=', '1'), [['1a.2', '2025-Q1', '3333/10000']], [], []],
    ['counts amounts to half a cent', planRule('1a.4', '=', '0.3'), [['1a.4', '2025-Q1', 0.304]], [], []],
    [
      'counts people exactly',
      planRule('1a.3', '=', '2 * 1a.1', 'warning'),
      counts(19),
      ['warning plan-rule E5 19 -> = 20'],
      [],
    ],
    [
      'is silent where it would divide by zero',
      planRule('1a.4 / 1a.3', '>=', '20'),
      [
        ['1a.3', '2025-Q1', 0],
        ['1a.4', '2025-Q1', 5],
      ],
      [],
      [],
    ],
    [
      'divides',
      planRule('1a.4 / 1a.3', '>=', '20', 'warning'),
      [
        ['1a.3', '2025-Q1', 4],
        ['1a.4', '2025-Q1', 50],
      ],
      ['warning plan-rule E3 12.5 -> ≥ 20'],
      [],
    ],
  ])('%s', (_, plan, figures, expected, before) => {
    const history = historyOf(before, NO_RULE);
    expect(examined(figures, plan).conclude(history).issues.map(told).sort()).toEqual(expected);
  });

  it('is told in the office’s words, with every figure and its cell', () => {
    const plan = planRule('1a.3', '<=', '1a.1[sex=female]', 'warning');
    const [found] = reviewed(counts(7), plan).issues;
    expect(found).toMatchObject({
      area: 'E3 E5',
      params: {
        ...{ statement: 'These do not fit.', rule: 'R1', orgUnit: 'KEN', period: '2025-Q1', cells: 'E5, E3' },
        figures: '1a.3 = 7 (E5), 1a.1[sex=female] = 6 (E3)',
      },
    });
  });

  it('is told for five places by itself, for the others together', () => {
    const plan = planRule('1a.3', '<=', '5', 'warning');
    const many = upTo('2025-Q4', 12).map((period): FigureRow => ['1a.3', period, 6]);
    const { issues } = reviewed(many, plan);
    expect(issues.map(({ code }) => code)).toEqual([...Array.from({ length: 5 }, () => 'plan-rule'), 'more-doubts']);
    expect(issues.at(-1)).toMatchObject({ area: 'E7:E13', params: { count: 7, like: 'E2' } });
  });
});

describe('What is returned by the review', () => {
  const falling: FigureRow[] = [
    ['1a.1', '2025-Q1', 10],
    ['1a.1', '2025-Q2', 8],
  ];

  it('returns the whole file where the plan takes it whole or not at all', () => {
    const whole = planOf(running.indicators, { acceptance: 'all-or-nothing' });
    const judgement = reviewed(falling, whole);
    expect(judgement).toMatchObject({ status: 'rejected', accepted: 0, returned: 2 });
    expect(judgement.issues.map(({ code }) => code).sort()).toEqual(['all-or-nothing', 'year-to-date-falls']);
    expect(judgement.returnedPeriods).toEqual(['2025-Q1', '2025-Q2']);
  });

  it('waits to be corrected for its own periods, and was not taken late', () => {
    const periods = running.periods.map((window) => ({ ...window, due: '2025-12-31' }));
    const judgement = reviewed(falling, planOf(running.indicators, { periods }));
    expect(judgement).toMatchObject({ status: 'partially-accepted', returned: 1, returnedPeriods: ['2025-Q2'] });
    expect(judgement.issues.map(told)).toEqual([
      'error year-to-date-falls E3 8 -> ≥ 10',
      'info late 2025-Q1 (2025-12-31)',
    ]);
  });

  it('raises no doubt besides', () => {
    const earlier = upTo('2024-Q4', 4).map((period, at): FigureRow => ['1a.1', period, 1000 * (at + 1)]);
    const figures: FigureRow[] = [
      ['1a.1', '2025-Q1', 1000],
      ['1a.1', '2025-Q2', 0],
    ];
    const { issues } = reviewed(figures, running, { before: [earlier] });
    expect(issues.map(({ code }) => code)).toEqual(['year-to-date-falls']);
  });
});

describe('A figure taken back', () => {
  const plan = planOf([indicator('1a.1')]);
  const back: FigureRow[] = [['1a.1', '2025-Q2', 'withdraw']];

  it('replaces the one held by none', () => {
    const { replaced, issues, status } = reviewed(back, plan, { before: [[['1a.1', '2025-Q2', 10]]] });
    expect(replaced).toMatchObject([{ period: '2025-Q2', before: 10, after: null, difference: null }]);
    expect(issues.map(told)).toEqual(['info withdrawn E2 withdraw']);
    expect(status).toBe('accepted');
  });

  it.each<[string, FigureRow[][]]>([
    ['none was ever held', []],
    ['only another period is held', [[['1a.1', '2025-Q1', 10]]]],
    ['it was taken back before', [[['1a.1', '2025-Q2', 10]], back]],
  ])('is doubted where %s', (_, before) => {
    const { issues, accepted } = reviewed(back, plan, { before });
    expect(issues.map(told)).toContain('warning nothing-to-withdraw E2');
    expect(accepted).toBe(1);
  });

  it('leaves a figure to the next file that gives one', () => {
    const { replaced, unchanged } = reviewed([['1a.1', '2025-Q2', 10]], plan, {
      before: [[['1a.1', '2025-Q2', 10]], back],
    });
    expect([replaced, unchanged]).toEqual([[], 0]);
  });
});
