import { describe, expect, it } from 'vitest';
import { periodsBetween, placeOf, seasonOf } from '../../../../../functions/domain/report/outlook/span.ts';

describe('the periods between two dates', () => {
  it.each([
    ['2024-01-01', '2025-12-31', 'annual', ['2024', '2025']],
    ['2024-02-29', '2024-07-01', 'quarterly', ['2024-Q1', '2024-Q2', '2024-Q3']],
    ['2024-07-01', '2025-06-30', 'semiannual', ['2024-S2', '2025-S1']],
    ['2024-12-31', '2025-01-01', 'monthly', ['2024-12', '2025-01']],
    ['2025-01-01', '2024-12-31', 'monthly', []],
  ] as const)('from %s to %s, %s, are %j', (from, to, frequency, periods) => {
    expect(periodsBetween(from, to, frequency)).toEqual(periods);
  });
});

describe('the place of a period', () => {
  it.each(['annual', 'semiannual', 'quarterly', 'monthly'] as const)(
    'follows that of the one before, %s',
    (frequency) => {
      const places = periodsBetween('2023-01-01', '2026-12-31', frequency).map(placeOf);
      expect(places.map((place) => place - (places[0] ?? 0))).toEqual(places.map((_, i) => i));
    },
  );

  it.each([
    ['2025', 0],
    ['2025-S2', 1],
    ['2025-Q4', 3],
    ['2025-07', 6],
  ])('within its year, of %s, is %d', (period, season) => {
    expect(seasonOf(period)).toBe(season);
  });
});
