import { expect, it } from 'vitest';
import type { Observation } from '../../../../functions/domain/ledger/entry.ts';
import { byPeriod, observationsAt } from '../../../../functions/domain/ledger/observations.ts';

const total = { value: 1, numerator: null, denominator: null };
const of = (indicator: string, period: string): Observation => ({
  ...{ orgUnit: 'KEN', indicator, period, total },
  ...{ cells: [], sheet: null, breakdown: [], note: null },
});
const all = [of('a', '2025-Q2'), of('a', '2025-Q1'), of('b', '2025-Q2')];

it('Observations are parted by period, periods in order, each part in the order given', () => {
  expect(byPeriod(all).map(([period, part]) => [period, part.length, [...part]])).toEqual([
    ['2025-Q1', 1, [all[1]]],
    ['2025-Q2', 2, [all[0], all[2]]],
  ]);
  expect(byPeriod([])).toEqual([]);
});

it('Some observations of others are had by place, and nothing beyond them', () => {
  const picked = observationsAt([2, 0], (place) => all[place]);
  expect([...picked]).toEqual([all[2], all[0]]);
  expect([picked.at(0), picked.at(2)]).toEqual([all[2], undefined]);
});
