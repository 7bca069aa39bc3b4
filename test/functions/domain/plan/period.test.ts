import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Frequency } from '../../../../functions/domain/plan/model.ts';
import * as periods from '../../../../functions/domain/plan/period.ts';

const FREQUENCIES: readonly Frequency[] = ['monthly', 'quarterly', 'semiannual', 'annual'];

const anyDate = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const anyPeriod = fc
  .tuple(anyDate, fc.constantFrom(...FREQUENCIES))
  .map(([date, frequency]) => periods.periodOfDate(date, frequency));

it.each(['2025', '2025-S1', '2025-S2', '2025-Q1', '2025-Q4', '2025-01', '2025-12'])('takes %s for a period', (text) =>
  expect(periods.isPeriod(text)).toBe(true),
);

it.each(['', '25', '2025-S3', '2025-Q0', '2025-Q5', '2025-00', '2025-13', '2025-1', '2025-q1', ' 2025', '2025-01-01'])(
  'does not take %j for a period',
  (text) => {
    expect(periods.isPeriod(text)).toBe(false);
    expect(() => periods.firstDay(text)).toThrow(RangeError);
  },
);

it.each<[string, Frequency, number, string, string, number]>([
  ['2025', 'annual', 2025, '2025-01-01', '2025-12-31', 1],
  ['2025-S1', 'semiannual', 2025, '2025-01-01', '2025-06-30', 0.5],
  ['2025-S2', 'semiannual', 2025, '2025-07-01', '2025-12-31', 1],
  ['2025-Q1', 'quarterly', 2025, '2025-01-01', '2025-03-31', 0.25],
  ['2025-Q3', 'quarterly', 2025, '2025-07-01', '2025-09-30', 0.75],
  ['2025-02', 'monthly', 2025, '2025-02-01', '2025-02-28', 2 / 12],
  ['2024-02', 'monthly', 2024, '2024-02-01', '2024-02-29', 2 / 12],
  ['2025-12', 'monthly', 2025, '2025-12-01', '2025-12-31', 1],
])('knows of %s that it is %s, of %d, from %s to %s', (period, frequency, year, first, last, share) => {
  expect(periods.frequencyOf(period)).toBe(frequency);
  expect(periods.yearOf(period)).toBe(year);
  expect(periods.firstDay(period)).toBe(first);
  expect(periods.lastDay(period)).toBe(last);
  expect(periods.shareOfYearElapsed(period)).toBe(share);
});

it.each<[string, Frequency, string[]]>([
  ['2025', 'quarterly', ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4']],
  ['2025-S2', 'monthly', ['2025-07', '2025-08', '2025-09', '2025-10', '2025-11', '2025-12']],
  ['2025-S2', 'quarterly', ['2025-Q3', '2025-Q4']],
  ['2025-Q2', 'quarterly', ['2025-Q2']],
  ['2025-Q2', 'semiannual', []],
  ['2025-05', 'annual', []],
])('makes %s of %s periods %j', (period, frequency, expected) =>
  expect(periods.periodsWithin(period, frequency)).toEqual(expected),
);

it.each([
  ['2025-Q1', '2024-Q4'],
  ['2025-S2', '2025-S1'],
  ['2025', '2024'],
  ['2025-01', '2024-12'],
])('puts before %s the period %s', (period, before) => expect(periods.periodBefore(period)).toBe(before));

it('orders periods by their end, the finer first', () => {
  const shuffled = ['2025', '2025-Q4', '2024', '2025-01', '2025-Q1', '2025-S2', '2025-12', '2025-03'];
  const ordered = ['2024', '2025-01', '2025-03', '2025-Q1', '2025-12', '2025-Q4', '2025-S2', '2025'];
  expect(shuffled.toSorted(periods.comparePeriods)).toEqual(ordered);
});

it('lists the periods that contain one, from fine to coarse', () => {
  expect(periods.periodsContaining('2025-05')).toEqual(['2025-05', '2025-Q2', '2025-S1', '2025']);
  expect(periods.periodsContaining('2025')).toEqual(['2025']);
});

describe('of any period', () => {
  it('parts fill it without gap or overlap', () =>
    fc.assert(
      fc.property(anyPeriod, fc.constantFrom(...FREQUENCIES), (period, frequency) => {
        const parts = periods.periodsWithin(period, frequency);
        if (parts.length === 0) return;
        const dayAfter = (iso: string) =>
          new Date(Date.parse(`${iso}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
        expect(parts.map(periods.firstDay)).toEqual([
          periods.firstDay(period),
          ...parts.slice(0, -1).map((part) => dayAfter(periods.lastDay(part))),
        ]);
        expect(periods.lastDay(parts.at(-1) ?? '')).toBe(periods.lastDay(period));
        expect(parts.every((part) => periods.contains(period, part))).toBe(true);
      }),
    ));

  it('its days fall in it, and the one before ends the day before it starts', () =>
    fc.assert(
      fc.property(anyPeriod, (period) => {
        const frequency = periods.frequencyOf(period);
        expect(periods.periodOfDate(periods.firstDay(period), frequency)).toBe(period);
        expect(periods.periodOfDate(periods.lastDay(period), frequency)).toBe(period);
        const gap = Date.parse(periods.firstDay(period)) - Date.parse(periods.lastDay(periods.periodBefore(period)));
        expect(gap).toBe(86_400_000);
        expect(periods.frequencyOf(periods.periodBefore(period))).toBe(frequency);
      }),
    ));
});
