import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Case, outlook } from '../../../../support/outlook-data.ts';

const scattered: Case = { values: [10, 22, 29, 41, 50] };
const rising: Case = { values: [1, 2, 3, 4, 5, 6] };
/** Strong seasons that grow by 10 a year. */
const seasonal: Case = {
  ...{ overTime: 'sum', end: '2026-12-31', targets: { '2024': 1000, '2025': 1000, '2026': 1000 } },
  values: [100, 200, 300, 400, 110, 210, 310, 410, 120],
};
const each = (target: number) => ({ '2024': target, '2025': target, '2026': target });

interface Told {
  readonly of: string;
  readonly given: Case;
  /** Worked out by hand. */
  readonly outlook: object;
}

describe('the outlook of a level', () => {
  it.each<Told>([
    {
      // Slopes 7 9 9.33 9.5 9.5 | 10 10.33 10.5 12 12; at the end the points leave 77.75 78.25 79.25 80 80.5.
      of: 'figures around a line',
      given: scattered,
      outlook: {
        ...{ figures: 5, from: '2024-Q1', to: '2025-Q1', end: '2025-Q4', remaining: 3, finalPeriod: '2025' },
        ...{ slope: 9.75, slopeLow: 9, slopeHigh: 12, projected: 79.25, low: 76, high: 89 },
        ...{ soFar: 50, paceSoFar: 9.75, paceNeeded: 10, verdict: 'open' },
      },
    },
    {
      of: 'the target of the last period before that of its year',
      given: { ...scattered, targets: { '2025': 80, '2025-Q4': 90 } },
      outlook: { finalTarget: 90, finalPeriod: '2025-Q4', paceNeeded: 40 / 3, verdict: 'unlikely' },
    },
    {
      of: 'a target below the range',
      given: { ...scattered, targets: { '2025': 76 } },
      outlook: { verdict: 'likely' },
    },
    {
      of: 'a target to stay below',
      given: { ...scattered, side: 'below', targets: { '2025': 75 } },
      outlook: { verdict: 'unlikely', paceNeeded: 25 / 3, rightSide: 'below' },
    },
    {
      of: 'a fall to a target',
      given: { values: [90, 80, 70, 60, 50, 40], side: 'below', targets: { '2025': 20 } },
      outlook: { slope: -10, projected: 20, paceSoFar: -10, paceNeeded: -10, verdict: 'likely' },
    },
    {
      of: 'a level whose year is the mean of its quarters: 5 and 6, then 7 and 8',
      given: { ...rising, overTime: 'mean', overOrgUnits: 'mean', targets: { '2025': 7 } },
      outlook: { projected: 6.5, soFar: 6, paceNeeded: 5 / 3, verdict: 'unlikely' },
    },
    {
      of: 'a share of sums, whose year is about the mean of its quarters: 0.58 and 0.6, then 0.62 and 0.64',
      given: {
        ...{ overTime: 'sum', overOrgUnits: 'ratio', kind: 'percentage', values: [0.5, 0.52, 0.54, 0.56, 0.58, 0.6] },
        targets: { '2025': 0.6 },
      },
      outlook: { projected: expect.closeTo(0.61, 12), soFar: 0.6, finalPeriod: '2025', verdict: 'likely' },
    },
    {
      of: 'a level whose year is its greatest quarter',
      given: { ...rising, overTime: 'max', targets: { '2025': 7 } },
      outlook: { projected: 8, paceNeeded: 0.5, verdict: 'likely' },
    },
    {
      of: 'a greatest quarter that is to stay low, from the next one on',
      given: { ...rising, overTime: 'max', side: 'below', targets: { '2025': 7 } },
      outlook: { projected: 8, paceNeeded: 1, verdict: 'unlikely' },
    },
    {
      of: 'a share, which ends at 1',
      given: {
        values: [0.8, 0.84, 0.88, 0.92, 0.96],
        kind: 'percentage',
        overOrgUnits: 'ratio',
        targets: { '2025': 1 },
      },
      outlook: { projected: 1, high: 1, verdict: 'likely' },
    },
    {
      of: 'a share that may pass 1, as it has',
      given: { values: [0.8, 0.9, 1, 1.1, 1.2], kind: 'percentage', overOrgUnits: 'ratio', targets: { '2025': 1 } },
      outlook: { projected: 1.5 },
    },
    {
      of: 'a count, which does not fall below 0',
      given: { values: [40, 31, 20, 11, 2], side: 'below', targets: { '2025': 0 } },
      outlook: { projected: 0, low: 0, verdict: 'likely' },
    },
    {
      of: 'years before the plan',
      given: {
        ...{ from: '2020', frequency: 'annual', values: [1, 2, 3, 4, 5] },
        end: '2028-12-31',
        targets: { '2028': 9 },
      },
      outlook: { figures: 5, end: '2028', remaining: 4, projected: 9, paceNeeded: 1, verdict: 'likely' },
    },
    {
      of: 'what followed a gap',
      given: { values: [500, null, 1, 2, 3, 4, 5], targets: { '2025': 6 } },
      outlook: { figures: 5, from: '2024-Q3', projected: 6 },
    },
    {
      of: 'months, in a plan that ends within a year',
      given: { values: [1, 2, 3, 4, 5, 6], frequency: 'monthly', end: '2024-08-31', targets: { '2024': 8 } },
      outlook: { end: '2024-08', remaining: 2, projected: 8 },
    },
    {
      of: 'figures of 1e15',
      given: { values: [1e15, 2e15, 3e15, 4e15, 5e15], targets: { '2025': 8e15 } },
      outlook: { projected: 8e15, paceNeeded: 1e15, verdict: 'likely' },
    },
    {
      of: 'tenths, but for rounding',
      given: { values: [0.1, 0.2, 0.3, 0.4, 0.5], kind: 'percentage', overOrgUnits: 'ratio', targets: { '2025': 0.8 } },
      outlook: { verdict: 'likely' },
    },
  ])('$of', ({ given, outlook: told }) => {
    expect(outlook(given)).toMatchObject(told);
  });
});

describe('the outlook of flows', () => {
  it.each<Told>([
    {
      // 2,160 so far, then 220, 320 and 420: a plain mean of 240 a quarter would miss what is reached.
      of: 'compares like with like, and adds what is to come to what there is',
      given: seasonal,
      outlook: {
        ...{ figures: 9, slope: 2.5, finalTarget: 3000, finalPeriod: null, remaining: 3, soFar: 2160 },
        ...{ projected: 3120, low: 3120, high: 3120, paceSoFar: 240, paceNeeded: 280, verdict: 'likely' },
      },
    },
    {
      of: 'starts from what the plan has come to, where that is known',
      given: { ...seasonal, planToDate: 2250 },
      outlook: { soFar: 2250, projected: 3210, paceSoFar: 250, paceNeeded: 250 },
    },
    { of: 'a target past the range', given: { ...seasonal, targets: each(1100) }, outlook: { verdict: 'unlikely' } },
    { of: 'a target reached for good', given: { ...seasonal, targets: each(720) }, outlook: { verdict: 'reached' } },
    {
      of: 'a limit passed for good',
      given: { ...seasonal, side: 'below', targets: each(700) },
      outlook: { verdict: 'missed' },
    },
    {
      of: 'a limit kept',
      given: { ...seasonal, side: 'below', targets: each(1040) },
      outlook: { verdict: 'likely', paceNeeded: 320 },
    },
    {
      of: 'trend through comparable quarters only, though all are added up',
      given: { ...seasonal, values: [50, ...seasonal.values.slice(1), 220], reported: [12] },
      outlook: { figures: 9, from: '2024-Q2', soFar: 2330, projected: 2330 + 320 + 420 },
    },
    {
      of: 'years, which have no seasons',
      given: {
        ...{ overTime: 'sum', frequency: 'annual', from: '2020', values: [10, 20, 30, 40, 50], end: '2026-12-31' },
        targets: { '2024': 40, '2025': 60, '2026': 80 },
      },
      outlook: { soFar: 50, projected: 50 + 60 + 70, finalTarget: 180, verdict: 'likely' },
    },
  ])('$of', ({ given, outlook: told }) => {
    expect(outlook(given)).toMatchObject(told);
  });
});

describe('no outlook', () => {
  const four = { values: [1, 2, 3, 4] };
  it.each<{ of: string; given: Case; reason: string }>([
    { of: 'without a figure for the latest period', given: { values: [1, 2, 3, 4, 5, null] }, reason: 'no-figure' },
    { of: 'without any period', given: { values: [] }, reason: 'no-figure' },
    { of: 'for what the plan does not compare', given: { ...rising, overTime: 'none' }, reason: 'not-over-time' },
    { of: 'for the answer of one office', given: { ...rising, kind: 'yes-no', expected: 1 }, reason: 'kind' },
    { of: 'for the lowest of many scores', given: { ...rising, kind: 'score', overOrgUnits: 'min' }, reason: 'kind' },
    { of: 'without a target at the end', given: { ...rising, targets: { '2024': 5 } }, reason: 'no-final-target' },
    {
      of: 'of flows without the target of one year',
      given: { ...seasonal, targets: { '2024': 1000, '2026': 1000 } },
      reason: 'no-final-target',
    },
    { of: 'at the plan’s end', given: { values: [1, 2, 3, 4, 5, 6, 7, 8] }, reason: 'plan-ended' },
    { of: 'through four figures', given: four, reason: 'too-few' },
    { of: 'through four figures after a gap', given: { values: [9, null, 1, 2, 3, 4] }, reason: 'gaps' },
    {
      of: 'of flows with a gap in the plan',
      given: { ...seasonal, values: seasonal.values.with(2, null) },
      reason: 'gaps',
    },
    {
      of: 'of flows that begin after the plan',
      given: { ...seasonal, from: '2025', values: [1, 2, 3, 4, 5] },
      reason: 'gaps',
    },
    { of: 'through few offices', given: { ...rising, reported: Array(6).fill(9) }, reason: 'coverage' },
    { of: 'through ever more offices', given: { ...rising, reported: [10, 12, 14, 16, 18, 20] }, reason: 'coverage' },
    { of: 'of flows once of few offices', given: { ...seasonal, reported: [9] }, reason: 'coverage' },
    {
      of: 'of flows through less than two years of each season',
      given: { ...seasonal, values: seasonal.values.slice(0, 8) },
      reason: 'seasons',
    },
    {
      of: 'of flows through 18 months',
      given: {
        ...{ overTime: 'sum', frequency: 'monthly', values: Array.from({ length: 18 }, (_, i) => 100 + i) },
        targets: { '2024': 1000, '2025': 1000 },
      },
      reason: 'seasons',
    },
    {
      of: 'more than twice as far ahead as back',
      given: { ...scattered, end: '2027-12-31', targets: { '2027': 9 } },
      reason: 'too-far',
    },
    { of: 'where nothing varies', given: { values: [7, 7, 7, 7, 7] }, reason: 'no-variation' },
    {
      of: 'where nothing varies but by rounding',
      given: { values: [0.3, 0.1 + 0.2, 0.3, 0.3, 0.3], kind: 'amount' },
      reason: 'no-variation',
    },
    { of: 'where most are 0', given: { values: [0, 0, 3, 0, 1, 0] }, reason: 'at-bound' },
    {
      of: 'where most are 100 %',
      given: { values: [1, 1, 0.9, 1, 1], kind: 'percentage', overOrgUnits: 'ratio' },
      reason: 'at-bound',
    },
  ])('$of: $reason', ({ given, reason }) => {
    expect(outlook(given)).toBe(reason);
  });

  it.each([
    { of: 'answers of many offices', given: { ...rising, kind: 'yes-no' } },
    { of: 'the mean score of many offices', given: { ...rising, kind: 'score', overOrgUnits: 'mean' } },
    { of: 'half of the offices', given: { ...rising, reported: Array(6).fill(10) } },
    { of: 'a tenth more and less of them', given: { ...rising, reported: [16, 18, 17, 20, 16, 18] } },
    { of: 'a plan twice as long as the figures', given: { ...scattered, end: '2027-09-30', targets: { '2027': 9 } } },
  ] as { of: string; given: Case }[])('bears one: $of', ({ given }) => {
    expect(typeof outlook(given)).toBe('object');
  });
});

describe('laws of the outlook', () => {
  const law = { seed: 11, numRuns: 300 };
  const levels = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 5, maxLength: 7 });

  it('has what it projects within its range, and a verdict that a target further off never betters', () => {
    const ladder = ['unlikely', 'open', 'likely'];
    fc.assert(
      fc.property(levels, fc.integer({ min: 0, max: 9000 }), fc.nat(2000), (values, target, more) => {
        const near = outlook({ values, targets: { '2025': target } });
        const far = outlook({ values, targets: { '2025': target + more } });
        if (typeof near === 'string' || typeof far === 'string') return;
        expect(near.low).toBeLessThanOrEqual(near.projected);
        expect(near.high).toBeGreaterThanOrEqual(near.projected);
        expect(ladder.indexOf(far.verdict)).toBeLessThanOrEqual(ladder.indexOf(near.verdict));
      }),
      law,
    );
  });

  it('meets the target exactly when each remaining period brings the pace needed', () => {
    fc.assert(
      fc.property(levels, fc.integer({ min: 0, max: 9000 }), (values, target) => {
        const level = outlook({ values, targets: { '2025': target } });
        if (typeof level !== 'string') expect(level.soFar + level.paceNeeded * level.remaining).toBeCloseTo(target, 6);
        const flows = outlook({
          ...seasonal,
          values: [...seasonal.values.slice(0, 4), ...values],
          targets: each(target),
        });
        if (typeof flows !== 'string')
          expect(flows.soFar + flows.paceNeeded * flows.remaining).toBeCloseTo(3 * target, 6);
      }),
      law,
    );
  });

  it('does not depend on the unit', () => {
    fc.assert(
      fc.property(levels, fc.integer({ min: 0, max: 9000 }), (values, target) => {
        const one = outlook({ values, targets: { '2025': target } });
        const other = outlook({ values: values.map((v) => v * 1024), targets: { '2025': target * 1024 } });
        const plain = typeof one === 'string' || typeof other === 'string';
        if (plain) expect(other).toBe(one);
        else {
          expect(other.verdict).toBe(one.verdict);
          expect(other.projected).toBe(one.projected * 1024);
          expect(other.paceNeeded).toBe(one.paceNeeded * 1024);
        }
      }),
      law,
    );
  });
});
