import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actual, ScopeActuals } from '../../../../functions/domain/aggregation/actual.ts';
import { aggregate } from '../../../../functions/domain/aggregation/aggregate.ts';
import type { LedgerEntry } from '../../../../functions/domain/ledger/entry.ts';
import type { Indicator, OverOrgUnits, OverTime, ReportedAs } from '../../../../functions/domain/plan/model.ts';
import { minimalPlan } from '../../../support/plan.ts';
import { naive } from './naive.ts';
import { anEntry, anIndicator, anObservation, row, type Told } from './support.ts';

const UNITS = ['GLOBAL', 'AFR', 'AME', 'KEN', 'NER', 'COL', 'KEN-DAD'] as const;
const QUARTERS = ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4'] as const;
const MIXED = [...QUARTERS, '2025-02', '2025-03', '2025-05', '2025-S1', '2025'] as const;
const PERIODS = [...QUARTERS, '2025-03', '2025-06', '2025-S1', '2025-S2', '2025'] as const;
const CATEGORIES = ['female', 'male', 'other'] as const;

const rules = fc.record({
  overTime: fc.constantFrom<OverTime>('sum', 'latest', 'max', 'mean', 'none'),
  overOrgUnits: fc.constantFrom<OverOrgUnits>('sum', 'mean', 'ratio', 'max', 'min', 'none'),
  reportedAs: fc.constantFrom<ReportedAs>('per-period', 'year-to-date'),
});
const whole = fc.integer({ min: -50, max: 1000 });

function told(ratio: boolean, missing: boolean): fc.Arbitrary<Told> {
  const figure: fc.Arbitrary<Told> = ratio ? fc.tuple(whole, fc.integer({ min: 0, max: 1000 })) : whole;
  return missing ? fc.oneof({ weight: 4, arbitrary: figure }, fc.constant(null)) : figure;
}

/** Entries of one indicator, each from an upload of its own; some replace earlier ones, some withdraw them. */
function entriesFor(indicator: Indicator, periods: readonly string[], missing = true): fc.Arbitrary<LedgerEntry[]> {
  const amount = told(indicator.overOrgUnits === 'ratio', missing);
  const entry = fc.record({
    unit: fc.constantFrom(...UNITS),
    period: fc.constantFrom(...periods),
    total: amount,
    parts: fc.uniqueArray(fc.tuple(fc.constantFrom(...CATEGORIES), amount), { selector: ([category]) => category }),
    day: fc.integer({ min: 1, max: 28 }),
    note: fc.option(fc.string()),
  });
  return fc.array(entry, { maxLength: 25 }).map((drafts) =>
    drafts.map(({ unit, period, total, parts, day, note }, i) => {
      const breakdown = parts.map(([sex, part]) => row({ sex }, part));
      const at = `2025-07-${String(day).padStart(2, '0')}T10:00:00.000Z`;
      return anEntry([anObservation(unit, period, total, { breakdown, note })], at, `uploads/${unit}/${i}`);
    }),
  );
}

function run(indicator: Indicator, entries: readonly LedgerEntry[], periods: readonly string[] = PERIODS) {
  const plan = minimalPlan({ indicators: [indicator] });
  return aggregate({ plan, planVersion: 1, year: 2025, periods, entries });
}

function find(all: readonly ScopeActuals[], scope: string, period: string): Actual | undefined {
  return all.find((s) => s.scope === scope && s.period === period)?.actuals[0];
}

const worlds = (periods: readonly string[], fixed: Partial<Indicator> = {}, missing = true) =>
  rules.chain((chosen) => {
    const indicator = anIndicator({ dimensions: ['sex'], ...chosen, ...fixed });
    return entriesFor(indicator, periods, missing).map((entries) => ({ indicator, entries }));
  });

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

  it('agrees with a plain second implementation', () => {
    fc.assert(
      fc.property(worlds(MIXED), ({ indicator, entries }) => {
        const plan = minimalPlan({ indicators: [indicator] });
        const all = run(indicator, entries);
        for (const scope of UNITS)
          for (const period of PERIODS) {
            const actual = find(all, scope, period);
            const { reported, breakdowns, ...figures } = naive(plan, entries, scope, indicator, period);
            if (!actual) {
              expect({ reported, yearToDate: figures.yearToDate }).toEqual({ reported: 0, yearToDate: null });
              continue;
            }
            const found = Object.fromEntries(actual.breakdowns.map((b) => [`${b.dimension} ${b.category}`, b.value]));
            const close = (value: number | null) => (value === null ? null : expect.closeTo(value, 9));
            expect({ ...actual, breakdowns: found }).toMatchObject({
              value: close(figures.value),
              numerator: figures.numerator,
              denominator: figures.denominator,
              yearToDate: close(figures.yearToDate),
              coverage: { reported },
            });
            expect(Object.keys(found).sort()).toEqual(Object.keys(breakdowns).sort());
            for (const [category, value] of Object.entries(breakdowns)) expect(found[category]).toEqual(close(value));
          }
      }),
      { numRuns: 400 },
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
