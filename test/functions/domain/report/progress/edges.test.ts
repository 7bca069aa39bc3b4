import { describe, expect, it } from 'vitest';
import type { ProgressInput } from '../../../../../functions/domain/report/progress/progress.ts';
import { progressOf } from '../../../../../functions/domain/report/progress/progress.ts';

type Rules = ProgressInput['indicator'];

interface Edge extends Partial<Rules> {
  readonly of: string;
  readonly targets?: Readonly<Record<string, number>>;
  readonly period?: string;
  readonly actual: number | null;
  readonly yearToDate?: number | null;
  readonly thresholds?: ProgressInput['thresholds'];
  readonly status: string;
  /** Worked out by hand. */
  readonly expected?: number | null;
  readonly attained: number | null;
}

function standing(edge: Edge) {
  const { direction = 'increase', overTime = 'latest', overOrgUnits = 'sum', baseline = 0, actual } = edge;
  const { targets = { '2025': 100 }, yearToDate = actual, period = '2025' } = edge;
  return progressOf({
    indicator: { direction, overTime, overOrgUnits, baseline },
    ...{
      keeps: null,
      thresholds: edge.thresholds ?? { onTrackAt: 0.8, offTrackBelow: 0.5 },
      period,
      actual,
      yearToDate,
    },
    targetOf: (wanted) => targets[wanted] ?? null,
  });
}

function holds(edge: Edge): void {
  const { status, attainment, expected } = standing(edge);
  expect(status).toBe(edge.status);
  if (edge.attained === null) expect(attainment).toBeNull();
  else expect(attainment).toBeCloseTo(edge.attained, 12);
  if (edge.expected === null) expect(expected).toBeNull();
  else if (edge.expected !== undefined) expect(expected).toBeCloseTo(edge.expected, 9);
}

const ceiling = { direction: 'decrease', baseline: 8, targets: { '2025': 10 } } as const;
const kept = { direction: 'maintain', baseline: 100 } as const;
const flow = { overTime: 'sum', baseline: 700, period: '2025-S1' } as const;
const share = { overTime: 'sum', overOrgUnits: 'ratio', baseline: 0.5, targets: { '2024': 0.6, '2025': 0.8 } } as const;

describe('thresholds', () => {
  it.each<Edge>([
    { of: '49.99', actual: 49.99, status: 'off-track', attained: 0.4999 },
    { of: '50', actual: 50, status: 'at-risk', attained: 0.5 },
    { of: '79.99', actual: 79.99, status: 'at-risk', attained: 0.7999 },
    { of: '80', actual: 80, status: 'on-track', attained: 0.8 },
    { of: '79.999999999999', actual: 79.999999999999, status: 'on-track', attained: 0.8 },
    { of: '99.99', actual: 99.99, status: 'on-track', attained: 0.9999 },
    { of: '100', actual: 100, status: 'achieved', attained: 1 },
    {
      ...{ of: '8 tenths in tenths', actual: 0.1 + 0.7, targets: { '2025': 1 } },
      ...{ status: 'on-track', attained: 0.8 },
    },
    {
      ...{ of: 'all that is expected, where only that is on track', period: '2025-S1', actual: 50 },
      ...{ thresholds: { onTrackAt: 1, offTrackBelow: 0.99 }, expected: 50, status: 'on-track', attained: 1 },
    },
  ])('$of: $status', holds);
});

describe('zero and negative targets', () => {
  it.each<Edge>([
    { of: 'a rise to 0', baseline: -10, targets: { '2025': 0 }, actual: -5, status: 'at-risk', attained: 0.5 },
    { of: 'a rise to 0, there', baseline: -10, targets: { '2025': 0 }, actual: 0, status: 'achieved', attained: 1 },
    { of: 'a rise below 0', baseline: -20, targets: { '2025': -10 }, actual: -11, status: 'on-track', attained: 0.9 },
    {
      ...{ of: 'a fall below 0', direction: 'decrease', baseline: -10, targets: { '2025': -20 }, actual: -14 },
      ...{ status: 'off-track', attained: 0.4 },
    },
    {
      ...{ of: 'a fall through 0', direction: 'decrease', baseline: 10, targets: { '2025': -10 }, actual: -8 },
      ...{ status: 'on-track', attained: 0.9 },
    },
    {
      ...{ ...flow, of: 'flows that are to be negative', direction: 'decrease', targets: { '2025': -100 } },
      ...{ actual: null, yearToDate: -45, expected: -50, status: 'on-track', attained: 0.9 },
    },
    {
      ...{ ...flow, of: 'flows that are to be negative, all there', direction: 'decrease', targets: { '2025': -100 } },
      ...{ actual: null, yearToDate: -100, status: 'achieved', attained: 2 },
    },
    { ...flow, of: 'flows to 0', targets: { '2025': 0 }, actual: -1, expected: 0, status: 'at-risk', attained: null },
  ])('$of: $status', holds);
});

describe('no way to go, or a way to the worse side', () => {
  it.each<Edge>([
    { of: 'target = baseline, kept', baseline: 100, actual: 100, status: 'achieved', attained: null },
    { of: 'target = baseline, missed', baseline: 100, actual: 99, status: 'at-risk', attained: null },
    {
      ...{ of: 'target = baseline in binary fractions', baseline: 0.1 + 0.2, targets: { '2025': 0.3 }, actual: 0.3 },
      ...{ status: 'achieved', attained: null },
    },
    { ...ceiling, of: 'a ceiling kept', actual: 9, status: 'achieved', attained: 0.5 },
    { ...ceiling, of: 'a ceiling reached', actual: 10, status: 'achieved', attained: 1 },
    { ...ceiling, of: 'a ceiling passed by a quarter of the way', actual: 10.5, status: 'on-track', attained: 1.25 },
    { ...ceiling, of: 'a ceiling passed by a hair more', actual: 10.51, status: 'at-risk', attained: 1.255 },
    { ...ceiling, of: 'a ceiling passed by as much again', actual: 12, status: 'at-risk', attained: 2 },
    { ...ceiling, of: 'a ceiling passed by more', actual: 12.01, status: 'off-track', attained: 2.005 },
    { ...kept, of: 'a floor below the baseline', targets: { '2025': 90 }, actual: 90, status: 'achieved', attained: 1 },
    { ...kept, of: 'a floor undercut', targets: { '2025': 90 }, actual: 80, status: 'at-risk', attained: 2 },
    {
      ...kept,
      of: 'a floor undercut by more',
      targets: { '2025': 90 },
      actual: 79,
      status: 'off-track',
      attained: 2.1,
    },
  ])('$of: $status', holds);
});

describe('periods', () => {
  const first = { targets: { '2024': 40 }, period: '2024-Q1' } as const;
  const last = { targets: { '2027': 40, '2028': 80 } } as const;
  it.each<Edge>([
    {
      ...first,
      of: 'the first, from the baseline',
      baseline: 20,
      actual: 25,
      expected: 25,
      status: 'on-track',
      attained: 1,
    },
    {
      ...{ ...first, of: 'the first, without a baseline', baseline: null, actual: 40, expected: 40 },
      ...{ status: 'achieved', attained: 1 },
    },
    {
      ...{ ...first, of: 'the first, without a baseline, short', baseline: null, actual: 25, expected: 40 },
      ...{ status: 'at-risk', attained: 0.625 },
    },
    { ...last, of: 'the last month', period: '2028-12', actual: 80, expected: 80, status: 'achieved', attained: 1 },
    {
      ...last,
      of: 'the last but one',
      period: '2028-11',
      actual: 76,
      expected: 40 + (40 * 11) / 12,
      status: 'on-track',
      attained: 76 / (40 + (40 * 11) / 12),
    },
    { ...last, of: 'the last year', period: '2028', actual: 79, expected: 80, status: 'on-track', attained: 0.9875 },
    {
      ...last,
      of: 'a year after the plan',
      period: '2029',
      actual: 79,
      expected: null,
      status: 'no-target',
      attained: null,
    },
    {
      ...{ of: 'measured from the baseline, though the line starts at the target of the year before', baseline: 20 },
      ...{ targets: { '2024': 60, '2025': 100 }, period: '2025-S1', actual: 50, expected: 80 },
      ...{ status: 'at-risk', attained: 0.5 },
    },
    {
      ...{ ...flow, of: 'a period with a target of its own, flows', period: '2025-Q2', actual: 20, yearToDate: 90 },
      ...{ targets: { '2025': 100, '2025-Q2': 40 }, expected: 40, status: 'at-risk', attained: 0.5 },
    },
    {
      ...{ of: 'a period with a target of its own, a level', period: '2025-Q2', actual: 30, baseline: 10 },
      ...{ targets: { '2025': 100, '2025-Q2': 30 }, expected: 30, status: 'achieved', attained: 1 },
    },
    {
      ...{ of: 'a half-year is not held against the target of its quarter', period: '2025-S1', actual: 30 },
      ...{ targets: { '2025-Q2': 30 }, expected: null, status: 'no-target', attained: null },
    },
  ])('$of: $status', holds);
});

describe('figures that are not there', () => {
  it.each<Edge>([
    {
      ...flow,
      of: 'a flow whose year so far is not known',
      actual: 60,
      yearToDate: null,
      status: 'no-data',
      attained: null,
    },
    { ...flow, of: 'a silent period, the year known', actual: null, yearToDate: 40, status: 'on-track', attained: 0.8 },
    { of: 'a measured 0', actual: 0, status: 'off-track', attained: 0 },
    { of: 'a level not reported', actual: null, expected: 100, status: 'no-data', attained: null },
    { of: 'nothing at all', targets: {}, actual: null, expected: null, status: 'no-target', attained: null },
  ])('$of: $status', holds);
});

describe('shares of sums', () => {
  it.each<Edge>([
    {
      ...share,
      of: 'half way through the year',
      period: '2025-S1',
      actual: 0.9,
      yearToDate: 0.7,
      expected: 0.7,
      status: 'on-track',
      attained: 1,
    },
    { ...share, of: 'no nearer than the baseline', actual: 0.5, status: 'off-track', attained: 0 },
    { ...share, of: 'at the end', actual: 0.8, status: 'achieved', attained: 1 },
  ])('$of: $status', holds);
});

describe('large and fine figures', () => {
  const large = { targets: { '2025': 1e15 } } as const;
  it.each<Edge>([
    { ...large, of: 'one short of 1e15', actual: 1e15 - 1, status: 'on-track', attained: 1 },
    { ...large, of: '1e15', actual: 1e15, status: 'achieved', attained: 1 },
    { ...large, of: 'half of 1e15 less one', actual: 5e14 - 1, status: 'at-risk', attained: 0.5 },
    { of: '0.1 + 0.2 for 0.3', targets: { '2025': 0.3 }, actual: 0.1 + 0.2, status: 'achieved', attained: 1 },
    { of: '0.3 for 0.1 + 0.2', targets: { '2025': 0.1 + 0.2 }, actual: 0.3, status: 'achieved', attained: 1 },
    {
      of: 'a ten-thousandth short of 0.3',
      targets: { '2025': 0.3 },
      actual: 0.2999,
      status: 'on-track',
      attained: 0.2999 / 0.3,
    },
    { of: '1e-9 for 1e-9', targets: { '2025': 1e-9 }, actual: 1e-9, status: 'achieved', attained: 1 },
  ])('$of: $status', holds);
});
