import { describe, expect, it } from 'vitest';
import { told } from '../support.ts';
import { type FigureRow, indicator, planOf, reviewed } from './support.ts';

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
