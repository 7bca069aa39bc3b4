import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Mail } from '../../functions/aws/mail.ts';
import type { Plan, Subscription } from '../../functions/domain/plan/model.ts';
import type { Upload } from '../../functions/events.ts';
import { reopen } from '../../functions/ingest/reopen.ts';
import { ingest } from '../../functions/ingest/step.ts';
import { acceptPlan } from '../../functions/plan/step.ts';
import { report } from '../../functions/report/step.ts';
import { startTestAws, type TestAws } from '../support/embedded.ts';
import { createDependencies, type Dependencies, uploadedFigures } from '../support/pipeline.ts';
import { minimalPlan } from '../support/plan.ts';
import { planWorkbook } from '../support/plan-workbook.ts';

const COMMON = { scope: 'GLOBAL', frequency: 'quarterly', language: 'en', formats: ['html'] } as const;
const SUBSCRIPTIONS: readonly Subscription[] = [
  { ...COMMON, report: 'results', email: 'refused@example.org' },
  { ...COMMON, report: 'results', email: 'after@example.org' },
  { ...COMMON, report: 'completeness', email: 'refused@example.org' },
  { ...COMMON, report: 'completeness', email: 'last@example.org' },
];
const BASE = minimalPlan({ rules: [], subscriptions: SUBSCRIPTIONS });
const PLAN: Plan = {
  ...BASE,
  indicators: BASE.indicators.map((one) => ({ ...one, dimensions: [], breakdown: 'optional' })),
};
/** The plan with the address of an org unit corrected, which takes files for its first quarter for longer. */
const corrected = (code: string): Plan => ({
  ...PLAN,
  orgUnits: PLAN.orgUnits.map((unit) => (unit.code === code ? { ...unit, email: 'right@example.org' } : unit)),
  periods: PLAN.periods.map((one) => (one.period === '2025-Q1' ? { ...one, closes: '2025-12-31' } : one)),
});

let aws: TestAws;
let deps: Dependencies;
let mails: Mail[];
/** Addresses that SES takes no mail for. */
let refused: string[];
let refusal: string;

const upload = (key: string, day: string): Upload => ({
  ...{ key, versionId: null, size: null, eventTime: `${day}T08:00:00.000Z`, sequencer: '01' },
});
async function dropPlan(plan: Plan, day: string): Promise<Upload> {
  const dropped = upload(`plan/${day}.xlsx`, day);
  await aws.put(dropped.key, await planWorkbook(plan));
  return dropped;
}
async function dropFile(period: string, day: string): Promise<Upload> {
  const dropped = upload('uploads/KEN/a.csv', day);
  await aws.put(dropped.key, `indicator,period,value\n1a.1,${period},40\n`);
  return dropped;
}
const told = () => mails.splice(0).map(({ to }) => to);

beforeEach(async () => {
  aws = await startTestAws();
  [mails, refused, refusal] = [[], [], 'MessageRejected'];
  const send = async (mail: Mail) => {
    if (refused.includes(mail.to))
      throw Object.assign(new Error(`Email address is not verified: ${mail.to}`), { name: refusal });
    mails.push(mail);
  };
  deps = { ...createDependencies(aws), mailer: { send } };
});
afterEach(() => aws.stop());

describe('a receipt that SES refuses', () => {
  it('goes to the address that the plan has by then, when the file is taken up again', async () => {
    await acceptPlan(await dropPlan(PLAN, '2025-01-10'), deps);
    refused = ['ken@example.org'];
    const file = await dropFile('2025-Q1', '2025-04-10');
    await expect(ingest(file, deps)).rejects.toThrow('not verified');
    await acceptPlan(await dropPlan(corrected('KEN'), '2025-04-11'), deps);
    told();
    await ingest(file, deps);
    await ingest(file, deps);
    expect(told()).toEqual(['right@example.org']);
  });

  it('for a file that is judged again goes there too', async () => {
    await acceptPlan(await dropPlan(PLAN, '2025-01-10'), deps);
    const file = await dropFile('2025-Q1', '2025-08-10');
    await ingest(file, deps);
    refused = ['ken@example.org'];
    const longer = { ...corrected('KEN'), orgUnits: PLAN.orgUnits };
    await acceptPlan(await dropPlan(longer, '2025-08-11'), deps);
    const [kept] = await deps.closedFiles.all();
    const again = { orgUnit: 'KEN', order: kept?.file.order ?? '', planVersion: 2 };
    await expect(reopen(again, deps)).rejects.toThrow('not verified');
    await acceptPlan(await dropPlan(corrected('KEN'), '2025-08-12'), deps);
    told();
    await reopen(again, deps);
    expect(told()).toEqual(['right@example.org']);
  });

  it('for a plan goes to the headquarters of the plan in use by then', async () => {
    const root = PLAN.orgUnits.find(({ parent }) => parent === null);
    refused = [root?.email ?? ''];
    const first = await dropPlan(PLAN, '2025-01-10');
    await expect(acceptPlan(first, deps)).rejects.toThrow('not verified');
    await acceptPlan(await dropPlan(corrected(root?.code ?? ''), '2025-01-11'), deps);
    expect(told()).toEqual(['right@example.org']);
    await acceptPlan(first, deps);
    expect(told()).toEqual(['right@example.org']);
  });
});

describe('a subscriber that SES refuses', () => {
  const MESSAGE = { period: '2025-Q1', scope: 'GLOBAL', language: 'en' } as const;
  const write = () => {
    const browser = { pdf: async () => new Uint8Array(), close: async () => undefined };
    return report(MESSAGE, { ...deps, browser, fontCss: () => '' });
  };

  it('keeps the report from nobody else, nor off the site, and gets it once the address is mended', async () => {
    await deps.plans.add(PLAN, '1');
    await uploadedFigures(deps, 'KEN', '2025-Q1', '2025-04-02T08:00:00.000Z');
    refused = ['refused@example.org'];
    await expect(write()).rejects.toThrow(
      'SES refused mail: MessageRejected: Email address is not verified: refused@example.org; MessageRejected: ',
    );
    expect(told()).toEqual(['after@example.org', 'last@example.org']);
    expect((await deps.objects.get('reports/index.html', null, 1e6)).kind).toBe('found');
    refused = [];
    await write();
    expect(told()).toEqual(['refused@example.org', 'refused@example.org']);
  });

  it('as no address at all, likewise', async () => {
    await deps.plans.add(PLAN, '1');
    await uploadedFigures(deps, 'KEN', '2025-Q1', '2025-04-02T08:00:00.000Z');
    [refused, refusal] = [['refused@example.org'], 'BadRequestException'];
    await expect(write()).rejects.toThrow('SES refused mail: BadRequestException');
    expect(told()).toEqual(['after@example.org', 'last@example.org']);
  });

  it('is told from SES that is not there, to which no other mail is tried', async () => {
    await deps.plans.add(PLAN, '1');
    await uploadedFigures(deps, 'KEN', '2025-Q1', '2025-04-02T08:00:00.000Z');
    let tries = 0;
    const send = async () => {
      tries += 1;
      throw new Error('SES is not there');
    };
    deps = { ...deps, mailer: { send } };
    await expect(write()).rejects.toThrow('SES is not there');
    expect(tries).toBe(1);
  });
});
