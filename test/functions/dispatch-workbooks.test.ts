import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dispatch } from '../../functions/dispatch/step.ts';
import type { Plan } from '../../functions/domain/plan/model.ts';
import { WorkbookMessage } from '../../functions/events.ts';
import { startTestAws, type TestAws } from '../support/embedded.ts';
import { createDependencies, type Dependencies, withCrash } from '../support/pipeline.ts';
import { minimalPlan } from '../support/plan.ts';

let aws: TestAws;
let deps: Dependencies;
let asked: string[];
let settled: () => Promise<void>;

beforeEach(async () => {
  aws = await startTestAws();
  deps = createDependencies(aws);
  asked = [];
  const pump = aws.startPump({
    workbook: async ({ Records }) => {
      for (const { body } of Records) {
        const { orgUnit, period } = WorkbookMessage.parse(JSON.parse(body));
        asked.push(`${period} ${orgUnit}`);
      }
      return { batchItemFailures: [] };
    },
  });
  settled = () => pump.idle();
});
afterEach(() => aws.stop());

const take = (plan: Plan, order = '2025-01-01') => deps.plans.add(plan, order);

/** The workbooks the daily run of an instant asks for. */
async function askedAt(instant: string, given = deps): Promise<string[]> {
  asked = [];
  await dispatch({}, { ...given, now: () => new Date(instant) });
  await settled();
  return asked.toSorted();
}

const FIRST = ['2025-Q1 COL', '2025-Q1 KEN', '2025-Q1 KEN-DAD'];
const YEAR = ['2025 COL', '2025 KEN', '2025 NER', '2025-Q4 COL', '2025-Q4 KEN', '2025-Q4 NER'];

describe('the workbooks of the daily run', () => {
  it.each([
    ['none before the period opens where the plan is kept', '2025-03-31T21:59:59Z', []],
    ['those of a period that opens that day', '2025-03-31T22:00:00Z', FIRST],
    ['those of an open period, where a run was missed', '2025-05-10T06:00:00Z', FIRST],
    ['none of a period that has closed', '2025-06-01T06:00:00Z', []],
    ['those of all periods open at once', '2026-01-05T06:00:00Z', YEAR],
  ])('%s', async (_, instant, expected) => {
    await take(minimalPlan());
    expect(await askedAt(instant)).toEqual(expected);
  });

  it('are asked for once a period', async () => {
    await take(minimalPlan());
    expect(await askedAt('2025-04-01T06:00:00Z')).toEqual(FIRST);
    expect(await askedAt('2025-04-01T06:00:01Z')).toEqual([]);
    expect(await askedAt('2025-04-02T06:00:00Z')).toEqual([]);
    expect((await askedAt('2025-07-01T06:00:00Z')).length).toBe(4);
  });

  it('are asked for again the morning after the plan changed, for what it asks now', async () => {
    await take(minimalPlan());
    await askedAt('2025-04-01T06:00:00Z');
    const orgUnits = minimalPlan().orgUnits.filter(({ code }) => code !== 'COL');
    await take(minimalPlan({ orgUnits }), '2025-04-02');
    expect(await askedAt('2025-04-03T06:00:00Z')).toEqual(['2025-Q1 KEN', '2025-Q1 KEN-DAD']);
    expect(await askedAt('2025-04-04T06:00:00Z')).toEqual([]);
  });

  it('are what the plan in force for the period asks, though a later one governs the next year', async () => {
    await take(minimalPlan());
    await take(minimalPlan({ effectiveFrom: '2026', indicators: [] }), '2025-04-02');
    expect(await askedAt('2025-04-03T06:00:00Z')).toEqual(FIRST);
  });

  it('are none before there is a plan', async () => {
    expect(await askedAt('2025-04-03T06:00:00Z')).toEqual([]);
  });

  it('are none when reports are asked for by name', async () => {
    await take(minimalPlan());
    const now = () => new Date('2025-04-03T06:00:00Z');
    await dispatch({ period: '2025-Q1', scopes: ['GLOBAL'], languages: ['en'] }, { ...deps, now });
    await settled();
    expect(asked).toEqual([]);
  });

  it('are all asked for, wherever a run died before its retry', async () => {
    let changes = 0;
    const change = () => {
      changes += 1;
      return take(minimalPlan(), `2025-02-01T00:00:${String(changes).padStart(2, '0')}`);
    };
    await change();
    await askedAt('2026-01-05T06:00:00Z');
    await change();
    const quiet = withCrash(deps, null);
    await askedAt('2026-01-05T06:00:00Z', quiet.deps);
    expect(quiet.calls()).toBeGreaterThan(6);
    for (let at = 1; at <= quiet.calls(); at += 1)
      for (const when of ['before', 'after'] as const) {
        await change();
        await expect(askedAt('2026-01-05T06:00:00Z', withCrash(deps, { at, when }).deps)).rejects.toThrow();
        await settled();
        const before = asked;
        const all = new Set([...before, ...(await askedAt('2026-01-05T06:00:00Z'))]);
        expect([...all].toSorted(), `${when} call ${at}`).toEqual(YEAR);
      }
  });
});
