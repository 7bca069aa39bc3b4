import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { recompute } from '../../functions/aggregate/step.ts';
import type { Actuals } from '../../functions/aws/actuals.ts';
import type { OrgUnit, PeriodWindow, Plan } from '../../functions/domain/plan/model.ts';
import type { AggregateMessage } from '../../functions/events.ts';
import { startTestAws, type TestAws } from '../support/embedded.ts';
import {
  createDependencies,
  type Dependencies,
  entryOf,
  observed,
  snapshot,
  uploadedFigures,
} from '../support/pipeline.ts';
import { minimalPlan } from '../support/plan.ts';
import { createTurns } from '../support/turns.ts';

let running: TestAws[] = [];
afterEach(async () => {
  await Promise.all(running.map((aws) => aws.stop()));
  running = [];
});

async function start(): Promise<{ aws: TestAws; deps: Dependencies }> {
  const aws = await startTestAws();
  running.push(aws);
  return { aws, deps: createDependencies(aws) };
}

const withUnits = (change: (unit: OrgUnit) => OrgUnit[]): Partial<Plan> => ({
  orgUnits: minimalPlan().orgUnits.flatMap(change),
});
const windows = (...periods: string[]): PeriodWindow[] =>
  periods.map((period) => ({ period, opens: '2025-01-01', due: '2027-01-01', closes: '2027-12-31' }));

async function figure(deps: Dependencies, scope: string, period: string): Promise<number | null | undefined> {
  const stored = await deps.actuals.get(scope, period);
  return stored?.actuals.find(({ indicator }) => indicator === '1a.1')?.value;
}

describe('a correction that comes after a new version of the plan', () => {
  const next = { effectiveFrom: '2026' };

  it.each([
    [
      'has moved the office to another region: the region of that time gets it',
      { ...next, ...withUnits((unit) => [unit.code === 'KEN' ? { ...unit, parent: 'AME' } : unit]) },
      { KEN: 12, AFR: 12, GLOBAL: 12 },
    ],
    [
      'has the office no longer: those above it then get it',
      { ...next, ...withUnits((unit) => (unit.code.startsWith('KEN') ? [] : [unit])) },
      { KEN: 12, AFR: 12, GLOBAL: 12 },
    ],
    [
      'takes files for later periods only: those judged before still count',
      { ...next, periods: windows('2026-Q1') },
      { KEN: 12, AFR: 12, GLOBAL: 12 },
    ],
    [
      'rules the same period and has moved the office: the new region gets it',
      withUnits((unit) => [unit.code === 'KEN' ? { ...unit, parent: 'AME' } : unit]),
      { KEN: 12, AME: 12, GLOBAL: 12 },
    ],
  ] as const)('that %s', async (_, change, expected) => {
    const { deps } = await start();
    await deps.plans.add(minimalPlan(), '1');
    await uploadedFigures(deps, 'KEN', '2025-Q2', '2025-07-02T08:00:00.000Z', 10);
    const version = await deps.plans.add(minimalPlan(change), '2');
    await recompute([{ kind: 'plan', version }], deps);
    await uploadedFigures(deps, 'KEN', '2025-Q2', '2025-07-03T08:00:00.000Z', 12);
    for (const period of ['2025-Q2', '2025'])
      for (const [scope, value] of Object.entries(expected))
        expect(await figure(deps, scope, period), `${scope} ${period}`).toBe(value);
  });
});

it('knows of an office what it has to date, whichever office’s upload was worked on first', async () => {
  const uploads = [
    ['KEN', '2025-Q1', '2025-04-02T08:00:00.000Z'],
    ['COL', '2025-Q2', '2025-07-02T08:00:00.000Z'],
  ] as const;
  const states = [];
  for (const order of [uploads, uploads.toReversed()]) {
    const { aws, deps } = await start();
    await deps.plans.add(minimalPlan(), '1');
    for (const [unit, period, uploadedAt] of order) await uploadedFigures(deps, unit, period, uploadedAt);
    states.push(await snapshot(aws));
    const toDate = (await deps.actuals.get('KEN', '2025-Q2'))?.actuals.find(({ indicator }) => indicator === '1a.1');
    expect(toDate).toMatchObject({ value: null, yearToDate: 10 });
  }
  expect(states[1]).toEqual(states[0]);
});

it('computes no period finer than any that is listed or reported', async () => {
  const { deps } = await start();
  await deps.plans.add(minimalPlan(), '1');
  await uploadedFigures(deps, 'KEN', '2025-Q2', '2025-07-02T08:00:00.000Z');
  const periods = (await deps.actuals.all('KEN')).map(({ period }) => period);
  expect(periods).toEqual(['2025', '2025-Q2', '2025-Q3', '2025-Q4', '2025-S1', '2025-S2']);
});

describe('several uploads and a plan version, each followed by its own computation', () => {
  const QUARTER = '2025-Q4';
  const offices = [
    ['KEN', '2026-01-05T08:00:00.000Z', 10],
    ['COL', '2026-01-05T08:00:00.000Z', 20],
    ['KEN', '2026-01-06T08:00:00.000Z', 11],
  ] as const;
  const plan = minimalPlan({ periods: windows(QUARTER) });
  const later = minimalPlan({ periods: windows(QUARTER), ...withUnits((unit) => [{ ...unit, synonyms: [] }]) });

  const upload = ([office, uploadedAt, value]: (typeof offices)[number], deps: Dependencies) =>
    uploadedFigures(deps, office, QUARTER, uploadedAt, value);
  const change = async (deps: Dependencies) => {
    const version = await deps.plans.add(later, '2');
    await recompute([{ kind: 'plan', version }], deps);
  };
  /** Those made of any entry: a plan version also computes who has none, if there are entries by then. */
  const actuals = async (aws: TestAws) =>
    Object.fromEntries(
      Object.entries(await snapshot(aws)).filter(
        ([key, item]) => key.startsWith('table ACTUALS#') && !item.includes('"entries":{"N":"0"}'),
      ),
    );

  it('end in the same actuals, however their requests come between each other', async () => {
    const quiet = await start();
    await quiet.deps.plans.add(plan, '1');
    for (const office of offices) await upload(office, quiet.deps);
    await change(quiet.deps);
    const expected = await actuals(quiet.aws);
    expect(await figure(quiet.deps, 'GLOBAL', '2025')).toBe(31);

    const bursts = fc.array(fc.record({ actor: fc.nat({ max: 3 }), calls: fc.integer({ min: 1, max: 40 }) }), {
      maxLength: 24,
    });
    await fc.assert(
      fc.asyncProperty(bursts, async (order) => {
        const { aws, deps } = await start();
        await deps.plans.add(plan, '1');
        const turns = createTurns();
        const gated = (actor: number): Dependencies => {
          const { plans, ledger, actuals: stored, carries } = deps;
          return { ...deps, ...turns.gate(actor, { plans, ledger, actuals: stored, carries }) };
        };
        const uploads = offices.map((office, actor) => () => upload(office, gated(actor)));
        await turns.run([...uploads, () => change(gated(offices.length))], order);
        expect(await actuals(aws)).toEqual(expected);
        await aws.stop();
        running.pop();
      }),
      { numRuns: 8 },
    );
  }, 60_000);

  it('keep nothing of a computation that wrote long after it had read', async () => {
    const { aws, deps } = await start();
    await deps.plans.add(plan, '1');
    await deps.ledger.put(entryOf('KEN', QUARTER, '2026-01-05T08:00:00.000Z', [observed('KEN', QUARTER, 10)]));
    const due: AggregateMessage[] = [{ kind: 'observations', orgUnits: ['KEN'], period: QUARTER }];
    const computed = Promise.withResolvers<void>();
    const woken = Promise.withResolvers<void>();
    const put: Actuals['put'] = async (one) => {
      computed.resolve();
      await woken.promise;
      return deps.actuals.put(one);
    };
    const late = recompute(due, { ...deps, actuals: { ...deps.actuals, put } });
    await computed.promise;
    await uploadedFigures(deps, 'KEN', QUARTER, '2026-01-06T08:00:00.000Z', 11);
    const before = await actuals(aws);
    woken.resolve();
    await late;
    expect(await actuals(aws)).toEqual(before);
    expect(await figure(deps, 'KEN', QUARTER)).toBe(11);
  });
});
