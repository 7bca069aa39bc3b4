import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actual, ScopeActuals } from '../../../../functions/domain/aggregation/actual.ts';
import { minimalPlan } from '../../../support/plan.ts';
import { type NaiveActual, naive } from './naive.ts';
import { anEntry, anIndicator, anObservation } from './support.ts';
import { entriesFor, find, MIXED, PERIODS, QUARTERS, run, runYears, UNITS, whole, worlds, YEARLY } from './worlds.ts';

describe('the laws of aggregation', () => {
  it('any order and repetition of entries gives the same output, byte for byte', () => {
    const deliveries = worlds(MIXED).chain(({ indicator, entries }) =>
      fc.record({
        ...{ indicator: fc.constant(indicator), entries: fc.constant(entries) },
        shuffled: fc.shuffledSubarray(entries, { minLength: entries.length }),
        again: fc.shuffledSubarray(entries),
      }),
    );
    fc.assert(
      fc.property(deliveries, ({ indicator, entries, shuffled, again }) => {
        const first = JSON.stringify(run(indicator, entries));
        expect(JSON.stringify(run(indicator, [...shuffled, ...again]))).toBe(first);
      }),
    );
  });

  it('decimals add up to the same bytes in any order', () => {
    const decimals = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 12 });
    const shuffled = decimals.chain((values) =>
      fc.shuffledSubarray([...values.entries()], { minLength: values.length }).map((order) => ({ values, order })),
    );
    fc.assert(
      fc.property(shuffled, ({ values, order }) => {
        const entries = values.map((value, i) =>
          anEntry([anObservation(UNITS[i % 7] ?? 'KEN', `2025-${String(i + 1).padStart(2, '0')}`, value)]),
        );
        const delivered = order.flatMap(([i]) => entries[i] ?? []);
        const first = JSON.stringify(run(anIndicator(), entries));
        expect(JSON.stringify(run(anIndicator(), delivered))).toBe(first);
      }),
    );
  });

  const close = (value: number | null) => (value === null ? null : expect.closeTo(value, 9));
  const closeAll = (values: Readonly<Record<string, number | null>>) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, close(value)]));

  function agree(actual: Actual | undefined, expected: NaiveActual, dimensions: readonly string[]): void {
    const { value, numerator, denominator, yearToDate, planToDate, reported, breakdowns, crossed, rest } = expected;
    if (!actual) {
      expect({ reported, yearToDate, planToDate }).toEqual({ reported: 0, yearToDate: null, planToDate: null });
      return;
    }
    const left = Object.entries(rest).filter(([, one]) => one !== null && one > 1e-6);
    expect({
      ...actual,
      breakdowns: Object.fromEntries(actual.breakdowns.map((b) => [`${b.dimension} ${b.category}`, b.value])),
      crossed: Object.fromEntries(
        actual.crossed.map((c) => [dimensions.map((dimension) => c.categories[dimension]).join(' '), c.value]),
      ),
      unknown: Object.fromEntries(actual.unknown.map((one) => [one.dimension, one.value])),
    }).toEqual({
      ...{ indicator: 'X', value: close(value), numerator, denominator },
      ...{ yearToDate: close(yearToDate), planToDate: close(planToDate) },
      coverage: { reported, expected: actual.coverage.expected },
      breakdowns: closeAll(breakdowns),
      crossed: closeAll(crossed),
      unknown: closeAll(Object.fromEntries(left)),
    });
  }

  it('agrees with a plain second implementation', () => {
    fc.assert(
      fc.property(worlds(MIXED, { dimensions: ['sex', 'nationality'] }), ({ indicator, entries }) => {
        const plan = minimalPlan({ indicators: [indicator] });
        const all = run(indicator, entries);
        for (const scope of UNITS)
          for (const period of PERIODS)
            agree(find(all, scope, period), naive(plan, entries, scope, indicator, period), indicator.dimensions);
      }),
      { numRuns: 300 },
    );
  });

  it('agrees with it on the plan so far, over years of which each sees but what the one before leaves', () => {
    fc.assert(
      fc.property(worlds(YEARLY), ({ indicator, entries }) => {
        const plan = minimalPlan({ indicators: [indicator] });
        const periods = ['2024-S1', '2025', '2026-Q2', '2026'];
        const all = runYears(indicator, entries, periods);
        for (const scope of UNITS)
          for (const period of periods)
            agree(find(all, scope, period), naive(plan, entries, scope, indicator, period), indicator.dimensions);
      }),
      { numRuns: 200 },
    );
  });

  it('a scope’s sum is its own figure and those of the scopes below', () => {
    fc.assert(
      fc.property(worlds(QUARTERS, { overOrgUnits: 'sum', overTime: 'latest' }), ({ indicator, entries }) => {
        const all = run(indicator, entries);
        const own = run({ ...indicator, overOrgUnits: 'none' }, entries);
        const resultOf = (from: typeof all, scope: string, period: string) => find(from, scope, period)?.value ?? 0;
        for (const period of PERIODS) {
          const global = resultOf(own, 'GLOBAL', period) + resultOf(all, 'AFR', period) + resultOf(all, 'AME', period);
          const africa = resultOf(own, 'AFR', period) + resultOf(all, 'KEN', period) + resultOf(all, 'NER', period);
          expect([resultOf(all, 'GLOBAL', period), resultOf(all, 'AFR', period)]).toEqual([global, africa]);
        }
      }),
    );
  });

  it('a ratio is its numerator over its denominator, in every scope and period', () => {
    fc.assert(
      fc.property(worlds(MIXED, { overOrgUnits: 'ratio' }), ({ indicator, entries }) => {
        for (const { actuals } of run(indicator, entries))
          for (const { value, numerator, denominator } of actuals)
            expect(value).toBe(
              numerator === null || denominator === null || denominator === 0 ? null : numerator / denominator,
            );
      }),
    );
  });

  it('a coarser period’s flow is the sum of the finer flows', () => {
    const flows = worlds(QUARTERS, { overTime: 'sum', overOrgUnits: 'sum', reportedAs: 'per-period' });
    fc.assert(
      fc.property(flows, ({ indicator, entries }) => {
        const all = run(indicator, entries);
        for (const scope of UNITS) {
          const parts = QUARTERS.flatMap((period) => find(all, scope, period)?.value ?? []);
          const sum = parts.length === 0 ? null : parts.reduce((a, b) => a + b, 0);
          expect(find(all, scope, '2025')?.value ?? null).toBe(sum);
          expect(find(all, scope, '2025')?.yearToDate ?? null).toBe(sum);
        }
      }),
    );
  });

  it('flows and the same figures reported year to date give the same actuals', () => {
    const flows = fc.array(fc.tuple(whole, whole, whole, whole), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(flows, (units) => {
        const entries = (toDate: boolean) =>
          units.flatMap((values, u) =>
            values.map((value, q) => {
              const reported = toDate ? values.slice(0, q + 1).reduce((a, b) => a + b, 0) : value;
              return anEntry([anObservation(UNITS[u] ?? 'KEN', QUARTERS[q] ?? '2025', reported)]);
            }),
          );
        const differenced = run(anIndicator({ reportedAs: 'year-to-date' }), entries(true));
        expect(differenced).toEqual(run(anIndicator(), entries(false)));
      }),
    );
  });

  it('what is reported for one period changes no other base period', () => {
    const indicator = anIndicator({ dimensions: ['sex'] });
    fc.assert(
      fc.property(entriesFor(indicator, QUARTERS), entriesFor(indicator, ['2025-Q2']), (entries, more) => {
        const valuesIn = (all: readonly ScopeActuals[]) =>
          all.map((s) => s.actuals.filter((a) => a.coverage.reported > 0).map((a) => [a.value, a.breakdowns]));
        const others = ['2025-Q1', '2025-Q3', '2025-Q4'];
        expect(valuesIn(run(indicator, [...entries, ...more], others))).toEqual(
          valuesIn(run(indicator, entries, others)),
        );
      }),
    );
  });
});
