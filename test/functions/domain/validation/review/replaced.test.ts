import { expect, it } from 'vitest';
import { indicator, planOf, reviewed } from './support.ts';

const plan = planOf([
  indicator('1a.1'),
  indicator('1a.2', { kind: 'percentage', unit: '%', overOrgUnits: 'ratio', overTime: 'latest', decimals: 1 }),
  indicator('1a.3', { kind: 'amount', unit: 'USD', decimals: 2 }),
]);
const place = { orgUnit: 'KEN', period: '2025-Q1', sheet: 'Data' };

it('a figure in place of another is told with both and their difference, at its cell', () => {
  const { replaced, unchanged } = reviewed(
    [
      ['1a.1', '2025-Q1', 12],
      ['1a.2', '2025-Q1', '3/4'],
      ['1a.3', '2025-Q1', 0.3],
    ],
    plan,
    {
      before: [
        [
          ['1a.1', '2025-Q1', 10],
          ['1a.2', '2025-Q1', '2/4'],
          ['1a.3', '2025-Q1', 0.1],
        ],
      ],
    },
  );
  expect(replaced).toEqual([
    { ...place, indicator: '1a.1', before: 10, after: 12, difference: 2, row: 2, column: 'E' },
    { ...place, indicator: '1a.2', before: 0.5, after: 0.75, difference: 0.25, row: 3, column: 'F' },
    { ...place, indicator: '1a.3', before: 0.1, after: 0.3, difference: 0.2, row: 4, column: 'E' },
  ]);
  expect(unchanged).toBe(0);
});

it('compares with the last of the files before', () => {
  const before = [[['1a.1', '2025-Q1', 10] as const], [['1a.1', '2025-Q1', 11] as const]];
  expect(reviewed([['1a.1', '2025-Q1', 12]], plan, { before }).replaced).toMatchObject([{ before: 11, after: 12 }]);
  expect(reviewed([['1a.1', '2025-Q1', 11]], plan, { before })).toMatchObject({ replaced: [], unchanged: 1 });
});

it('a share with other parts is another figure, and nothing out of nothing has no difference', () => {
  const before = [[['1a.2', '2025-Q1', '1/2'] as const]];
  expect(reviewed([['1a.2', '2025-Q1', '2/4']], plan, { before }).replaced).toMatchObject([
    { before: 0.5, after: 0.5, difference: 0 },
  ]);
  expect(reviewed([['1a.2', '2025-Q1', '0/0']], plan, { before }).replaced).toMatchObject([
    { before: 0.5, after: null, difference: null },
  ]);
});

it('says nothing of figures that are new or returned', () => {
  const before = [[['1a.1', '2025-Q1', 10] as const]];
  const judgement = reviewed(
    [
      ['1a.1', '2025-Q1', 'about 12'],
      ['1a.1', '2025-Q2', 5],
    ],
    plan,
    { before },
  );
  expect(judgement).toMatchObject({ accepted: 1, replaced: [], unchanged: 0 });
});
