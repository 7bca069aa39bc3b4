import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recompute } from '../../functions/aggregate/step.ts';
import type { Indicator, PeriodWindow, Plan } from '../../functions/domain/plan/model.ts';
import { startTestAws, type TestAws } from '../support/embedded.ts';
import { createDependencies, type Dependencies, uploadedFigures } from '../support/pipeline.ts';
import { minimalPlan } from '../support/plan.ts';

let aws: TestAws;
let deps: Dependencies;
beforeEach(async () => {
  aws = await startTestAws();
  deps = createDependencies(aws);
});
afterEach(() => aws.stop());

const QUARTERS = [2024, 2025, 2026].flatMap((year) => [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`));
const windows: PeriodWindow[] = QUARTERS.map((period) => ({
  period,
  opens: '2024-01-01',
  due: '2029-01-01',
  closes: '2029-12-31',
}));

const planOf = (change: Partial<Plan> = {}, rules: Partial<Indicator> = {}): Plan => {
  const plan = minimalPlan({ periods: windows, ...change });
  return { ...plan, indicators: plan.indicators.map((one) => (one.code === '1a.1' ? { ...one, ...rules } : one)) };
};
const moved = (effectiveFrom: string, change: Partial<Plan> = {}): Plan => {
  const plan = planOf({ effectiveFrom, ...change });
  const orgUnits = plan.orgUnits.map((unit) => (unit.code === 'KEN' ? { ...unit, parent: 'AME' } : unit));
  return { ...plan, orgUnits };
};

const upload = (unit: string, period: string, value: number, day = '01') =>
  uploadedFigures(deps, unit, period, `2027-01-${day}T08:00:00.000Z`, value);

async function soFar(scope: string, period: string, code = '1a.1') {
  const stored = await deps.actuals.get(scope, period);
  const actual = stored?.actuals.find(({ indicator }) => indicator === code);
  return actual && [actual.value, actual.yearToDate, actual.planToDate];
}

describe('the plan so far', () => {
  it('goes on from one year to the next, and over years without figures', async () => {
    await deps.plans.add(planOf(), '1');
    await upload('KEN', '2024-Q1', 100);
    await upload('KEN', '2024-Q4', 10);
    await upload('COL', '2024-Q4', 1000);
    await upload('KEN', '2026-Q2', 7);
    expect(await soFar('KEN', '2024')).toEqual([110, 110, 110]);
    expect(await soFar('KEN', '2026-Q2')).toEqual([7, 7, 117]);
    expect(await soFar('AFR', '2026')).toEqual([7, 7, 117]);
    expect(await soFar('GLOBAL', '2026-Q2')).toEqual([7, 7, 1117]);
  });

  it('is corrected in later years by a correction in an earlier one', async () => {
    await deps.plans.add(planOf(), '1');
    await upload('KEN', '2024-Q1', 100);
    await upload('KEN', '2025-Q1', 10);
    await upload('COL', '2026-Q1', 1);
    await upload('KEN', '2024-Q1', 200, '02');
    expect(await soFar('KEN', '2025-Q1')).toEqual([10, 10, 210]);
    expect(await soFar('GLOBAL', '2025')).toEqual([10, 10, 210]);
    expect(await soFar('GLOBAL', '2026-Q1')).toEqual([1, 1, 211]);
    await upload('NER', '2024-Q2', 5);
    await upload('NER', '2025-Q3', 50);
    expect(await soFar('GLOBAL', '2026-Q1')).toEqual([1, 1, 266]);
  });

  it('is the same when an earlier year is reported last', async () => {
    await deps.plans.add(planOf(), '1');
    await upload('KEN', '2026-Q1', 1);
    await upload('KEN', '2025-Q1', 10);
    await upload('KEN', '2024-Q1', 100);
    expect(await soFar('GLOBAL', '2026-Q1')).toEqual([1, 1, 111]);
    expect(await soFar('GLOBAL', '2025-Q1')).toEqual([10, 10, 110]);
  });

  it('counts a unit that has moved where the tree of the period has it, earlier years too', async () => {
    await deps.plans.add(planOf(), '1');
    await upload('KEN', '2024-Q1', 100);
    const version = await deps.plans.add(moved('2025-Q3'), '2');
    await recompute([{ kind: 'plan', version }], deps);
    await upload('KEN', '2025-Q1', 10);
    await upload('KEN', '2025-Q3', 1);
    expect(await soFar('AFR', '2025-Q1')).toEqual([10, 10, 110]);
    expect(await soFar('AME', '2025-Q1')).toBeUndefined();
    expect(await soFar('AME', '2025-Q3')).toEqual([1, 11, 111]);
    expect(await soFar('AFR', '2025-Q3')).toBeUndefined();
    expect(await soFar('GLOBAL', '2025-Q3')).toEqual([1, 11, 111]);
    await upload('KEN', '2024-Q1', 200, '02');
    expect(await soFar('AFR', '2025-Q1')).toEqual([10, 10, 210]);
    expect(await soFar('AME', '2025-Q3')).toEqual([1, 11, 211]);
  });

  it('finds a renumbered indicator again', async () => {
    await deps.plans.add(planOf(), '1');
    await upload('KEN', '2024-Q1', 100);
    await upload('KEN', '2025-Q1', 10);
    const plan = planOf({ effectiveFrom: '2025' });
    const version = await deps.plans.add(
      {
        ...plan,
        indicators: plan.indicators.map((one) => (one.code === '1a.1' ? { ...one, code: '1a.9' } : one)),
        crosswalk: [{ oldCode: '1a.1', newCode: '1a.9', effectiveFrom: '2025' }],
      },
      '2',
    );
    await recompute([{ kind: 'plan', version }], deps);
    expect(await soFar('GLOBAL', '2025-Q1', '1a.9')).toEqual([10, 10, 110]);
    await upload('KEN', '2024-Q1', 200, '02');
    expect(await soFar('GLOBAL', '2025-Q1', '1a.9')).toEqual([10, 10, 210]);
    expect(await soFar('GLOBAL', '2024-Q1')).toEqual([200, 200, 200]);
  });

  it('begins with the plan', async () => {
    await deps.plans.add(planOf(), '1');
    await upload('KEN', '2024-Q1', 100);
    const version = await deps.plans.add(planOf({ start: '2025-01-01', effectiveFrom: '2025' }), '2');
    await recompute([{ kind: 'plan', version }], deps);
    await upload('KEN', '2025-Q1', 10);
    expect(await soFar('GLOBAL', '2025-Q1')).toEqual([10, 10, 10]);
  });
});

it('reads of earlier years what they leave, and not their ledger', async () => {
  await deps.plans.add(planOf(), '1');
  await upload('KEN', '2024-Q1', 100);
  await upload('KEN', '2025-Q1', 10);
  const read: string[] = [];
  const entries: Dependencies['ledger']['entries'] = (period, folder) => {
    read.push(period);
    return deps.ledger.entries(period, folder);
  };
  await recompute([{ kind: 'observations', orgUnits: ['KEN'], period: '2025-Q1' }], {
    ...deps,
    ledger: { ...deps.ledger, entries },
  });
  expect(read).toHaveLength(19);
  expect(read.every((period) => period.startsWith('2025'))).toBe(true);
});
