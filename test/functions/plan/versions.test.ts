import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { recompute } from '../../../functions/aggregate/step.ts';
import type { Actual } from '../../../functions/domain/aggregation/actual.ts';
import type { Plan } from '../../../functions/domain/plan/model.ts';
import type { AggregateMessage, Upload } from '../../../functions/events.ts';
import { ingest } from '../../../functions/ingest/step.ts';
import { acceptPlan } from '../../../functions/plan/step.ts';
import { report } from '../../../functions/report/step.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';
import { createDependencies, type Dependencies, snapshot } from '../../support/pipeline.ts';
import { minimalPlan } from '../../support/plan.ts';
import { planWorkbook } from '../../support/plan-workbook.ts';

const BASE = minimalPlan();

/** People reached, a flow, and people in camps, a stock; both without breakdown. */
const FIRST: Plan = minimalPlan({
  rules: [],
  indicators: BASE.indicators.map((indicator) => ({ ...indicator, dimensions: [], breakdown: 'optional' })),
});

/** From the third quarter on: Kenya in the Americas, another target, people in camps under another code. */
const SECOND: Plan = {
  ...FIRST,
  effectiveFrom: '2025-Q3',
  indicators: FIRST.indicators.map((one) => (one.code === '1a.3' ? { ...one, code: '1b.3' } : one)),
  orgUnits: FIRST.orgUnits.map((unit) => (unit.code === 'KEN' ? { ...unit, parent: 'AME' } : unit)),
  targets: FIRST.targets.map((target) =>
    target.orgUnit === 'GLOBAL' && target.value === 8000 ? { ...target, value: 9000 } : target,
  ),
  crosswalk: [...FIRST.crosswalk, { oldCode: '1a.3', newCode: '1b.3', effectiveFrom: '2025-Q3' }],
};

const at = (key: string, eventTime: string, sequencer = '01'): Upload => ({
  ...{ key, versionId: null, size: null, eventTime: `${eventTime}T08:00:00.000Z`, sequencer },
});

let aws: TestAws;
let deps: Dependencies;

async function drop(plan: Plan, upload: Upload) {
  await aws.put(upload.key, await planWorkbook(plan));
  return acceptPlan(upload, deps);
}

async function send(unit: string, day: string, ...rows: readonly (readonly [string, string, number])[]) {
  const upload = at(`uploads/${unit}/${day}.csv`, day);
  const lines = rows.map(([indicator, period, value]) => `${indicator},${period},${value}`);
  await aws.put(upload.key, ['indicator,period,value', ...lines].join('\n'));
  const receipt = await ingest(upload, deps);
  expect(receipt.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(receipt.accepted).toBe(rows.length);
}

const EVERYTHING: AggregateMessage[] = [{ kind: 'plan', version: 1 }];

async function figure(scope: string, period: string, indicator: string): Promise<Actual | undefined> {
  const actuals = await deps.actuals.get(scope, period);
  return actuals?.actuals.find((actual) => actual.indicator === indicator);
}

const Report = z.object({
  plan: z.object({ version: z.number() }),
  indicators: z.array(
    z.object({
      code: z.string(),
      target: z.number().nullable(),
      actual: z.number().nullable(),
      series: z.array(z.object({ period: z.string(), actual: z.number().nullable() })),
      children: z.array(z.object({ scope: z.string(), actual: z.number().nullable() })),
    }),
  ),
});

async function reported(period: string, scope: string, code: string) {
  const browser = { pdf: async () => new Uint8Array(), close: async () => undefined };
  await report({ period, scope, language: 'en' }, { ...deps, browser, fontCss: () => '' });
  const object = await deps.objects.get(`reports/${period}/${scope}/en/report.json`, null, 10_000_000);
  if (object.kind !== 'found') throw new Error(object.kind);
  const { plan, indicators } = Report.parse(JSON.parse(new TextDecoder().decode(object.bytes)));
  return { version: plan.version, ...indicators.find((indicator) => indicator.code === code) };
}

describe('two versions, the second in force from the third quarter', () => {
  beforeAll(async () => {
    aws = await startTestAws();
    deps = createDependencies(aws);
    expect(await drop(FIRST, at('plan/first.xlsx', '2025-01-10'))).toMatchObject({
      planVersion: 1,
      status: 'accepted',
    });
    await send('KEN', '2025-04-10', ['1a.1', '2025-Q1', 100], ['1a.3', '2025-Q1', 7]);
    expect(await drop(SECOND, at('plan/second.xlsx', '2025-05-02'))).toMatchObject({
      planVersion: 2,
      status: 'accepted',
    });
    // Colombia answers for the first quarter late, with the new workbook; Kenya for the third with an old one.
    await send('COL', '2025-05-20', ['1a.1', '2025-Q1', 50], ['1b.3', '2025-Q1', 3]);
    await send('KEN', '2025-10-10', ['1a.1', '2025-Q3', 200], ['1a.3', '2025-Q3', 9]);
    await recompute(EVERYTHING, deps);
  }, 60_000);
  afterAll(() => aws.stop());

  it('are told apart by period', async () => {
    const versions = ['2024', '2025-Q1', '2025-Q2', '2025-Q3', '2025-S1', '2025', '2026'].map((p) =>
      deps.plans.inForce(p),
    );
    expect((await Promise.all(versions)).map((found) => found?.version)).toEqual([1, 1, 1, 2, 1, 2, 2]);
  });

  it('each govern the org units, codes and totals of their own periods', async () => {
    expect(await figure('AFR', '2025-Q1', '1a.1')).toMatchObject({ value: 100 });
    expect(await figure('AME', '2025-Q1', '1a.1')).toMatchObject({ value: 50 });
    expect(await figure('AFR', '2025-Q3', '1a.1')).toMatchObject({ value: null, yearToDate: null });
    expect(await figure('AME', '2025-Q3', '1a.1')).toMatchObject({ value: 200, yearToDate: 350 });
    expect((await deps.actuals.get('GLOBAL', '2025-Q1'))?.planVersion).toBe(1);
    expect((await deps.actuals.get('GLOBAL', '2025-Q3'))?.planVersion).toBe(2);
  });

  it('count what is reported under the code of the other one', async () => {
    expect(await figure('GLOBAL', '2025-Q1', '1a.3')).toMatchObject({ value: 10 });
    expect(await figure('GLOBAL', '2025-Q1', '1b.3')).toBeUndefined();
    expect(await figure('GLOBAL', '2025-Q3', '1b.3')).toMatchObject({ value: 9 });
    expect(await figure('GLOBAL', '2025-Q3', '1a.3')).toBeUndefined();
    expect(await figure('GLOBAL', '2025', '1a.1')).toMatchObject({ value: 350 });
  });

  it('give reports of a past period the plan that was in force then', async () => {
    expect(await reported('2025-Q1', 'GLOBAL', '1a.1')).toMatchObject({
      ...{ version: 1, target: 8000, actual: 150 },
      children: [
        { scope: 'AFR', actual: 100 },
        { scope: 'AME', actual: 50 },
      ],
    });
    expect(await reported('2025-Q3', 'GLOBAL', '1a.1')).toMatchObject({ version: 2, target: 9000, actual: 200 });
    expect(await reported('2025-Q1', 'AFR', '1a.3')).toMatchObject({ version: 1, actual: 7 });
  });

  it('carry the series of a renumbered indicator on', async () => {
    const { series } = await reported('2025-Q3', 'GLOBAL', '1b.3');
    expect(series).toEqual([
      { period: '2025-Q1', actual: 10 },
      { period: '2025-Q2', actual: null },
      { period: '2025-Q3', actual: 9 },
    ]);
  });

  it('say in the receipt what the second changes, in the mail too', async () => {
    const { changes, issues } = await acceptPlan(at('plan/second.xlsx', '2025-05-02'), deps);
    expect(issues).toEqual([]);
    expect(changes?.since).toBe(1);
    expect(changes?.items.map(({ kind, code }) => `${kind} ${code}`)).toEqual([
      'renumbered 1b.3',
      'redefined ',
      'moved KEN',
      'retargeted 1a.1',
    ]);
    const mails = (await aws.embedded.readInbox()).filter(({ subject }) => subject.includes('second.xlsx'));
    expect(mails).toHaveLength(1);
    const raw = mails[0]?.raw.toString('utf8').replaceAll('=\r\n', '') ?? '';
    expect(raw).toContain('moved from AFR to AME');
    expect(raw).toContain('4 changes since version 1');
  });

  it('are rebuilt to the very same state', async () => {
    const before = await snapshot(aws);
    await recompute([...EVERYTHING, { kind: 'observations', orgUnits: ['KEN'], period: '2025-Q1' }], deps);
    expect(await snapshot(aws)).toEqual(before);
  });

  it('give way to the first one dropped again: a third version, equal to the first, that finds every figure', async () => {
    const { planVersion, changes } = await drop(
      { ...FIRST, effectiveFrom: '2025' },
      at('plan/first.xlsx', '2025-11-02'),
    );
    expect(planVersion).toBe(3);
    expect(changes?.items.map(({ kind, code }) => `${kind} ${code}`)).toContain('moved KEN');
    await recompute([{ kind: 'plan', version: 3 }], deps);
    expect(await figure('AFR', '2025-Q3', '1a.1')).toMatchObject({ value: 200, yearToDate: 300 });
    expect(await figure('GLOBAL', '2025-Q3', '1a.3')).toMatchObject({ value: 9 });
    expect(await figure('GLOBAL', '2025-Q1', '1a.3')).toMatchObject({ value: 10 });
  });
});

describe('workbooks of the plan', () => {
  beforeAll(async () => {
    aws = await startTestAws();
    deps = createDependencies(aws);
  });
  afterAll(() => aws.stop());

  it('the first is told to be the first', async () => {
    const { planVersion, changes } = await drop(FIRST, at('plan/a.xlsx', '2025-02-01'));
    expect(planVersion).toBe(1);
    expect(changes).toEqual({ since: null, summary: 'This is the first version of the plan.', items: [] });
  });

  it('one delivered twice, even at the same time, is one version', async () => {
    const upload = at('plan/a.xlsx', '2025-02-01');
    const receipts = await Promise.all([acceptPlan(upload, deps), acceptPlan(upload, deps)]);
    expect(receipts.map(({ planVersion }) => planVersion)).toEqual([1, 1]);
  });

  it('the same one dropped again is a version that changes nothing', async () => {
    const { planVersion, changes } = await drop(FIRST, at('plan/a.xlsx', '2025-02-02'));
    expect(planVersion).toBe(2);
    expect(changes).toEqual({ since: 1, summary: 'Nothing has changed since version 1.', items: [] });
  });

  it('two at once are two versions, and the one dropped last is in use', async () => {
    const earlier = at('plan/b.xlsx', '2025-03-01', '0A');
    const later = at('plan/c.xlsx', '2025-03-01', '0B');
    await aws.put(earlier.key, await planWorkbook({ ...FIRST, suppressBelow: 6 }));
    await aws.put(later.key, await planWorkbook({ ...FIRST, suppressBelow: 7 }));
    const receipts = await Promise.all([acceptPlan(later, deps), acceptPlan(earlier, deps)]);
    expect(receipts.map(({ planVersion }) => planVersion).sort()).toEqual([3, 4]);
    expect((await deps.plans.latest())?.plan.suppressBelow).toBe(7);
  });

  it('one delivered late does not replace one dropped after it, and says so', async () => {
    const receipt = await drop({ ...FIRST, suppressBelow: 9 }, at('plan/late.xlsx', '2025-02-20'));
    expect(receipt).toMatchObject({ planVersion: 5, status: 'accepted', changes: { since: 2 } });
    expect(receipt.issues.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['info plan-overtaken']);
    expect((await deps.plans.latest())?.plan.suppressBelow).toBe(7);
    expect((await deps.plans.inForce('2025'))?.plan.suppressBelow).toBe(7);
  });

  it('one that is refused leaves the version in use', async () => {
    const broken = { ...FIRST, crosswalk: [{ oldCode: '1a.2', newCode: '1a.1', effectiveFrom: '2025' }] };
    const receipt = await drop(broken, at('plan/d.xlsx', '2025-04-01'));
    expect(receipt).toMatchObject({ planVersion: null, status: 'rejected' });
    expect(receipt.changes).toBeUndefined();
    expect((await deps.plans.latest())?.plan.suppressBelow).toBe(7);
  });
});
