import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recompute } from '../../functions/aggregate/step.ts';
import { createLookup } from '../../functions/domain/plan/lookup.ts';
import type { Plan } from '../../functions/domain/plan/model.ts';
import { ingestRequest, type Upload } from '../../functions/events.ts';
import { reopen } from '../../functions/ingest/reopen.ts';
import { ingest } from '../../functions/ingest/step.ts';
import { acceptPlan } from '../../functions/plan/step.ts';
import { completenessIn } from '../../functions/report/completeness.ts';
import { startTestAws, type TestAws } from '../support/embedded.ts';
import { createDependencies, type Dependencies, snapshot, spelledOut } from '../support/pipeline.ts';
import { minimalPlan } from '../support/plan.ts';
import { planWorkbook } from '../support/plan-workbook.ts';

const BASE = minimalPlan();
const PLAN: Plan = {
  ...BASE,
  rules: [],
  indicators: BASE.indicators.map((one) => ({ ...one, dimensions: [], breakdown: 'optional' })),
};
/** The first quarter, closed on the last of May, takes files until the end of July after all. */
const REOPENED: Plan = {
  ...PLAN,
  periods: PLAN.periods.map((one) => (one.period === '2025-Q1' ? { ...one, closes: '2025-07-31' } : one)),
};

let aws: TestAws;
let deps: Dependencies;
let sent: string[];

const upload = (key: string, day: string): Upload => ({
  ...{ key, versionId: null, size: null, eventTime: `${day}T08:00:00.000Z`, sequencer: '01' },
});

async function dropPlan(plan: Plan, day: string) {
  const dropped = upload(`plan/${day}.xlsx`, day);
  await aws.put(dropped.key, await planWorkbook(plan));
  return { dropped, receipt: await acceptPlan(dropped, deps) };
}

async function send(unit: string, day: string, ...rows: readonly (readonly [string, string, number | string])[]) {
  const dropped = upload(`uploads/${unit}/${day}.csv`, day);
  await aws.put(dropped.key, ['indicator,period,value', ...rows.map((row) => row.join(','))].join('\n'));
  return { dropped, receipt: await ingest(dropped, deps) };
}

/** Works on what was sent to the ingest queue, each message so many times. */
async function workOff(times = 1): Promise<number> {
  const bodies = sent.splice(0);
  for (const body of bodies)
    for (let i = 0; i < times; i += 1) {
      const request = ingestRequest(body);
      if ('kind' in request) await reopen(request, deps);
    }
  return bodies.length;
}

async function figure(unit: string, period = '2025-Q1'): Promise<number | null | undefined> {
  await recompute([{ kind: 'plan', version: 1 }], deps);
  const actuals = await deps.actuals.get(unit, period);
  return actuals?.actuals.find(({ indicator }) => indicator === '1a.1')?.value;
}

const waiting = async () =>
  (await deps.closedFiles.all()).map(({ file: { key, periods, figures } }) => ({ key, periods, figures }));

async function listed(scope: string, period: string) {
  const latest = await deps.plans.latest();
  if (!latest) throw new Error('There is no plan');
  const model = await completenessIn({ period, scope, language: 'en' }, latest.plan, latest.version, deps);
  return model.closedFiles.map(({ orgUnit, key, periods, figures }) => `${orgUnit} ${key} ${periods} ${figures}`);
}

const mailsTo = async (address: string) => (await aws.embedded.readInbox()).filter(({ to }) => to.includes(address));

beforeEach(async () => {
  aws = await startTestAws();
  sent = [];
  deps = createDependencies(aws);
  const ingestQueue = {
    send: async (messages: readonly unknown[]) => void sent.push(...messages.map((one) => JSON.stringify(one))),
  };
  deps = { ...deps, ingestQueue };
  await dropPlan(PLAN, '2025-01-10');
});
afterEach(() => aws.stop());

describe('A file for a period that has closed', () => {
  it('is returned, kept, and listed for headquarters and its region from that period on', async () => {
    const { receipt } = await send(
      'KEN',
      '2025-07-10',
      ['1a.1', '2025-Q1', 40],
      ['1a.3', '2025-Q1', 5],
      ['1a.1', '2025-Q2', 7],
    );
    expect(receipt).toMatchObject({ status: 'partially-accepted', accepted: 1, returned: 2 });
    const key = 'uploads/KEN/2025-07-10.csv';
    expect(await waiting()).toEqual([{ key, periods: ['2025-Q1'], figures: 2 }]);
    for (const scope of ['GLOBAL', 'AFR', 'KEN'])
      for (const period of ['2025-Q1', '2025-Q2', '2025'])
        expect(await listed(scope, period), `${scope} ${period}`).toEqual([`KEN ${key} 2025-Q1 2`]);
    expect(await listed('AME', '2025-Q2')).toEqual([]);
  });

  it('is kept though its receipt cannot be mailed, which SES may refuse for good', async () => {
    const refusing = { send: () => Promise.reject(new Error('Email address is not verified.')) };
    deps = { ...deps, mailer: refusing };
    await expect(send('KEN', '2025-07-10', ['1a.1', '2025-Q1', 40])).rejects.toThrow('not verified');
    expect(await waiting()).toEqual([{ key: 'uploads/KEN/2025-07-10.csv', periods: ['2025-Q1'], figures: 1 }]);
  });

  it('stays listed when a new plan leaves the period closed, or closed on the day it came', async () => {
    await send('KEN', '2025-08-10', ['1a.1', '2025-Q1', 40]);
    await dropPlan({ ...PLAN, suppressBelow: 7 }, '2025-08-11');
    const { receipt } = await dropPlan(REOPENED, '2025-08-12');
    expect(receipt.issues).toEqual([]);
    expect(await workOff()).toBe(0);
    expect(await listed('GLOBAL', '2025-Q1')).toHaveLength(1);
    expect(await figure('KEN')).toBeUndefined();
  });

  it('is taken once when a new plan reopens the period, without being sent again, and its office is told', async () => {
    const { receipt: returned } = await send('KEN', '2025-07-10', ['1a.1', '2025-Q1', 40], ['1a.1', '2025-Q2', 7]);
    const before = await deps.ledger.entries('2025-Q2');
    const { receipt } = await dropPlan(REOPENED, '2025-07-15');
    expect(receipt.issues.map(({ code, found, expected }) => [code, found, expected])).toEqual([
      ['plan-reopens', 'uploads/KEN/2025-07-10.csv', '2025-Q1'],
    ]);
    const [, plan] = await mailsTo('hq@example.org');
    expect(plan?.raw.toString()).toContain('now judged again');
    expect(await workOff(3)).toBe(1);

    expect(await figure('KEN')).toBe(40);
    expect((await deps.ledger.entries('2025-Q1')).map(({ order }) => order)).toEqual(before.map(({ order }) => order));
    expect(spelledOut(await deps.ledger.entries('2025-Q2'))).toEqual(spelledOut(before));
    expect(await listed('GLOBAL', '2025')).toEqual([]);
    expect(await deps.submissions.of('KEN')).toEqual([
      expect.objectContaining({
        status: 'accepted',
        accepted: 2,
        returned: 0,
        periods: ['2025-Q1', '2025-Q2'],
      }),
    ]);
    const mails = await mailsTo('ken@example.org');
    expect(mails).toHaveLength(2);
    expect(mails[1]?.raw.toString()).toContain('reopened');
    const receipts = Object.keys(await snapshot(aws)).filter((name) => /^object receipts\/KEN\/.*json$/.test(name));
    expect(receipts).toHaveLength(2);
    expect(returned.status).toBe('partially-accepted');
  });

  it('keeps the order of its upload: a correction sent after it stays, whenever the kept file is taken', async () => {
    await send('KEN', '2025-07-10', ['1a.1', '2025-Q1', 40]);
    await send('KEN', '2025-07-11', ['1a.1', '2025-Q1', 41]);
    await dropPlan(REOPENED, '2025-07-15');
    await send('KEN', '2025-07-16', ['1a.1', '2025-Q1', 42]);
    expect(await figure('KEN')).toBe(42);
    sent.reverse();
    expect(await workOff()).toBe(2);
    expect(await figure('KEN')).toBe(42);
    expect(await deps.ledger.entries('2025-Q1')).toHaveLength(3);
  });

  it('ends alike whatever is repeated afterwards: the first message, the message of the plan, the reopening', async () => {
    const { dropped: file } = await send('KEN', '2025-07-10', ['1a.1', '2025-Q1', 40]);
    const { dropped: plan } = await dropPlan(REOPENED, '2025-07-15');
    const messages = [...sent];
    await workOff();
    await figure('KEN');
    const [state, inbox] = [await snapshot(aws), (await aws.embedded.readInbox()).length];
    await acceptPlan(plan, deps);
    await ingest(file, deps);
    sent.push(...messages);
    await workOff(2);
    await figure('KEN');
    expect(await snapshot(aws)).toEqual(state);
    expect(await aws.embedded.readInbox()).toHaveLength(inbox);
  });

  it('is taken too when the new plan came while it was being judged by the old one', async () => {
    const answers = [await deps.plans.latest()];
    const meanwhile = {
      ...deps,
      plans: { ...deps.plans, latest: async () => answers.pop() ?? deps.plans.latest() },
    };
    await dropPlan(REOPENED, '2025-07-09');
    expect(sent).toEqual([]);
    const dropped = upload('uploads/KEN/q1.csv', '2025-07-10');
    await aws.put(dropped.key, 'indicator,period,value\n1a.1,2025-Q1,40\n');
    expect((await ingest(dropped, meanwhile)).status).toBe('rejected');
    expect(await figure('KEN')).toBe(40);
    expect((await waiting()).flatMap(({ periods }) => periods)).toEqual([]);
  });

  it('of which another lies under its name by now is asked for again, as a bucket without versions has it no more', async () => {
    await send('KEN', '2025-07-10', ['1a.1', '2025-Q1', 40]);
    await aws.put('uploads/KEN/2025-07-10.csv', 'indicator,period,value\n1a.1,2025-Q1,999\n');
    await dropPlan(REOPENED, '2025-07-15');
    await workOff();
    expect(await figure('KEN')).toBeUndefined();
    const [, mail] = await mailsTo('ken@example.org');
    expect(mail?.raw.toString()).toContain('object-gone');
  });

  it('is taken whole under all-or-nothing, once nothing of it is closed', async () => {
    await dropPlan({ ...PLAN, acceptance: 'all-or-nothing' }, '2025-02-01');
    await send('KEN', '2025-07-10', ['1a.1', '2025-Q1', 40], ['1a.1', '2025-Q2', 7]);
    expect([await figure('KEN'), await figure('KEN', '2025-Q2')]).toEqual([undefined, undefined]);
    await dropPlan({ ...REOPENED, acceptance: 'all-or-nothing' }, '2025-07-15');
    await workOff();
    expect([await figure('KEN'), await figure('KEN', '2025-Q2')]).toEqual([40, 7]);
  });

  it('that was taken with errors besides is still asked to be corrected, and no longer waits', async () => {
    await send('KEN', '2025-07-10', ['1a.1', '2025-Q1', 'about forty'], ['1a.3', '2025-Q1', 5]);
    await dropPlan(REOPENED, '2025-07-15');
    await workOff();
    expect(await waiting()).toEqual([{ key: 'uploads/KEN/2025-07-10.csv', periods: [], figures: 0 }]);
    expect(await deps.submissions.of('KEN')).toEqual([
      expect.objectContaining({ status: 'partially-accepted', accepted: 1, returned: 1, periods: ['2025-Q1'] }),
    ]);
  });
});

it('A plan that reopens more files than a receipt names counts the others', async () => {
  const template = (await send('KEN', '2025-07-10', ['1a.1', '2025-Q1', 40])) && (await deps.closedFiles.all())[0];
  if (!template) throw new Error('No file is kept');
  for (let i = 0; i < 24; i += 1)
    await deps.closedFiles.keep(
      { ...template.file, order: `${template.file.order}-${i}`, key: `uploads/KEN/${i}.csv` },
      1,
    );
  const { receipt } = await dropPlan(REOPENED, '2025-07-15');
  expect(receipt.issues.filter(({ code }) => code === 'plan-reopens')).toHaveLength(20);
  expect(receipt.issues.find(({ code }) => code === 'plan-reopens-more')?.found).toBe('5');
  expect(sent).toHaveLength(25);
  expect(createLookup(REOPENED).windowOf('2025-Q1')?.closes).toBe('2025-07-31');
});
