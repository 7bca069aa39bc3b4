import { describe, expect, it } from 'vitest';
import type { Plan, Target } from '../../../../../functions/domain/plan/model.ts';
import { told } from '../support.ts';
import { type FigureRow, indicator, planOf, reviewed, upTo } from './support.ts';

type Case = [title: string, plan: Plan, figures: FigureRow[], expected: string[], before: FigureRow[][]];

const check = (_: string, plan: Plan, figures: FigureRow[], expected: string[], before: FigureRow[][]): void => {
  const judgement = reviewed(figures, plan, { before });
  expect(judgement.issues.map(told)).toEqual(expected);
  expect(judgement.returned).toBe(0);
};

/** Values of an indicator for the periods up to one, the last value for the last. */
function last(code: string, period: string, values: readonly (number | string)[]): FigureRow[] {
  return upTo(period, values.length).map((one, at): FigureRow => [code, one, values[at] ?? null]);
}

const plain = planOf([
  indicator('1a.1'),
  indicator('1a.2', { kind: 'amount', unit: 'USD', decimals: 2 }),
  indicator('1a.3', { kind: 'percentage', unit: '%', overOrgUnits: 'ratio', overTime: 'latest', decimals: 1 }),
  indicator('1a.4', {
    ...{ kind: 'score', unit: 'points', overOrgUnits: 'mean', overTime: 'latest', decimals: 1, min: 1, max: 10 },
  }),
  indicator('1a.8', {
    ...{ kind: 'score', unit: 'points', overOrgUnits: 'mean', overTime: 'latest', decimals: 1, min: 1, max: 5 },
  }),
  indicator('1a.5', { reportedAs: 'year-to-date' }),
  indicator('1a.6', { frequency: 'monthly' }),
  indicator('1a.7', { kind: 'yes-no', overTime: 'latest' }),
]);

describe('A figure unlike those before', () => {
  it.each<Case>([
    [
      'has a digit too many',
      plain,
      [['1a.1', '2025-Q4', 1200]],
      ['warning unusual E2 1200 -> 37 – 340'],
      [last('1a.1', '2025-Q3', [100, 120, 110, 115])],
    ],
    [
      'has a digit too few',
      plain,
      [['1a.1', '2025-Q4', 12]],
      ['warning unusual E2 12 -> 37 – 340'],
      [last('1a.1', '2025-Q3', [100, 120, 110, 115])],
    ],
    [
      'may be in the file with those before',
      plain,
      last('1a.1', '2025-Q4', [100, 120, 110, 115, 1200]),
      ['warning unusual E6 1200 -> 37 – 340'],
      [],
    ],
    [
      'is not told after three periods',
      plain,
      [['1a.1', '2025-Q4', 1200]],
      [],
      [last('1a.1', '2025-Q3', [120, 110, 115])],
    ],
    ['may be twice as much', plain, [['1a.1', '2025-Q4', 240]], [], [last('1a.1', '2025-Q3', [100, 120, 110, 115])]],
    ['may be one of few people', plain, [['1a.1', '2025-Q4', 11]], [], [last('1a.1', '2025-Q3', [1, 1, 2, 1])]],
    [
      'may go on growing as it grew',
      plain,
      [['1a.1', '2025-Q4', 1600]],
      [],
      [last('1a.1', '2025-Q3', [100, 200, 400, 800])],
    ],
    [
      'may repeat an earlier leap',
      plain,
      [['1a.1', '2025-Q4', 900]],
      [],
      [last('1a.1', '2025-Q3', [100, 900, 110, 850])],
    ],
    [
      'is an amount',
      plain,
      [['1a.2', '2025-Q4', 90_000]],
      ['warning unusual E2 90000 -> 3000 – 28000'],
      [last('1a.2', '2025-Q3', [9000, 8000, 9100, 9500])],
    ],
    [
      'follows amounts below zero, which say nothing',
      plain,
      [['1a.2', '2025-Q4', 90_000]],
      [],
      [last('1a.2', '2025-Q3', [9000, 8000, -9100, 9500])],
    ],
    [
      'is a share',
      plain,
      [['1a.3', '2025-Q4', '30/100']],
      ['warning unusual F2 30% -> 60% – 100%'],
      [last('1a.3', '2025-Q3', ['80/100', '79/100', '81/100', '80/100'])],
    ],
    [
      'is a share within twenty points',
      plain,
      [['1a.3', '2025-Q4', '62/100']],
      [],
      [last('1a.3', '2025-Q3', ['80/100', '79/100', '81/100', '80/100'])],
    ],
    [
      'is a score',
      plain,
      [['1a.4', '2025-Q4', 8]],
      ['warning unusual E2 8 -> 2.6 – 5.4'],
      [last('1a.4', '2025-Q3', [4, 4, 4.1, 3.9])],
    ],
    [
      'is a score, with the range cut to what scores can be',
      plain,
      [['1a.8', '2025-Q4', 1]],
      ['warning unusual E2 1 -> 2.6 – 5'],
      [last('1a.8', '2025-Q3', [4, 4, 4.1, 3.9])],
    ],
    [
      'is what a running total grew by',
      plain,
      [['1a.5', '2025-Q4', 4000]],
      ['warning unusual E2 3700 -> 33 – 300'],
      [last('1a.5', '2025-Q3', [100, 200, 300, 400, 100, 200, 300])],
    ],
    [
      'is told after months too',
      plain,
      [['1a.6', '2025-06', 500]],
      ['warning unusual E2 500 -> 16 – 150'],
      [last('1a.6', '2025-05', [50, 50, 50, 50])],
    ],
    [
      'goes on from a leap that was told',
      plain,
      [['1a.1', '2025-Q4', 1250]],
      [],
      [last('1a.1', '2025-Q3', [100, 120, 110, 115, 1200])],
    ],
    [
      'follows zeros, which say nothing',
      plain,
      [['1a.1', '2025-Q4', 1200]],
      [],
      [last('1a.1', '2025-Q3', [0, 0, 0, 0])],
    ],
    [
      'was told when it was sent first',
      plain,
      [['1a.1', '2025-Q4', 1200]],
      [],
      [last('1a.1', '2025-Q4', [100, 120, 110, 115, 1200])],
    ],
    [
      'is another office’s',
      plain,
      [['1a.1', '2025-Q2', 1200, null, 'KEN-DAD']],
      [],
      [last('1a.1', '2025-Q1', [100, 120, 110, 115])],
    ],
  ])('%s', check);

  it('is told for the five farthest, for the others together', () => {
    const many = planOf(Array.from({ length: 9 }, (_, at) => indicator(`1a.${at + 1}`)));
    const codes = many.indicators.map(({ code }) => code);
    const before = codes.flatMap((code) => last(code, '2025-Q3', [100, 100, 100, 100]));
    const figures = codes.map((code, at): FigureRow => [code, '2025-Q4', 1001 * (at + 1)]);
    const { issues } = reviewed(figures, many, { before: [before] });
    expect(issues.map(told)).toEqual([
      'warning more-doubts E2',
      ...[6, 7, 8, 9, 10].map((row) => `warning unusual E${row} ${1001 * (row - 1)} -> 33 – 300`),
    ]);
    expect(issues[0]).toMatchObject({ area: 'E2:E5', params: { count: 4, cells: 'E2, E3, E4, E5', like: 'E10' } });
  });
});

const target = (code: string, period: string, value: number): Target => ({
  indicator: code,
  orgUnit: 'KEN',
  period,
  value,
});
const aimed = planOf(
  [
    indicator('1a.1'),
    indicator('1a.2', { reportedAs: 'year-to-date' }),
    indicator('1a.3', { kind: 'percentage', unit: '%', overOrgUnits: 'ratio', overTime: 'latest' }),
    indicator('1a.4', { overTime: 'latest', direction: 'decrease' }),
    indicator('1a.5', { overTime: 'latest' }),
  ],
  {
    targets: [
      target('1a.1', '2025', 400),
      target('1a.1', '2024-Q1', 50),
      target('1a.2', '2025', 400),
      target('1a.3', '2025', 0.3),
      target('1a.4', '2025', 100),
      target('1a.5', '2025', 100),
      { ...target('1a.1', '2023', 1), orgUnit: 'GLOBAL' },
    ],
  },
);

describe('A figure far above the target', () => {
  it.each<Case>([
    ['of its period', aimed, [['1a.1', '2024-Q1', 100]], ['warning far-above-target E2 100 -> 50'], []],
    [
      'of its year, with what the file says of it',
      aimed,
      last('1a.1', '2025-Q2', [150, 260]),
      ['warning far-above-target E3 410 -> 200'],
      [],
    ],
    [
      'of its year, with what the ledger holds of it',
      aimed,
      [['1a.1', '2025-Q2', 260]],
      ['warning far-above-target E2 410 -> 200'],
      [[['1a.1', '2025-Q1', 150]]],
    ],
    [
      'of its year, as a running total',
      aimed,
      [['1a.2', '2025-Q2', 410]],
      ['warning far-above-target E2 410 -> 200'],
      [],
    ],
    [
      'said of the last period only',
      aimed,
      last('1a.1', '2025-Q3', [500, 500, 500]),
      ['warning far-above-target E4 1500 -> 300'],
      [],
    ],
    ['but within the year’s whole target', aimed, [['1a.1', '2025-Q1', 390]], [], []],
    ['but not twice as much', aimed, last('1a.1', '2025-Q4', [190, 190, 190, 190]), [], []],
    ['of a share', aimed, [['1a.3', '2025-Q1', '80/100']], ['warning far-above-target F2 80% -> 30%'], []],
    ['of a stock', aimed, [['1a.5', '2025-Q1', 200]], ['warning far-above-target E2 200 -> 100'], []],
    ['of what is to fall, which started there', aimed, [['1a.4', '2025-Q1', 900]], [], []],
    ['of all offices together, which is not its own', aimed, [['1a.1', '2023-Q1', 100]], [], []],
    ['was told when it was sent first', aimed, [['1a.2', '2025-Q2', 410]], [], [[['1a.2', '2025-Q2', 410]]]],
  ])('%s', check);

  it('is not told again of a figure that is unusual', () => {
    const { issues } = reviewed([['1a.5', '2025-Q4', 9000]], aimed, {
      before: [last('1a.5', '2025-Q3', [90, 90, 90, 90])],
    });
    expect(issues.map(({ code }) => code)).toEqual(['unusual']);
  });
});

describe('A sudden zero', () => {
  it.each<Case>([
    [
      'after two periods above zero',
      plain,
      [['1a.1', '2025-Q4', 0]],
      ['warning sudden-zero E2 0'],
      [last('1a.1', '2025-Q3', [40, 50])],
    ],
    ['in the file with them', plain, last('1a.1', '2025-Q4', [40, 50, 0]), ['warning sudden-zero E4 0'], []],
    ['after one period', plain, [['1a.1', '2025-Q4', 0]], [], [last('1a.1', '2025-Q3', [0, 50])]],
    ['after few people', plain, [['1a.1', '2025-Q4', 0]], [], [last('1a.1', '2025-Q3', [4, 5])]],
    ['after zeros', plain, [['1a.1', '2025-Q4', 0]], [], [last('1a.1', '2025-Q3', [50, 50, 0, 0])]],
    ['of an answer', plain, [['1a.7', '2025-Q4', 0]], [], [last('1a.7', '2025-Q3', [1, 1])]],
    ['sent before', plain, [['1a.1', '2025-Q4', 0]], [], [last('1a.1', '2025-Q4', [40, 50, 0])]],
    [
      'of several indicators, in one sentence',
      plain,
      [
        ['1a.1', '2025-Q4', 0],
        ['1a.2', '2025-Q4', 0],
      ],
      ['warning sudden-zero E2 0'],
      [[...last('1a.1', '2025-Q3', [40, 50]), ...last('1a.2', '2025-Q3', [900, 900])]],
    ],
  ])('%s', check);
});

const five = planOf(['1a.1', '1a.2', '1a.3', '1a.4', '1a.5', '1a.6'].map((code) => indicator(code)));
const alike = (period: string, change = 0): FigureRow[] =>
  five.indicators.slice(0, 5).map(({ code }, at): FigureRow => [code, period, 10 + at + (at === 4 ? change : 0)]);

describe('A period like the one before', () => {
  it.each<Case>([
    ['in every figure', five, alike('2025-Q2'), ['warning nothing-changed E2 KEN 2025-Q2'], [alike('2025-Q1')]],
    [
      'in every figure, both in the file',
      five,
      [...alike('2025-Q1'), ...alike('2025-Q2')],
      ['warning nothing-changed E7 KEN 2025-Q2'],
      [],
    ],
    [
      'in all that can be compared',
      five,
      [...alike('2025-Q2'), ['1a.6', '2025-Q2', 3]],
      ['warning nothing-changed E2 KEN 2025-Q2'],
      [alike('2025-Q1')],
    ],
    ['in all but one figure', five, alike('2025-Q2', 1), [], [alike('2025-Q1')]],
    ['in four figures', five, alike('2025-Q2').slice(1), [], [alike('2025-Q1')]],
    [
      'in all that is not zero',
      five,
      [...alike('2025-Q2').slice(1), ['1a.6', '2025-Q2', 0]],
      [],
      [[...alike('2025-Q1').slice(1), ['1a.6', '2025-Q1', 0]]],
    ],
    ['but sent before', five, alike('2025-Q2'), [], [alike('2025-Q1'), alike('2025-Q2')]],
    ['but not the one just before', five, alike('2025-Q3'), [], [alike('2025-Q1')]],
  ])('%s', check);
});

const thousands = (...values: number[]): FigureRow[] => last('1a.1', '2025-Q4', values);

describe('Round figures', () => {
  it.each<Case>([
    [
      'are most of the large ones',
      plain,
      thousands(2000, 3000, 4000, 3000, 2000, 2345),
      ['warning round-figures E2'],
      [],
    ],
    ['are not most of them', plain, thousands(2000, 3000, 4000, 3000, 2000, 2345, 2346, 2347, 2348, 2349), [], []],
    ['are few', plain, thousands(2000, 3000, 4000, 3000), [], []],
    ['are small', plain, thousands(500, 500, 400, 500, 500), [], []],
    ['are amounts', plain, last('1a.2', '2025-Q4', [2000, 3000, 4000, 3000, 2000]), [], []],
    ['were sent before', plain, thousands(2000, 3000, 4000, 3000, 2000), [], [thousands(2000, 3000, 4000, 3000, 2000)]],
  ])('%s', check);
});

const parted = planOf([
  indicator('1a.1', { dimensions: ['sex'], breakdown: 'partial' }),
  indicator('1a.2', { dimensions: ['sex', 'nationality'], breakdown: 'optional' }),
]);

describe('A breakdown that the plan does not insist on', () => {
  it.each<Case>([
    [
      'is missed once a file',
      parted,
      [
        ['1a.1', '2025-Q1', 7],
        ['1a.2', '2025-Q1', 8],
        ['1a.2', '2025-Q2', 8],
      ],
      ['warning no-breakdown E2'],
      [],
    ],
    [
      'is there',
      parted,
      [
        ['1a.1', '2025-Q1', 7],
        ['1a.1', '2025-Q1', 5, 'F'],
      ],
      [],
      [],
    ],
    ['is not needed for nobody', parted, [['1a.1', '2025-Q1', 0]], [], []],
    ['was missed when the figure was sent first', parted, [['1a.1', '2025-Q1', 7]], [], [[['1a.1', '2025-Q1', 7]]]],
    ['is not missed again in a later period', parted, [['1a.1', '2025-Q2', 9]], [], [[['1a.1', '2025-Q1', 7]]]],
    [
      'is missed where it was there before',
      parted,
      [['1a.1', '2025-Q2', 9]],
      ['warning no-breakdown E2'],
      [
        [
          ['1a.1', '2025-Q1', 7],
          ['1a.1', '2025-Q1', 5, 'F'],
        ],
      ],
    ],
  ])('%s', check);

  it('is named with the cells that lack it', () => {
    const { issues } = reviewed(
      [
        ['1a.1', '2025-Q1', 7],
        ['1a.2', '2025-Q1', 8],
      ],
      parted,
    );
    expect(issues[0]?.params.list).toBe('Sex: E2, E3; Nationality: E3');
  });
});

describe('A running total that is corrected', () => {
  it.each<Case>([
    [
      'above that of a later period is told',
      plain,
      [['1a.5', '2025-Q1', 30]],
      ['warning later-total-lower E2 30 -> ≤ 20'],
      [last('1a.5', '2025-Q2', [10, 20])],
    ],
    ['below it is not', plain, [['1a.5', '2025-Q1', 15]], [], [last('1a.5', '2025-Q2', [10, 20])]],
    [
      'together with the later one is not',
      plain,
      last('1a.5', '2025-Q2', [30, 40]),
      [],
      [last('1a.5', '2025-Q2', [10, 20])],
    ],
    ['above that of the next year is not', plain, [['1a.5', '2024-Q4', 30]], [], [last('1a.5', '2025-Q1', [10, 20])]],
  ])('%s', check);
});
