import { describe, expect, it } from 'vitest';
import { minimalPlan } from '../../../support/plan.ts';
import { judgeRows, type LongRow } from '../validation/support.ts';

const camps = (period: string, value: string | number): LongRow => ['KEN', period, '1a.3', null, null, value];

describe('The periods of which a file has something returned', () => {
  it.each([
    ['none where all is taken', [camps('2025-Q1', 4)], []],
    ['that of a returned block', [camps('2025-Q1', 'many')], ['2025-Q1']],
    ['those of all returned blocks, in order', [camps('2025-Q2', 'a'), camps('2025-Q1', 'b')], ['2025-Q1', '2025-Q2']],
    ['none that the plan does not have', [camps('1999-Q1', 4)], []],
  ])('%s', (_, rows, periods) => {
    expect(judgeRows(rows).returnedPeriods).toEqual(periods);
  });

  it.each([
    ['partial', ['2025']],
    ['all-or-nothing', ['2025', '2025-Q4']],
  ] as const)('of a plan whose acceptance is %s: %j', (acceptance, periods) => {
    const rows: LongRow[] = [camps('2025-Q4', 4), ['KEN', '2025', '1a.4', null, null, 'perhaps']];
    const setting = { plan: minimalPlan({ acceptance }), today: '2026-01-10' };
    expect(judgeRows(rows, setting).returnedPeriods).toEqual(periods);
  });
});
