import { afterEach, describe, expect, it, vi } from 'vitest';
import { readPlan } from '../../functions/domain/plan/read-plan.ts';
import { CANARY_KEY, CANARY_TEXT, CANARY_UNIT } from '../../functions/domain/upload/canary.ts';
import { report } from '../../functions/report/step.ts';
import { createBucket } from '../../infra/local/bucket.ts';
import { createHandlers } from '../../infra/local/handlers.ts';
import { startTestAws, type TestAws } from '../support/embedded.ts';
import { createDependencies, snapshot } from '../support/pipeline.ts';
import { minimalPlan, minimalPlanGrids, more } from '../support/plan.ts';
import { planWorkbook } from '../support/plan-workbook.ts';

const LINES = [
  'Office,Period,Indicator,Sex,Nationality,Value,Numerator,Denominator',
  ...[
    'KEN,2025-Q2,1a.1,,,10,,',
    'KEN,2025-Q2,1a.1,F,,6,,',
    'KEN,2025-Q2,1a.1,M,,4,,',
    'KEN,2025-Q2,1a.1,,SSD,10,,',
    'KEN,2025-Q2,1a.3,,,many,,',
  ],
];
const at = (hour: number) => new Date(Date.UTC(2025, 6, 5, hour));

const isCanary = (key: string): boolean => key.includes(`/${CANARY_UNIT}/`);

interface World {
  readonly aws: TestAws;
  readonly canary: () => Promise<void>;
  readonly idle: () => Promise<void>;
  close(): Promise<void>;
}

async function world(): Promise<World> {
  const aws = await startTestAws();
  const handlers = createHandlers(aws.embedded);
  const pump = aws.startPump(handlers.steps);
  return {
    ...{ aws, canary: () => handlers.canary({}), idle: () => pump.idle() },
    close: async () => {
      await handlers.close();
      await aws.stop();
    },
  };
}

/** What a day leaves, its reports made of fixed times, with or without the canary of each hour. */
async function dayLeaves(withCanaries: boolean) {
  const { aws, idle, close } = await world();
  const bucket = createBucket(aws.bucket);
  // Dated as all else, or the embedded S3 would number what comes after it otherwise.
  const hour = async (when: number) => {
    if (withCanaries) await bucket.drop(CANARY_KEY, Buffer.from(CANARY_TEXT), at(when));
    await idle();
  };
  await hour(5);
  await bucket.drop('plan/plan.xlsx', await planWorkbook(minimalPlan()), at(6));
  await hour(7);
  await bucket.drop('uploads/KEN/q2.csv', Buffer.from(LINES.join('\n')), at(8));
  await hour(9);
  const deps = createDependencies(aws);
  const browser = { pdf: async () => new Uint8Array(), close: async () => undefined };
  await report({ period: '2025-Q2', scope: 'GLOBAL', language: 'en' }, { ...deps, browser, fontCss: () => '' });
  await hour(10);
  const mails = (await aws.embedded.readInbox()).map(({ to, subject }) => `${to.join()} ${subject}`);
  const state = await snapshot(aws);
  await close();
  return { mails, state };
}

afterEach(() => vi.restoreAllMocks());

it('figures, reports, mails and the table are the same, byte for byte, with and without canaries', async () => {
  const [quiet, watched] = [await dayLeaves(false), await dayLeaves(true)];
  const keys = Object.keys(watched.state);
  expect(keys.filter((key) => key.startsWith('object receipts/') && isCanary(key))).toHaveLength(4);
  expect(keys).toEqual(
    expect.arrayContaining([expect.stringMatching(/^table LEDGER#/), expect.stringMatching(/^table ACTUALS#/)]),
  );
  expect(keys).toContain('object reports/2025-Q2/GLOBAL/en/report.html');
  const others = Object.entries(watched.state).filter(([key]) => !isCanary(key));
  expect(Object.fromEntries(others)).toEqual(quiet.state);
  expect(watched.mails).toEqual(quiet.mails);
  expect(quiet.mails.length).toBeGreaterThan(1);
}, 60_000);

describe('the canary', () => {
  it('has a folder that no plan can give to an office', () => {
    const row = [CANARY_UNIT, 'GLOBAL', 'country', 'Canary'];
    const { plan, issues } = readPlan(minimalPlanGrids({ OrgUnits: more(row) }));
    expect(plan).toBeNull();
    expect(issues).toContainEqual(expect.objectContaining({ code: 'plan-not-a-code', found: CANARY_UNIT }));
  });

  it('is answered before there is a plan, by a receipt of each, however often it is delivered', async () => {
    const { aws, canary, idle, close } = await world();
    await canary();
    await canary();
    await idle();
    const bucket = createBucket(aws.bucket);
    const [key = '', ...others] = await bucket.list(`receipts/${CANARY_UNIT}/`);
    expect(others).toHaveLength(1);
    const receipt = JSON.parse(new TextDecoder().decode(await bucket.fetch(key)));
    expect(receipt).toMatchObject({
      status: 'accepted',
      orgUnit: CANARY_UNIT,
      key: CANARY_KEY,
      accepted: 0,
      issues: [],
    });
    await close();
  });

  it('is counted by the words of the log that the alarm looks for', async () => {
    const { canary, idle, close } = await world();
    vi.stubEnv('LOG_LEVEL', 'info');
    const lines: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
      lines.push(String(line));
      return true;
    });
    await canary();
    await idle();
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    const messages = lines.filter((line) => line.startsWith('{"level"')).map((line) => JSON.parse(line).message);
    expect(messages).toEqual(['canary sent', 'canary answered']);
    await close();
  });

  it('is that one file: another in its folder is returned as one of an unknown office', async () => {
    const { aws, idle, close } = await world();
    await aws.put('plan/plan.xlsx', await planWorkbook(minimalPlan()));
    await idle();
    await aws.put(`uploads/${CANARY_UNIT}/other.csv`, CANARY_TEXT);
    await idle();
    const bucket = createBucket(aws.bucket);
    const [key = ''] = await bucket.list(`receipts/${CANARY_UNIT}/`);
    const receipt = JSON.parse(new TextDecoder().decode(await bucket.fetch(key)));
    expect(receipt).toMatchObject({ status: 'rejected', issues: [{ code: 'unknown-org-unit-folder' }] });
    await close();
  });
});
