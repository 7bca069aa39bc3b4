import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AggregateDependencies, recompute } from '../../functions/aggregate/step.ts';
import type { Indicator, PeriodWindow, Plan } from '../../functions/domain/plan/model.ts';
import { startTestAws, type TestAws } from '../support/embedded.ts';
import { createMemoryStores, type MemoryStores } from '../support/memory-stores.ts';
import { createDependencies, type Dependencies, entryOf, observed, uploadedFigures } from '../support/pipeline.ts';
import { minimalPlan } from '../support/plan.ts';
import { type Burst, createTurns } from '../support/turns.ts';

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

  it('keeps what a unit reported that has closed since, and begins with a unit when that opens', async () => {
    await deps.plans.add(planOf(), '1');
    await upload('KEN-DAD', '2024-Q4', 100);
    const next = planOf({ effectiveFrom: '2025' });
    const [any] = next.orgUnits.filter(({ code }) => code === 'NER');
    if (!any) throw new Error('The plan has no such unit');
    const orgUnits = next.orgUnits.map((unit) => (unit.code === 'KEN-DAD' ? { ...unit, closed: '2024-12-31' } : unit));
    const opened = { ...any, code: 'TCD', opened: '2025-04-01', iso3: 'TCD' };
    const version = await deps.plans.add({ ...next, orgUnits: [...orgUnits, opened] }, '2');
    await recompute([{ kind: 'plan', version }], deps);
    await upload('TCD', '2025-Q2', 10);
    expect(await soFar('KEN', '2024-Q4')).toEqual([100, 100, 100]);
    expect(await soFar('AFR', '2025-Q2')).toEqual([10, 10, 110]);
    const coverage = async (scope: string, period: string) => {
      const stored = await deps.actuals.get(scope, period);
      return stored?.actuals.find(({ indicator }) => indicator === '1a.1')?.coverage;
    };
    // Kenya, Niger (from April 2025) and Dadaab; then Kenya, Niger and Chad.
    expect(await coverage('AFR', '2024-Q4')).toEqual({ reported: 1, expected: 2 });
    expect(await coverage('AFR', '2025-Q2')).toEqual({ reported: 1, expected: 3 });
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

/** Uploads and plan versions at once, each followed by its own computation, over stores in memory. */
describe('work on several years at once', () => {
  type Upload = readonly [unit: string, period: string, day: string, value: number];
  type Actor = (own: AggregateDependencies, all: MemoryStores) => Promise<void>;

  const uploading = ([unit, period, day, value]: Upload): Actor => {
    return async (own) => {
      await own.ledger.put(entryOf(unit, period, `2027-01-${day}T08:00:00.000Z`, [observed(unit, period, value)]));
      await recompute([{ kind: 'observations', orgUnits: [unit], period }], own);
    };
  };
  const moving: Actor = async (own, all) => {
    const version = await all.addPlan(later);
    await recompute([{ kind: 'plan', version }], own);
  };
  const { indicators, orgUnits } = minimalPlan();
  const small: Partial<Plan> = {
    indicators: indicators.filter(({ code }) => code === '1a.1'),
    orgUnits: orgUnits.filter(({ code }) => code !== 'KEN-DAD'),
    periods: windows.filter(({ period }) => ['2024-Q4', '2025-Q1', '2025-Q4', '2026-Q1'].includes(period)),
  };

  const plan = planOf(small);
  const later = moved('2025-Q3', small);

  /** The actuals made of any entry: a plan version also computes who has none, if there are entries by then. */
  const actuals = ({ stored }: MemoryStores) =>
    Object.fromEntries([...stored].filter(([, { entries }]) => entries > 0).sort(([a], [b]) => (a < b ? -1 : 1)));

  async function run(actors: readonly Actor[], bursts: readonly Burst[] | null) {
    const stores = createMemoryStores();
    await stores.addPlan(plan);
    if (!bursts) for (const actor of actors) await actor(stores, stores);
    const turns = createTurns();
    const { plans, ledger, actuals: stored, carries } = stores;
    const started = actors.map(
      (actor, at) => () => actor(turns.gate(at, { plans, ledger, actuals: stored, carries }), stores),
    );
    if (bursts) await turns.run(started, bursts);
    return actuals(stores);
  }

  const EARLIER = uploading(['KEN', '2024-Q4', '01', 100]);
  const LATER = uploading(['COL', '2025-Q1', '01', 10]);

  /** Calls made: by the twentieth an entry is put and the year's are read; the seven after that are those that matter. */
  const STOPS = [1, 12, 20, 21, 22, 23, 24, 25, 26, 27, 34, 48];

  it.each([
    ['an earlier and a later year', [EARLIER, LATER]],
    ['a later and an earlier year', [LATER, EARLIER]],
  ])(
    'on %s: the one stopped, then the other, wherever',
    async (_, actors) => {
      const expected = await run(actors, null);
      expect(expected['GLOBAL 2025-Q1']?.actuals[0]?.planToDate).toBe(110);
      for (const first of STOPS)
        for (const second of STOPS) {
          const found = await run(actors, [
            { actor: 0, calls: first },
            { actor: 1, calls: second },
          ]);
          expect(found, `${first} calls, then ${second}`).toEqual(expected);
        }
    },
    120_000,
  );

  it('that dies after any of its calls, and is tried again, leaves what a quiet run leaves', async () => {
    const expected = await run([LATER, EARLIER], null);
    const died = async (at: number) => {
      const stores = createMemoryStores();
      await stores.addPlan(plan);
      await LATER(stores, stores);
      const turns = createTurns();
      const { plans, ledger, actuals: stored, carries } = stores;
      // A process that makes no call more is a dead one.
      EARLIER(turns.gate(0, { plans, ledger, actuals: stored, carries }), stores).catch(() => undefined);
      const wasAlive = await turns.serve({ actor: 0, calls: at });
      await EARLIER(stores, stores);
      expect(actuals(stores), `after call ${at}`).toEqual(expected);
      return wasAlive;
    };
    let calls = 1;
    while ((await died(calls)) === calls) calls += 1;
    expect(calls).toBeGreaterThan(60);
  }, 60_000);

  it('on three years, with corrections and a version that moves an office, however requests come between each other', async () => {
    const actors = [
      EARLIER,
      LATER,
      uploading(['COL', '2024-Q4', '01', 1000]),
      uploading(['COL', '2026-Q1', '01', 1]),
      uploading(['KEN', '2024-Q4', '02', 200]),
      uploading(['NER', '2025-Q4', '01', 20]),
      moving,
    ];
    const expected = await run(actors, null);
    const sum = (scope: string, period: string) => expected[`${scope} ${period}`]?.actuals[0]?.planToDate;
    expect([sum('GLOBAL', '2026-Q1'), sum('AME', '2026-Q1'), sum('AFR', '2025-Q4')]).toEqual([1231, 1211, 20]);
    const bursts = fc.array(fc.record({ actor: fc.nat({ max: 6 }), calls: fc.integer({ min: 1, max: 30 }) }), {
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(bursts, async (order) => {
        expect(await run(actors, order)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
