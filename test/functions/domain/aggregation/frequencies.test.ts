import { describe, expect, it } from 'vitest';
import { aggregate } from '../../../../functions/domain/aggregation/aggregate.ts';
import { type Carry, carryOf } from '../../../../functions/domain/aggregation/carry.ts';
import type { Indicator } from '../../../../functions/domain/plan/model.ts';
import { yearOf } from '../../../../functions/domain/plan/period.ts';
import { minimalPlan } from '../../../support/plan.ts';
import { anEntry, anIndicator, anObservation, type Told } from './support.ts';

type Report = readonly [unit: string, period: string, told: Told];

/** Value, year so far and plan so far of a scope in a period of any year, from reports of the plan's years. */
function figuresIn(scope: string, period: string, rules: Partial<Indicator>, reports: readonly Report[]) {
  const plan = minimalPlan({ indicators: [anIndicator(rules)] });
  const entries = (year: number) =>
    reports
      .filter(([, when]) => yearOf(when) === year)
      .map(([unit, when, told]) => anEntry([anObservation(unit, when, told)]));
  let carry: Carry | null = null;
  for (let year = 2024; year < yearOf(period); year++)
    carry = carryOf({ plan, year, entries: entries(year), before: carry });
  const [found] = aggregate({
    ...{ plan, planVersion: 1, year: yearOf(period), periods: [period], scopes: [scope] },
    ...{ entries: entries(yearOf(period)), carry },
  });
  const actual = found?.actuals[0];
  return [actual?.value ?? null, actual?.yearToDate ?? null, actual?.planToDate ?? null];
}

describe('units that report monthly, quarterly, half-yearly and yearly', () => {
  /** Kenya by months and a quarter, Dadaab by quarters and a half-year, Niger by half-years, Colombia by years. */
  const reports: Report[] = [
    ...(['2024-01', '2024-02', '2024-03'] as const).map((month): Report => ['KEN', month, 1]),
    ['KEN', '2024-Q2', 10],
    ['KEN-DAD', '2024-Q1', 100],
    ['KEN-DAD', '2024-S2', 200],
    ['NER', '2024-S1', 1000],
    ['NER', '2024-S2', 2000],
    ['COL', '2024', 50_000],
    ['KEN', '2025-01', 2],
    ['KEN', '2025-02', 3],
    ['NER', '2025-S1', 4000],
  ];
  it.each([
    ['KEN', '2024-Q1', [103, 103, 103]],
    ['KEN', '2024-S1', [113, 113, 113]],
    ['AFR', '2024-Q1', [103, 103, 103]],
    ['AFR', '2024-S1', [1113, 1113, 1113]],
    ['AFR', '2024', [3313, 3313, 3313]],
    ['GLOBAL', '2024-S2', [2200, 53_313, 53_313]],
    ['GLOBAL', '2024', [53_313, 53_313, 53_313]],
    ['KEN', '2025-01', [2, 2, 315]],
    ['GLOBAL', '2025-Q1', [5, 5, 53_318]],
    ['GLOBAL', '2025-S1', [4005, 4005, 57_318]],
    ['GLOBAL', '2025-Q3', [null, 4005, 57_318]],
    ['COL', '2025', [null, null, 50_000]],
  ] as const)('in %s to %s: %j', (scope, period, expected) => {
    expect(figuresIn(scope, period, {}, reports)).toEqual(expected);
  });
});

describe('the plan so far, by the rule over time', () => {
  const reports: Report[] = [
    ['KEN', '2024-Q2', 40],
    ['KEN', '2024-Q4', 30],
    ['COL', '2024-Q4', 5],
    ['KEN', '2025-Q1', 20],
    ['COL', '2026-Q1', 7],
    ['KEN', '2026-Q2', 10],
  ];
  it.each([
    { overTime: 'sum', overOrgUnits: 'sum', period: '2026-Q1', planToDate: 102 },
    { overTime: 'latest', overOrgUnits: 'sum', period: '2025', planToDate: 25 },
    { overTime: 'latest', overOrgUnits: 'sum', period: '2026-Q1', planToDate: 27 },
    { overTime: 'latest', overOrgUnits: 'sum', period: '2026', planToDate: 17 },
    { overTime: 'latest', overOrgUnits: 'max', period: '2026', planToDate: 10 },
    { overTime: 'max', overOrgUnits: 'max', period: '2026', planToDate: 40 },
    { overTime: 'max', overOrgUnits: 'sum', period: '2026', planToDate: 47 },
    { overTime: 'mean', overOrgUnits: 'max', period: '2026', planToDate: 25 },
    { overTime: 'mean', overOrgUnits: 'mean', period: '2026', planToDate: 15.5 },
    { overTime: 'none', overOrgUnits: 'sum', period: '2026', planToDate: null },
    { overTime: 'latest', overOrgUnits: 'none', period: '2026', planToDate: null },
  ] as const)(
    '$overTime, and $overOrgUnits over org units, to $period: $planToDate',
    ({ period, planToDate, ...rules }) => {
      expect(figuresIn('GLOBAL', period, rules, reports)[2]).toBe(planToDate);
    },
  );

  it.each([
    ['sum', 0.5],
    ['mean', 0.5],
    ['latest', 0.8],
    ['max', 0.8],
  ] as const)('of a ratio by numerators and denominators, never a mean of percentages: %s', (overTime, planToDate) => {
    const ratios: Report[] = [
      ['KEN', '2024-Q1', [1, 10]],
      ['KEN', '2025-Q1', [8, 10]],
      ['KEN', '2024-Q2', [6, 10]],
    ];
    expect(figuresIn('AFR', '2025', { overOrgUnits: 'ratio', overTime, kind: 'percentage' }, ratios)[2]).toBe(
      planToDate,
    );
  });

  it('of reports for the year to date adds each year’s last', () => {
    const toDate: Report[] = [
      ['KEN', '2024-Q1', 10],
      ['KEN', '2024-Q3', 60],
      ['KEN', '2025-Q1', 5],
      ['KEN', '2025-Q2', 8],
    ];
    const rules = { reportedAs: 'year-to-date' } as const;
    expect(figuresIn('AFR', '2025-Q1', rules, toDate)).toEqual([5, 5, 65]);
    expect(figuresIn('AFR', '2025-Q2', rules, toDate)).toEqual([3, 8, 68]);
  });

  it('is not known where nothing was reported, and nought where nought was measured', () => {
    expect(figuresIn('AFR', '2025', {}, [['KEN', '2024-Q1', null]])[2]).toBeNull();
    expect(figuresIn('AFR', '2025', {}, [['KEN', '2024-Q1', 0]])[2]).toBe(0);
  });
});

describe('what does not add up is not added', () => {
  const shares: Report[] = [
    ['KEN', '2024-Q1', 0.4],
    ['COL', '2024-Q1', 0.8],
    ['KEN', '2025-Q1', 0.6],
    ['COL', '2025-Q1', 0.9],
  ];
  it.each([
    { kind: 'percentage', overOrgUnits: 'none', overTime: 'latest', expected: [null, null, null] },
    { kind: 'percentage', overOrgUnits: 'mean', overTime: 'latest', expected: [0.75, 0.75, 0.75] },
    { kind: 'percentage', overOrgUnits: 'max', overTime: 'max', expected: [0.9, 0.9, 0.9] },
    { kind: 'percentage', overOrgUnits: 'min', overTime: 'latest', expected: [0.6, 0.6, 0.6] },
    { kind: 'score', overOrgUnits: 'mean', overTime: 'mean', expected: [0.75, 0.75, 0.675] },
    { kind: 'score', overOrgUnits: 'min', overTime: 'none', expected: [0.6, 0.6, null] },
    { kind: 'score', overOrgUnits: 'max', overTime: 'latest', expected: [0.9, 0.9, 0.9] },
  ] as const)('a $kind, $overOrgUnits over org units and $overTime over time', ({ expected, ...rules }) => {
    const found = figuresIn('GLOBAL', '2025-Q1', rules, shares);
    expect(found.map((value) => value && Math.round(value * 1e6) / 1e6)).toEqual(expected);
  });

  it('a yes of one unit counts once, however often it is said', () => {
    const yes: Report[] = [
      ['KEN', '2024-Q1', 1],
      ['KEN', '2025-Q1', 1],
      ['COL', '2024-Q1', 1],
      ['COL', '2025-Q1', 0],
    ];
    const rules = { kind: 'yes-no', overTime: 'latest' } as const;
    expect(figuresIn('GLOBAL', '2025', rules, yes)).toEqual([1, 1, 1]);
    expect(figuresIn('GLOBAL', '2025', { ...rules, overTime: 'max' }, yes)).toEqual([1, 1, 2]);
  });
});
