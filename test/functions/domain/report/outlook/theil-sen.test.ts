import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discordantPairs, lowerRank } from '../../../../../functions/domain/report/outlook/kendall.ts';
import { extrapolate, median, type Point, theilSen } from '../../../../../functions/domain/report/outlook/theil-sen.ts';

const plain = (values: readonly number[]): Point[] => values.map((value, at) => ({ at, value, season: 0 }));
const quarters = (values: readonly number[]): Point[] => values.map((value, at) => ({ at, value, season: at % 4 }));
const law = { seed: 7, numRuns: 300 };
const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 5, maxLength: 14 });

describe('the median', () => {
  it.each([
    [[3], 3],
    [[3, 1], 2],
    [[5, 1, 3], 3],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 2], 9],
  ])('of %j is %d', (given, middle) => {
    expect(median(given)).toBe(middle);
  });
});

describe('the number of discordant pairs in random order', () => {
  it.each([
    { sizes: [1], of: 1, counts: [1] },
    { sizes: [2], of: 2, counts: [1, 1] },
    { sizes: [3], of: 6, counts: [1, 2, 2, 1] },
    { sizes: [4], of: 24, counts: [1, 3, 5, 6, 5, 3, 1] },
    { sizes: [5], of: 120, counts: [1, 4, 9, 15, 20, 22, 20, 15, 9, 4, 1] },
    { sizes: [2, 2], of: 4, counts: [1, 2, 1] },
    { sizes: [3, 2], of: 12, counts: [1, 3, 4, 3, 1] },
  ])('of groups of $sizes: $counts of $of orders', ({ sizes, of, counts }) => {
    const chances = discordantPairs(sizes);
    expect(chances).toHaveLength(counts.length);
    chances.forEach((chance, pairs) => {
      expect(chance).toBeCloseTo((counts[pairs] ?? Number.NaN) / of, 12);
    });
  });

  it.each([
    // 5 figures: 1/120 + 4/120 = 4.2 % at either end; the next slope would make it 11.7 %.
    { sizes: [5], confidence: 0.9, rank: 2 },
    { sizes: [5], confidence: 0.95, rank: 1 },
    { sizes: [4], confidence: 0.9, rank: 1 },
    { sizes: [3], confidence: 0.9, rank: 0 },
    // Two years of quarters: all four pairs agree by chance once in 16 times, 6.3 %.
    { sizes: [2, 2, 2, 2], confidence: 0.9, rank: 0 },
    { sizes: [3, 2, 2, 2], confidence: 0.9, rank: 1 },
    // Hollander and Wolfe's table: P(K >= 21) = 0.036 and P(K >= 19) = 0.054 for 10 figures: of 45 slopes 12 at either end may go.
    { sizes: [10], confidence: 0.9, rank: 13 },
    { sizes: [60], confidence: 0.9, rank: 756 },
  ])('leaves the slopes from rank $rank on for $sizes at $confidence', ({ sizes, confidence, rank }) => {
    expect(lowerRank(sizes, confidence)).toBe(rank);
  });
});

describe('the Theil-Sen trend', () => {
  it('agrees with the worked example of Hollander and Wolfe on cloud seeding, five years', () => {
    const trend = theilSen(plain([1.26, 1.27, 1.12, 1.16, 1.03]), 0.9);
    // Slopes: -.15 -.13 -.08 -.07 -.0575 | -.055 -.045 -.0333 .01 .04
    expect(trend?.slope).toBeCloseTo(-0.05625, 12);
    expect(trend?.low).toBeCloseTo(-0.13, 12);
    expect(trend?.high).toBeCloseTo(0.01, 12);
  });

  it.each([
    { of: 'a line', points: plain([2, 4, 6, 8, 10]), slope: 2, low: 2, high: 2 },
    { of: 'a line with one wrong figure', points: plain([2, 4, 600, 8, 10]), slope: 2, low: -295, high: 299 },
    { of: 'a gap in time', points: plain([0, 1, 2, 3, 4, 5, 6]).filter((p) => p.at !== 3), slope: 1, low: 1, high: 1 },
    { of: 'no change', points: plain([7, 7, 7, 7, 7]), slope: 0, low: 0, high: 0 },
    {
      // Seasons of 10, 50, 30, 90 that each grow by 4 a year: 1 a quarter.
      of: 'seasons that grow alike',
      points: quarters([10, 50, 30, 90, 14, 54, 34, 94, 18, 58, 38, 98]),
      ...{ slope: 1, low: 1, high: 1 },
    },
  ])('of $of', ({ points, slope, low, high }) => {
    expect(theilSen(points, 0.9)).toEqual({ slope, low, high });
  });

  it.each([
    ['three figures', plain([1, 2, 3])],
    ['two years of quarters', quarters([1, 2, 3, 4, 5, 6, 7, 8])],
    ['one of each season', quarters([1, 2, 3, 4])],
    ['none', []],
  ])('has no interval of %s', (_, points) => {
    expect(theilSen(points, 0.9)).toBeNull();
  });

  it('lies within its interval', () => {
    fc.assert(
      fc.property(values, (given) => {
        const trend = theilSen(plain(given), 0.9);
        expect(trend?.low).toBeLessThanOrEqual(trend?.slope ?? Number.NaN);
        expect(trend?.high).toBeGreaterThanOrEqual(trend?.slope ?? Number.NaN);
      }),
      law,
    );
  });

  it('moves with the figures: shifted, scaled, mirrored, and tilted by a line', () => {
    const number = fc.integer({ min: -64, max: 64 });
    fc.assert(
      fc.property(values, number, number, (given, shift, tilt) => {
        const of = (change: (value: number, at: number) => number) => theilSen(plain(given.map(change)), 0.9);
        const trend = of((value) => value);
        if (!trend) return;
        expect(of((value) => value + shift)).toEqual(trend);
        expect(of((value) => value * 4)?.slope).toBe(trend.slope * 4);
        expect(of((value) => -value)?.low).toBeCloseTo(-trend.high, 9);
        expect(of((value, at) => value + tilt * at)?.slope).toBeCloseTo(trend.slope + tilt, 9);
        expect(of((value, at) => value + tilt * at)?.low).toBeCloseTo(trend.low + tilt, 9);
      }),
      law,
    );
  });

  it('does not depend on the order in which the figures are given', () => {
    fc.assert(
      fc.property(values, (given) => {
        const points = plain(given);
        expect(theilSen(points.toReversed(), 0.9)).toEqual(theilSen(points, 0.9));
      }),
      law,
    );
  });

  it('stays among the slopes of the true figures, however wrong one of five or more is', () => {
    fc.assert(
      fc.property(values, fc.nat(), fc.integer({ min: -1e9, max: 1e9 }), (given, which, wrong) => {
        const points = plain(given);
        const spoilt = which % points.length;
        const kept = points.filter((_, i) => i !== spoilt);
        const slopes = kept.flatMap((a, i) => kept.slice(i + 1).map((b) => (b.value - a.value) / (b.at - a.at)));
        const trend = theilSen(
          points.map((p, i) => (i === spoilt ? { ...p, value: wrong } : p)),
          0.9,
        );
        expect(trend?.slope).toBeGreaterThanOrEqual(Math.min(...slopes));
        expect(trend?.slope).toBeLessThanOrEqual(Math.max(...slopes));
      }),
      law,
    );
  });

  it('has an interval that misses the true slope in no more than a tenth of the cases', () => {
    let state = 42;
    const random = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    for (const [count, points] of [
      [5, plain],
      [8, plain],
      [12, quarters],
    ] as const) {
      let missed = 0;
      for (let run = 0; run < 1500; run++) {
        const given = Array.from(
          { length: count },
          (_, at) => 3 * at + (at % 4) * (points === quarters ? 50 : 0) + random() ** 2 * 20,
        );
        const trend = theilSen(points(given), 0.9);
        if (!trend || trend.low > 3 || trend.high < 3) missed++;
      }
      expect(missed / 1500).toBeLessThanOrEqual(0.115);
    }
  });
});

describe('a line drawn on', () => {
  it.each([
    { of: 'a line', points: plain([2, 4, 6, 8, 10]), slope: 2, at: 7, season: 0, value: 16 },
    // What the points leave: 1, 1, 9, 1, 1 and the middle of it.
    { of: 'a line with one wrong figure', points: plain([1, 3, 13, 7, 9]), slope: 2, at: 5, season: 0, value: 11 },
    // Of the fourth quarters 90, 94 and 98 at 3, 7 and 11 only.
    {
      of: 'one season',
      points: quarters([10, 50, 30, 90, 14, 54, 34, 94, 18, 58, 38, 98]),
      slope: 1,
      at: 15,
      season: 3,
      value: 102,
    },
  ])('$of leads to $value', ({ points, slope, at, season, value }) => {
    expect(extrapolate(points, slope, at, season)).toBe(value);
  });

  it('never falls when the slope grows', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: -50, max: 50 }), fc.nat(50), fc.nat(20), (given, slope, more, ahead) => {
        const at = given.length + ahead;
        expect(extrapolate(plain(given), slope + more, at, 0)).toBeGreaterThanOrEqual(
          extrapolate(plain(given), slope, at, 0),
        );
      }),
      law,
    );
  });
});
