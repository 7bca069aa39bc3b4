import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFailures } from '../../functions/aws/failures.ts';
import { createSubmissions } from '../../functions/aws/submissions.ts';
import { createTable } from '../../functions/aws/table.ts';
import { STEPS } from '../../infra/definitions.ts';
import { createBucket } from '../../infra/local/bucket.ts';
import { createHandlers } from '../../infra/local/handlers.ts';
import type { Pump, StepHandler } from '../../infra/local/pump.ts';
import { startTestAws, type TestAws } from '../support/embedded.ts';
import { GOOD } from '../support/good-file.ts';
import { inProcess } from '../support/process.ts';

const DEADLY = ['exit', 'hang', 'memory'];

let aws: TestAws;
let pump: Pump;
let stop: () => Promise<void>;
/** The state of the receipt of each file after each delivery. */
let told: Map<string, (string | undefined)[]>;

async function receiptOf(name: string) {
  const bucket = createBucket(aws.bucket);
  const [key] = await bucket.list(`receipts/PHL/${name}`);
  return key === undefined ? null : JSON.parse(new TextDecoder().decode(await bucket.fetch(key)));
}

beforeEach(async () => {
  aws = await startTestAws();
  told = new Map();
  const handlers = createHandlers(aws.embedded);
  // Over in no time, so that the next delivery need not wait until the function before is surely dead.
  const reader = inProcess('./deadly-reader.ts', { TIMEOUT_SECONDS: '0.001' });
  const ingest: StepHandler = async (event) => {
    try {
      return await reader.handler(event);
    } finally {
      for (const { body } of event.Records) {
        const name = JSON.parse(body).Records[0].s3.object.key.split('/').at(-1);
        told.set(name, [...(told.get(name) ?? []), (await receiptOf(name))?.status]);
      }
    }
  };
  pump = aws.startPump({ ...handlers.steps, ingest }, { limits: { concurrency: { ingest: 1 } } });
  stop = async () => {
    reader.stop();
    await handlers.close();
    await aws.stop();
  };
});
afterEach(() => stop());

it('a file that kills its reader is told so and ends with the dead letters, and its neighbours are taken', async () => {
  await aws.put('plan/plan.xlsx', readFileSync('fixtures/plan/plan.xlsx'));
  await pump.idle();
  for (const name of DEADLY) await aws.put(`uploads/PHL/${name}`, name);
  await aws.put('uploads/PHL/good.csv', GOOD);
  await pump.idle();

  expect(told.get('good.csv')).toEqual(['accepted']);
  for (const name of DEADLY) {
    // After one death there is a receipt as soon as it is tried again, after two it says what to do.
    expect(told.get(name), name).toEqual([undefined, 'pending', 'rejected', 'rejected', 'rejected']);
    expect((await receiptOf(name)).issues.map(({ code }: { code: string }) => code)).toEqual(['reader-died']);
  }

  const table = createTable(aws.embedded.environment.TABLE_NAME ?? '');
  const statuses = new Map((await createSubmissions(table).of('PHL')).map(({ key, status }) => [key, status]));
  expect(statuses.get('uploads/PHL/good.csv')).toBe('accepted');
  for (const name of DEADLY) expect(statuses.get(`uploads/PHL/${name}`)).toBe('rejected');

  const letters = await pump.deadLetters();
  expect(letters.map(({ receives }) => receives)).toEqual(DEADLY.map(() => STEPS.ingest.queue.maxReceives));
  const failures = createFailures(table);
  for (const { messageId } of letters)
    expect(await failures.reason('ingest', messageId)).toContain('Two functions died of reading uploads/PHL/');

  const mails = (await aws.embedded.readInbox()).filter(({ to }) => to.includes('phl@example.org'));
  expect(mails).toHaveLength(DEADLY.length + 1);
}, 120_000);

it('a file sent again under the same name after that is read afresh', async () => {
  await aws.put('plan/plan.xlsx', readFileSync('fixtures/plan/plan.xlsx'));
  await pump.idle();
  await aws.put('uploads/PHL/figures.csv', 'exit');
  await pump.idle();
  await aws.put('uploads/PHL/figures.csv', GOOD);
  await pump.idle();
  const table = createTable(aws.embedded.environment.TABLE_NAME ?? '');
  expect((await createSubmissions(table).of('PHL')).map(({ status }) => status)).toEqual(['rejected', 'accepted']);
}, 120_000);
