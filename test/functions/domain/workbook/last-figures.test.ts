import { describe, expect, it } from 'vitest';
import type { Actual, ScopeActuals } from '../../../../functions/domain/aggregation/actual.ts';
import { createLookup } from '../../../../functions/domain/plan/lookup.ts';
import { figuresOf, lastFigures } from '../../../../functions/domain/workbook/last-figures.ts';
import { minimalPlan } from '../../../support/plan.ts';

const figure = (period: string, value: number | null, indicator = 'a') => ({ indicator, period, value });

describe('The last figure of an indicator', () => {
  it.each([
    ['is of the latest period', [figure('2025-Q1', 1), figure('2025-Q2', 2)], { period: '2025-Q2', value: 2 }],
    ['in any order', [figure('2025-Q2', 2), figure('2025-Q1', 1)], { period: '2025-Q2', value: 2 }],
    ['that ended before', [figure('2025-Q2', 2), figure('2025-Q3', 3)], { period: '2025-Q2', value: 2 }],
    ['is the later of one period', [figure('2025-Q1', 1), figure('2025-Q1', 2)], { period: '2025-Q1', value: 2 }],
    ['can be none on purpose', [figure('2025-Q1', 1), figure('2025-Q2', null)], { period: '2025-Q2', value: null }],
    ['can be nought', [figure('2025-Q1', 0)], { period: '2025-Q1', value: 0 }],
    ['is no other’s', [figure('2025-Q1', 1, 'b')], undefined],
    ['is no longer period’s that goes on', [figure('2025-S2', 1), figure('2025', 1)], undefined],
  ])('%s', (_, figures, expected) => {
    expect(lastFigures(figures, '2025-Q3').get('a')).toEqual(expected);
  });
});

describe('The figures behind actuals', () => {
  const actual = (indicator: string, rest: Partial<Actual> = {}): Actual => ({
    ...{ indicator, value: 5, numerator: null, denominator: null, yearToDate: 50, planToDate: 50 },
    ...{ coverage: { reported: 1, expected: 1 }, breakdowns: [], crossed: [], unknown: [], ...rest },
  });
  const of = (period: string, ...actuals: Actual[]): ScopeActuals => ({
    ...{ scope: 'KEN', period, planVersion: 1, entries: 1, carried: 0, dataAsOf: null, missing: [], late: [] },
    ...{ notes: [], coverage: { reported: 1, expected: 1 }, actuals },
  });
  const plan = minimalPlan();
  const cumulative = plan.indicators.map((one) =>
    one.code === '1a.1' ? { ...one, reportedAs: 'year-to-date' as const } : one,
  );

  it.each([
    ['are of the indicator’s own frequency', plan, [of('2025-Q1', actual('1a.1')), of('2025-S1', actual('1a.1'))], 5],
    [
      'are as reported from the start of the year',
      { ...plan, indicators: cumulative },
      [of('2025-Q1', actual('1a.1'))],
      50,
    ],
    [
      'are none where only expected',
      plan,
      [of('2025-Q1', actual('1a.1', { coverage: { reported: 0, expected: 1 } }))],
      null,
    ],
    ['are none of an indicator the plan dropped', plan, [of('2025-Q1', actual('9z.9'))], null],
  ])('%s', (_, given, computed, value) => {
    const expected = value === null ? [] : [{ indicator: '1a.1', period: '2025-Q1', value }];
    expect(figuresOf(computed, createLookup(given))).toEqual(expected);
  });
});
