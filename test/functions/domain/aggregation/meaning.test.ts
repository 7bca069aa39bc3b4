import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actual } from '../../../../functions/domain/aggregation/actual.ts';
import { minimalPlan } from '../../../support/plan.ts';
import { find, MIXED, PERIODS, run, runYears, UNITS, worlds, YEARLY } from './worlds.ts';

const { orgUnits } = minimalPlan();
const childrenOf = (scope: string) => orgUnits.filter(({ parent }) => parent === scope).map(({ code }) => code);
const known = (values: readonly (number | null | undefined)[]) => values.flatMap((value) => value ?? []);
const total = (values: readonly (number | null | undefined)[]): number | null => {
  const given = known(values);
  return given.length === 0 ? null : given.reduce((a, b) => a + b, 0);
};
const SUMS = { overOrgUnits: 'sum', overTime: 'sum', kind: 'count' } as const;
const PLAN_SO_FAR = ['2024-Q2', '2025', '2026-Q1', '2026'];

describe('the plan so far', () => {
  it('is the year so far in the plan’s first year, but for what is not rolled up over time', () => {
    fc.assert(
      fc.property(worlds(YEARLY), ({ indicator, entries }) => {
        for (const { actuals } of runYears(indicator, entries, ['2024-Q1', '2024-S1', '2024']))
          for (const { yearToDate, planToDate } of actuals)
            expect(planToDate).toBe(indicator.overTime === 'none' ? null : yearToDate);
      }),
    );
  });

  it('of flows is that at the end of the year before and the year so far', () => {
    fc.assert(
      fc.property(worlds(YEARLY, SUMS), ({ indicator, entries }) => {
        const all = runYears(indicator, entries, PLAN_SO_FAR);
        for (const scope of UNITS) {
          const before = find(all, scope, '2025')?.planToDate;
          const now = find(all, scope, '2026-Q1');
          expect(now?.planToDate ?? null).toBe(total([before, now?.yearToDate]));
        }
      }),
    );
  });

  it('of flows is a unit’s own and those of the scopes below it', () => {
    fc.assert(
      fc.property(worlds(YEARLY, SUMS), ({ indicator, entries }) => {
        const all = runYears(indicator, entries, PLAN_SO_FAR);
        const own = runYears({ ...indicator, overOrgUnits: 'none' }, entries, PLAN_SO_FAR);
        for (const period of PLAN_SO_FAR)
          for (const scope of UNITS) {
            const parts = childrenOf(scope).map((child) => find(all, child, period)?.planToDate);
            const sum = total([find(own, scope, period)?.planToDate, ...parts]);
            expect(find(all, scope, period)?.planToDate ?? null).toBe(sum);
          }
      }),
    );
  });

  it('of a maximum never falls', () => {
    fc.assert(
      fc.property(worlds(YEARLY, { overTime: 'max', overOrgUnits: 'max' }), ({ indicator, entries }) => {
        const all = runYears(indicator, entries, PLAN_SO_FAR);
        for (const scope of UNITS) {
          const highest = known(PLAN_SO_FAR.map((period) => find(all, scope, period)?.planToDate));
          expect(highest).toEqual([...highest].sort((a, b) => a - b));
        }
      }),
    );
  });

  it('says nothing of later years', () => {
    fc.assert(
      fc.property(worlds(YEARLY), ({ indicator, entries }) => {
        const early = entries.filter(({ period }) => period < '2026');
        expect(runYears(indicator, entries, ['2025'])).toEqual(runYears(indicator, early, ['2025']));
      }),
      { numRuns: 50 },
    );
  });
});

describe('org units', () => {
  it('coverage is a unit’s own and that of the scopes below it, whatever the rule', () => {
    fc.assert(
      fc.property(worlds(MIXED), ({ indicator, entries }) => {
        const all = run(indicator, entries);
        const coverageOf = (scope: string, period: string) =>
          find(all, scope, period)?.coverage ?? { reported: 0, expected: 0 };
        for (const period of PERIODS)
          for (const scope of ['GLOBAL', 'AFR', 'AME']) {
            const parts = childrenOf(scope).map((child) => coverageOf(child, period));
            const reported = coverageOf(scope, period).reported - parts.reduce((sum, part) => sum + part.reported, 0);
            // Regions and the world are not expected to report, but may.
            expect([0, 1]).toContain(reported);
            expect(coverageOf(scope, period).expected).toBe(parts.reduce((sum, part) => sum + part.expected, 0));
          }
      }),
    );
  });

  it.each(['max', 'min', 'mean'] as const)('the %s lies between the least and the greatest of the units', (rule) => {
    fc.assert(
      fc.property(worlds(MIXED, { overOrgUnits: rule, kind: 'score' }), ({ indicator, entries }) => {
        const all = run(indicator, entries);
        const own = run({ ...indicator, overOrgUnits: 'none' }, entries);
        for (const period of PERIODS) {
          const figures = known(UNITS.map((unit) => find(own, unit, period)?.value));
          const value = find(all, 'GLOBAL', period)?.value ?? null;
          if (figures.length === 0) expect(value).toBeNull();
          else if (rule === 'max') expect(value).toBe(Math.max(...figures));
          else if (rule === 'min') expect(value).toBe(Math.min(...figures));
          else {
            expect(value).toBeGreaterThanOrEqual(Math.min(...figures) - 1e-9);
            expect(value).toBeLessThanOrEqual(Math.max(...figures) + 1e-9);
          }
        }
      }),
    );
  });

  it('without a rule nothing above a unit has a figure of its own making', () => {
    fc.assert(
      fc.property(worlds(MIXED, { overOrgUnits: 'none' }), ({ indicator, entries }) => {
        const silent = entries.filter(({ orgUnit }) => !['GLOBAL', 'AFR', 'AME'].includes(orgUnit));
        for (const { scope, actuals } of run(indicator, silent))
          if (['GLOBAL', 'AFR', 'AME'].includes(scope))
            for (const actual of actuals)
              expect(actual).toMatchObject({
                value: null,
                yearToDate: null,
                planToDate: null,
                breakdowns: [],
                unknown: [],
              });
      }),
    );
  });
});

describe('breakdowns', () => {
  const partsOf = ({ breakdowns, unknown }: Actual, dimension: string) =>
    [...breakdowns, ...unknown].filter((part) => part.dimension === dimension).map(({ value }) => value);
  const rules = {
    overOrgUnits: 'sum',
    kind: 'count',
    reportedAs: 'per-period',
    dimensions: ['sex', 'nationality'],
  } as const;

  it.each(['sum', 'latest', 'none'] as const)('the parts and what is not known add up to the total: %s', (overTime) => {
    fc.assert(
      fc.property(worlds(MIXED, { ...rules, overTime }), ({ indicator, entries }) => {
        for (const { actuals } of run(indicator, entries))
          for (const actual of actuals)
            for (const dimension of rules.dimensions) {
              const sum = total(partsOf(actual, dimension)) ?? 0;
              // Categories that exceed the total leave nothing: then the parts are more, never less.
              if (actual.value !== null) expect(sum).toBeGreaterThanOrEqual(actual.value);
              if (actual.unknown.some((rest) => rest.dimension === dimension)) expect(sum).toBe(actual.value);
            }
      }),
    );
  });

  it('what is not known is above nought, and said of nothing that does not add up', () => {
    fc.assert(
      fc.property(worlds(MIXED, { dimensions: ['sex', 'nationality'] }), ({ indicator, entries }) => {
        const { kind, overOrgUnits, overTime } = indicator;
        const addsUp =
          kind !== 'score' && ['sum', 'none'].includes(overOrgUnits) && !['max', 'mean'].includes(overTime);
        for (const { actuals } of run(indicator, entries))
          for (const { unknown } of actuals) {
            expect(unknown.every(({ value }) => value > 0)).toBe(true);
            if (!addsUp) expect(unknown).toEqual([]);
          }
      }),
    );
  });

  it('a complete one leaves nothing unknown in any scope and period', () => {
    fc.assert(
      fc.property(
        worlds(MIXED, { ...rules, overTime: 'sum', dimensions: ['sex'] }, false),
        ({ indicator, entries }) => {
          const complete = entries.map((entry) => ({
            ...entry,
            observations: Array.from(entry.observations, (one) => {
              const value = total(one.breakdown.map((part) => part.value));
              return value === null
                ? { ...one, total: { ...one.total, value: 0 } }
                : { ...one, total: { ...one.total, value } };
            }),
          }));
          for (const { actuals } of run(indicator, complete))
            for (const actual of actuals) {
              expect(actual.unknown).toEqual([]);
              if (actual.value !== null) expect(total(partsOf(actual, 'sex')) ?? 0).toBe(actual.value);
            }
        },
      ),
    );
  });

  it('crossed cells add up over the scopes below like the total', () => {
    const keyed = (actual: Actual | undefined) =>
      new Map(actual?.crossed.map(({ categories, value }) => [JSON.stringify(categories), value]));
    fc.assert(
      fc.property(worlds(MIXED, { ...rules, overTime: 'latest' }), ({ indicator, entries }) => {
        const all = run(indicator, entries);
        const own = run({ ...indicator, overOrgUnits: 'none' }, entries);
        for (const period of PERIODS)
          for (const scope of ['GLOBAL', 'AFR', 'KEN']) {
            const parts = [find(own, scope, period), ...childrenOf(scope).map((child) => find(all, child, period))].map(
              keyed,
            );
            const cells = keyed(find(all, scope, period));
            expect(new Set(cells.keys())).toEqual(new Set(parts.flatMap((part) => [...part.keys()])));
            for (const [key, value] of cells) expect(value).toBe(total(parts.map((part) => part.get(key))));
          }
      }),
    );
  });
});
