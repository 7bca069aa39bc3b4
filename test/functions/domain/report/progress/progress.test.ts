import { describe, expect, it } from 'vitest';
import type { Direction, OverOrgUnits, OverTime } from '../../../../../functions/domain/plan/model.ts';
import { expectedValue, progressOf } from '../../../../../functions/domain/report/progress/progress.ts';
import { attainment } from '../../../../../functions/domain/report/progress/status.ts';

const thresholds = { onTrackAt: 0.9, offTrackBelow: 0.5 };

interface Case {
  readonly direction?: Direction;
  readonly overTime?: OverTime;
  readonly overOrgUnits?: OverOrgUnits;
  readonly baseline?: number | null;
  readonly targets?: Readonly<Record<string, number>>;
  readonly period?: string;
  readonly actual?: number | null;
  readonly yearToDate?: number | null;
}

function progress(given: Case) {
  const { direction = 'increase', overTime = 'latest', baseline = 0, targets = { '2025': 100 } } = given;
  const { period = '2025', actual = null, yearToDate = actual, overOrgUnits = 'sum' } = given;
  return progressOf({
    ...{
      indicator: { direction, overTime, overOrgUnits, baseline },
      thresholds,
      keeps: null,
      period,
      actual,
      yearToDate,
    },
    targetOf: (wanted) => targets[wanted] ?? null,
  });
}

describe('the target', () => {
  const targets = { '2024': 40, '2025': 80, '2025-Q2': 30 };
  it.each([
    { period: '2025-Q2', target: 30, targetPeriod: '2025-Q2', expected: 30 },
    { period: '2025-Q1', target: 80, targetPeriod: '2025', expected: 50 },
    { period: '2025-S1', target: 80, targetPeriod: '2025', expected: 60 },
    { period: '2025-12', target: 80, targetPeriod: '2025', expected: 80 },
    { period: '2025', target: 80, targetPeriod: '2025', expected: 80 },
    { period: '2024-S1', target: 40, targetPeriod: '2024', expected: 25 },
    { period: '2026', target: null, targetPeriod: null, expected: null },
  ])('of $period is $target, set for $targetPeriod, asking for $expected', ({ period, ...expected }) => {
    expect(progress({ period, targets, baseline: 10, actual: 1 })).toMatchObject(expected);
  });
});

describe('a share made of all numerators and denominators so far', () => {
  it('is held against the line from the baseline, not against a part of its target', () => {
    const share = { overTime: 'sum', overOrgUnits: 'ratio', baseline: 0.66, targets: { '2025': 0.82 } } as const;
    const { expected, attainment: reached, status } = progress({ ...share, period: '2025-Q2', yearToDate: 0.7 });
    expect(expected).toBeCloseTo(0.74);
    expect(reached).toBeCloseTo(0.5);
    expect(status).toBe('at-risk');
  });
});

describe('the expected value within a year', () => {
  it.each([
    { grows: true, target: 100, began: 40, share: 0.25, expected: 25 },
    { grows: true, target: -100, began: 40, share: 0.5, expected: -50 },
    { grows: false, target: 100, began: 40, share: 0.25, expected: 55 },
    { grows: false, target: 10, began: 40, share: 0.5, expected: 25 },
    { grows: false, target: 10, began: null, share: 0.5, expected: 10 },
  ] as const)('to $target from $began at $share is $expected, growing over the year: $grows', (c) => {
    expect(expectedValue(c.grows, c.target, c.began, c.share)).toBe(c.expected);
  });
});

describe('attainment', () => {
  it.each([
    { figure: 60, start: 20, expected: 100, attained: 0.5 },
    { figure: 10, start: 20, expected: 100, attained: -0.125 },
    { figure: 30, start: 40, expected: 20, attained: 0.5 },
    { figure: 50, start: 40, expected: 20, attained: -0.5 },
    { figure: -5, start: -10, expected: 0, attained: 0.5 },
    { figure: 7, start: 5, expected: 5, attained: null },
    { figure: 7, start: null, expected: 5, attained: null },
  ])('of $figure from $start towards $expected is $attained', ({ figure, start, expected, attained }) => {
    expect(attainment(figure, start, expected)).toBe(attained);
  });
});

describe('status', () => {
  it.each([
    { of: 'the whole target', given: { actual: 100 }, status: 'achieved', attained: 1 },
    { of: 'more than the target', given: { actual: 130 }, status: 'achieved', attained: 1.3 },
    { of: 'just under the target', given: { actual: 99.99 }, status: 'on-track', attained: 0.9999 },
    { of: 'the upper threshold', given: { actual: 90 }, status: 'on-track', attained: 0.9 },
    { of: 'just under the upper threshold', given: { actual: 89.99 }, status: 'at-risk', attained: 0.8999 },
    { of: 'the lower threshold', given: { actual: 50 }, status: 'at-risk', attained: 0.5 },
    { of: 'just under the lower threshold', given: { actual: 49.99 }, status: 'off-track', attained: 0.4999 },
    { of: 'a measured 0', given: { actual: 0 }, status: 'off-track', attained: 0 },
    { of: 'a step back', given: { actual: 10, baseline: 20 }, status: 'off-track', attained: -0.125 },
    { of: 'nothing reported', given: { actual: null }, status: 'no-data', attained: null },
    { of: 'no target', given: { actual: 5, targets: {} }, status: 'no-target', attained: null },
    { of: 'neither target nor figure', given: { actual: null, targets: {} }, status: 'no-target', attained: null },
    {
      of: 'only a later year’s target',
      given: { actual: 5, targets: { '2026': 9 } },
      status: 'no-target',
      attained: null,
    },
    { of: 'no baseline', given: { actual: 75, baseline: null }, status: 'at-risk', attained: 0.75 },
    {
      of: 'a target of the size of rounding',
      given: { actual: 0.1 + 0.2, targets: { '2025': 0.3 } },
      status: 'achieved',
      attained: 1,
    },
  ] as { of: string; given: Case; status: string; attained: number | null }[])(
    '$of: $status',
    ({ given, status, attained }) => {
      const result = progress(given);
      expect(result.status).toBe(status);
      if (attained === null) expect(result.attainment).toBeNull();
      else expect(result.attainment).toBeCloseTo(attained, 12);
    },
  );
});

describe('status of a fall', () => {
  const fall: Case = { direction: 'decrease', baseline: 40, targets: { '2025': 20 } };
  it.each([
    { of: 'at the target', given: { ...fall, actual: 20 }, status: 'achieved', attained: 1 },
    { of: 'below the target', given: { ...fall, actual: 15 }, status: 'achieved', attained: 1.25 },
    { of: 'a hair above', given: { ...fall, actual: 0.3 + 20 - 0.1 - 0.2 }, status: 'achieved', attained: 1 },
    { of: 'nine tenths of the way', given: { ...fall, actual: 22 }, status: 'on-track', attained: 0.9 },
    { of: 'half way', given: { ...fall, actual: 30 }, status: 'at-risk', attained: 0.5 },
    { of: 'a quarter of the way', given: { ...fall, actual: 35 }, status: 'off-track', attained: 0.25 },
    { of: 'a rise', given: { ...fall, actual: 45 }, status: 'off-track', attained: -0.25 },
    {
      of: 'half way when half was asked',
      given: { ...fall, actual: 30, period: '2025-S1' },
      status: 'on-track',
      attained: 1,
    },
    {
      of: 'the whole target early',
      given: { ...fall, actual: 20, period: '2025-Q1' },
      status: 'achieved',
      attained: 4,
    },
    {
      of: 'without a baseline, not met',
      given: { ...fall, baseline: null, actual: 21 },
      status: 'at-risk',
      attained: null,
    },
    {
      of: 'without a baseline, met',
      given: { ...fall, baseline: null, actual: 20 },
      status: 'achieved',
      attained: null,
    },
    { of: 'to 0, reached', given: { ...fall, targets: { '2025': 0 }, actual: 0 }, status: 'achieved', attained: 1 },
    {
      of: 'to a negative target',
      given: { ...fall, baseline: 0, targets: { '2025': -10 }, actual: -6 },
      status: 'at-risk',
      attained: 0.6,
    },
  ] as { of: string; given: Case; status: string; attained: number | null }[])(
    '$of: $status',
    ({ given, status, attained }) => {
      const result = progress(given);
      expect(result.status).toBe(status);
      if (attained === null) expect(result.attainment).toBeNull();
      else expect(result.attainment).toBeCloseTo(attained, 12);
    },
  );
});

describe('status of flows compares the year to date', () => {
  const flow: Case = { overTime: 'sum', baseline: 500, period: '2025-Q2', actual: 1 };
  it.each([
    { of: 'half the target at half the year', given: { ...flow, yearToDate: 50 }, status: 'on-track', attained: 1 },
    { of: 'the whole target at half the year', given: { ...flow, yearToDate: 100 }, status: 'achieved', attained: 2 },
    {
      of: 'less than half of what was asked',
      given: { ...flow, yearToDate: 24.99 },
      status: 'off-track',
      attained: 0.4998,
    },
    {
      of: 'nothing yet this year',
      given: { ...flow, actual: null, yearToDate: null },
      status: 'no-data',
      attained: null,
    },
    { of: 'this period silent', given: { ...flow, actual: null, yearToDate: 45 }, status: 'on-track', attained: 0.9 },
    {
      of: 'a target of 0',
      given: { ...flow, targets: { '2025': 0 }, yearToDate: 0 },
      status: 'achieved',
      attained: null,
    },
    {
      of: 'the period’s own target',
      given: { ...flow, targets: { '2025': 9, '2025-Q2': 2 }, yearToDate: 60 },
      status: 'at-risk',
      attained: 0.5,
    },
    {
      of: 'a ceiling kept so far',
      given: { ...flow, direction: 'decrease', yearToDate: 40 },
      status: 'on-track',
      attained: 0.8,
    },
    {
      of: 'a ceiling nearly passed',
      given: { ...flow, direction: 'decrease', yearToDate: 60 },
      status: 'at-risk',
      attained: 1.2,
    },
    {
      of: 'a ceiling far passed',
      given: { ...flow, direction: 'decrease', yearToDate: 101 },
      status: 'off-track',
      attained: 2.02,
    },
    {
      of: 'a ceiling kept all year',
      given: { ...flow, direction: 'decrease', period: '2025', yearToDate: 99 },
      status: 'achieved',
      attained: 0.99,
    },
    {
      of: 'no incident so far',
      given: { ...flow, direction: 'decrease', targets: { '2025': 0 }, yearToDate: 0 },
      status: 'on-track',
      attained: null,
    },
    {
      of: 'an incident where none is wanted',
      given: { ...flow, direction: 'decrease', targets: { '2025': 0 }, yearToDate: 1 },
      status: 'at-risk',
      attained: null,
    },
  ] as { of: string; given: Case; status: string; attained: number | null }[])(
    '$of: $status',
    ({ given, status, attained }) => {
      const result = progress(given);
      expect(result.status).toBe(status);
      if (attained === null) expect(result.attainment).toBeNull();
      else expect(result.attainment).toBeCloseTo(attained, 12);
    },
  );
});

describe('maintain is met on the baseline’s side of the target', () => {
  it.each([
    { baseline: 95, target: 95, actual: 95, status: 'achieved' },
    { baseline: 95, target: 95, actual: 97, status: 'achieved' },
    { baseline: 95, target: 95, actual: 94, status: 'at-risk' },
    { baseline: 95, target: 90, actual: 91, status: 'achieved' },
    { baseline: 95, target: 90, actual: 80, status: 'off-track' },
    { baseline: 8, target: 10, actual: 9, status: 'achieved' },
    { baseline: 8, target: 10, actual: 10.1, status: 'on-track' },
    { baseline: 8, target: 10, actual: 14, status: 'off-track' },
    { baseline: null, target: 90, actual: 90, status: 'achieved' },
    { baseline: null, target: 90, actual: 60, status: 'at-risk' },
  ])('baseline $baseline, target $target, actual $actual: $status', ({ baseline, target, actual, status }) => {
    expect(progress({ direction: 'maintain', baseline, targets: { '2025': target }, actual }).status).toBe(status);
  });

  it.each([
    { period: '2025-Q1', yearToDate: 25, status: 'on-track' },
    { period: '2025-Q1', yearToDate: 10, status: 'off-track' },
    { period: '2025', yearToDate: 100, status: 'achieved' },
  ])('flows are a floor: $yearToDate by $period is $status', ({ period, yearToDate, status }) => {
    expect(progress({ direction: 'maintain', overTime: 'sum', baseline: 80, period, yearToDate }).status).toBe(status);
  });
});
