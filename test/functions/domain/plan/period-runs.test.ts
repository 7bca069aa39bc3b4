import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePeriods, frequencyOf, type Period, periodsWithin } from '../../../../functions/domain/plan/period.ts';
import { periodRuns } from '../../../../functions/domain/plan/period-runs.ts';

const short = (periods: readonly Period[]) =>
  periodRuns(periods).map(({ first, last }) => (first === last ? first : `${first}..${last}`));

describe('periodRuns', () => {
  it.each<[string, Period[], string[]]>([
    ['nothing', [], []],
    ['one period', ['2025-Q1'], ['2025-Q1']],
    ['the months of a year', periodsWithin('2025', 'monthly'), ['2025-01..2025-12']],
    ['a run over the turn of the year', ['2024-Q4', '2025-Q1'], ['2024-Q4..2025-Q1']],
    ['a gap', ['2025-01', '2025-02', '2025-04'], ['2025-01..2025-02', '2025-04']],
    ['lengths apart', ['2025-Q1', '2025-S1', '2025-Q2', '2025'], ['2025-Q1..2025-Q2', '2025-S1', '2025']],
    ['any order and repetitions', ['2025-Q2', '2025-Q1', '2025-Q2'], ['2025-Q1..2025-Q2']],
  ])('%s', (_, periods, expected) => {
    expect(short(periods)).toEqual(expected);
  });

  it('loses no period, adds none, and joins all that follow each other', () => {
    const period = fc
      .tuple(fc.integer({ min: 2023, max: 2026 }), fc.constantFrom('monthly', 'quarterly', 'semiannual', 'annual'))
      .chain(([year, frequency]) => fc.constantFrom(...periodsWithin(String(year), frequency)));
    fc.assert(
      fc.property(fc.array(period), (periods) => {
        const all = ['2023', '2024', '2025', '2026'].flatMap((year) =>
          (['monthly', 'quarterly', 'semiannual', 'annual'] as const).flatMap((one) => periodsWithin(year, one)),
        );
        const within = periodRuns(periods).flatMap(({ first, last }) =>
          all.filter(
            (one) =>
              frequencyOf(one) === frequencyOf(first) &&
              comparePeriods(first, one) <= 0 &&
              comparePeriods(one, last) <= 0,
          ),
        );
        expect(within.sort()).toEqual([...new Set(periods)].sort());
      }),
    );
  });
});
