import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createActuals } from '../../functions/aws/actuals.ts';
import { createFailures } from '../../functions/aws/failures.ts';
import { createLedger } from '../../functions/aws/ledger.ts';
import { createTable } from '../../functions/aws/table.ts';
import { createBucket } from '../../infra/local/bucket.ts';
import { createHandlers } from '../../infra/local/handlers.ts';
import type { Pump } from '../../infra/local/pump.ts';
import { startTestAws, type TestAws } from '../support/embedded.ts';
import { GOOD } from '../support/good-file.ts';

let aws: TestAws;
let pump: Pump;
let close: () => Promise<void>;

beforeEach(async () => {
  aws = await startTestAws();
});

afterEach(async () => {
  await close();
  await aws.stop();
});

function start(): void {
  const handlers = createHandlers(aws.embedded);
  close = handlers.close;
  pump = aws.startPump(handlers.steps);
}

async function dropPlan(): Promise<void> {
  await aws.put('plan/plan.xlsx', readFileSync('fixtures/plan/plan.xlsx'));
  await pump.idle();
}

async function receipts(prefix = 'receipts/'): Promise<{ key: string; status: string; codes: string[] }[]> {
  const bucket = createBucket(aws.bucket);
  const keys = (await bucket.list(prefix)).filter((key) => /^receipts\/(?!plan\/).*\.json$/.test(key));
  return Promise.all(
    keys.map(async (path) => {
      const { key, status, issues } = JSON.parse(new TextDecoder().decode(await bucket.fetch(path)));
      return { key, status, codes: issues.map((issue: { code: string }) => issue.code) };
    }),
  );
}

const deadLetters = async (): Promise<string[]> => (await pump.deadLetters()).map((letter) => letter.step);

const notification = (key: string, sequencer: string): string =>
  JSON.stringify({
    Records: [{ eventTime: '2026-01-10T08:00:00.000Z', s3: { object: { key, size: GOOD.length, sequencer } } }],
  });

describe('a file that cannot be taken', () => {
  const files: Record<string, { bytes: Uint8Array; code: string }> = {
    'empty.csv': { bytes: new Uint8Array(), code: 'empty-file' },
    'blank.csv': { bytes: new TextEncoder().encode('\r\n\r\n'), code: 'empty-file' },
    'noise.xlsx': { bytes: Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256), code: 'file-binary' },
    'locked.xlsx': { bytes: readFileSync('fixtures/uploads/HTI/02-resultats-proteges.xlsx'), code: 'file-encrypted' },
    'letter.pdf': { bytes: new TextEncoder().encode('%PDF-1.7\n'), code: 'file-pdf' },
    'half.xlsx': {
      bytes: readFileSync('fixtures/uploads/HQ/01-enablers-2025.xlsx').subarray(0, 4000),
      code: 'file-truncated',
    },
  };

  it('is returned with its reason, one receipt and one mail each, and the good file among them is taken', async () => {
    start();
    await dropPlan();
    for (const [name, { bytes }] of Object.entries(files)) await aws.put(`uploads/PHL/${name}`, bytes);
    await aws.put('uploads/PHL/good.csv', GOOD);
    await pump.idle();
    const found = await receipts();
    for (const [name, { code }] of Object.entries(files)) {
      const receipt = found.find(({ key }) => key === `uploads/PHL/${name}`);
      expect(receipt, name).toMatchObject({ status: 'rejected' });
      expect(receipt?.codes, name).toContain(code);
    }
    expect(found.find(({ key }) => key === 'uploads/PHL/good.csv')?.status).toMatch(/^accepted/);
    expect((await aws.embedded.readInbox()).length).toBe(1 + found.length);
    expect(await deadLetters()).toEqual([]);
  });

  it('of 200 MB is returned without being read', async () => {
    start();
    await dropPlan();
    await aws.put('uploads/PHL/huge.csv', new Uint8Array(200 * 1024 * 1024));
    await pump.idle();
    expect(aws.embedded.requests.s3.GetObject?.count).toBe(1);
    expect(await receipts()).toMatchObject([{ status: 'rejected', codes: ['file-too-large'] }]);
  });
});

describe('a file in a wrong place', () => {
  it.each([
    ['uploads/lost.csv', 'no-org-unit-folder'],
    ['uploads/HON/file.csv', 'unknown-org-unit-folder'],
    ['uploads/phl/file.csv', 'unknown-org-unit-folder'],
  ])('%s is returned to headquarters as %s', async (key, code) => {
    start();
    await dropPlan();
    await aws.put(key, GOOD);
    await pump.idle();
    expect(await receipts()).toMatchObject([{ key, status: 'rejected', codes: [code] }]);
    const [, mail] = await aws.embedded.readInbox();
    expect(mail?.to).toEqual(['global@example.org']);
  });
});

describe('keys and events', () => {
  it('passes over what another bucket tells of, such as one that an earlier deployment left', async () => {
    start();
    await dropPlan();
    await aws.put('uploads/PHL/good.csv', GOOD);
    await pump.idle();
    const before = await receipts();
    for (const [step, key] of [
      ['ingest', 'uploads/PHL/good.csv'],
      ['plan', 'plan/plan.xlsx'],
    ] as const) {
      const s3 = { bucket: { name: 'of-before' }, object: { key, sequencer: '0F' } };
      await aws.send(step, JSON.stringify({ Records: [{ eventTime: '2026-03-10T08:00:00.000Z', s3 }] }));
    }
    await pump.idle();
    expect(await receipts()).toEqual(before);
    expect(await createBucket(aws.bucket).list('receipts/plan/')).toHaveLength(1);
    expect(await deadLetters()).toEqual([]);
  });

  it('takes names with spaces, plus signs, percent signs and Arabic, also in folders', async () => {
    start();
    await dropPlan();
    const key = 'uploads/PHL/2025/résultats + notes 100% (نهائي).csv';
    await aws.put(key, GOOD);
    await pump.idle();
    expect(await receipts()).toMatchObject([{ key, status: 'accepted' }]);
  });

  it('answers nobody for the folders made at the console', async () => {
    start();
    await dropPlan();
    for (const folder of ['uploads/', 'uploads/PHL/', 'uploads/PHL/2025/', 'plan/']) await aws.put(folder, '');
    await pump.idle();
    expect(await createBucket(aws.bucket).list('receipts/')).toHaveLength(1);
    expect(await aws.embedded.readInbox()).toHaveLength(1);
    expect(await deadLetters()).toEqual([]);
  });

  it('answers an event once, however often it comes', async () => {
    start();
    await dropPlan();
    await aws.put('uploads/PHL/good.csv', GOOD);
    await pump.idle();
    const mails = (await aws.embedded.readInbox()).length;
    const again = notification('uploads/PHL/good.csv', '0A');
    // One after the other: two functions at the very same moment may both write the mail, which is sent at least once.
    for (let i = 0; i < 3; i += 1) {
      await aws.send('ingest', again);
      await pump.idle();
    }
    expect((await receipts()).length).toBe(2);
    expect((await aws.embedded.readInbox()).length).toBe(mails + 1);
  });

  it('says so when the file was deleted before it could be read', async () => {
    await aws.put('plan/plan.xlsx', readFileSync('fixtures/plan/plan.xlsx'));
    await aws.put('uploads/PHL/gone.csv', GOOD);
    await aws.s3.send(new DeleteObjectCommand({ Bucket: aws.bucket, Key: 'uploads/PHL/gone.csv' }));
    start();
    await pump.idle();
    expect(await receipts()).toMatchObject([{ status: 'rejected', codes: ['object-gone'] }]);
  });

  it.each(['2025-Q5', 'soon'])('loses no neighbour to a message due for %s, which is no period', async (period) => {
    start();
    await dropPlan();
    await aws.send('aggregate', JSON.stringify({ kind: 'observations', orgUnits: ['PHL'], period }));
    await aws.put('uploads/PHL/good.csv', GOOD);
    await pump.idle();
    expect(await deadLetters()).toEqual(['aggregate']);
    const actuals = createActuals(createTable(aws.embedded.environment.TABLE_NAME ?? ''));
    expect((await actuals.get('PHL', '2025-Q1'))?.coverage.reported).toBe(1);
  });

  it('keeps a message that is no event as a dead letter with its reason, and goes on', async () => {
    start();
    await dropPlan();
    await aws.send('ingest', 'not an event');
    await aws.send('aggregate', '{"kind":"nothing"}');
    await aws.put('uploads/PHL/good.csv', GOOD);
    await pump.idle();
    expect((await receipts()).map(({ status }) => status)).toEqual(['accepted']);
    const letters = await pump.deadLetters();
    expect(letters.map(({ step }) => step).sort()).toEqual(['aggregate', 'ingest']);
    const failures = createFailures(createTable(aws.embedded.environment.TABLE_NAME ?? ''));
    for (const { step, messageId } of letters) expect(await failures.reason(step, messageId)).toMatch(/Error/);
  });
});

describe('without a usable plan', () => {
  it('keeps office files for later: each ends as a dead letter saying that there is no plan', async () => {
    start();
    await aws.put('uploads/PHL/good.csv', GOOD);
    await pump.idle();
    const [letter] = await pump.deadLetters();
    const failures = createFailures(createTable(aws.embedded.environment.TABLE_NAME ?? ''));
    expect(letter?.step).toBe('ingest');
    expect(await failures.reason('ingest', letter?.messageId ?? '')).toContain('There is no plan yet');
  });

  it('refuses a bad plan with a receipt, and judges on by the last good one', async () => {
    start();
    await dropPlan();
    await aws.put('plan/plan-2.xlsx', readFileSync('fixtures/uploads/HQ/01-enablers-2025.xlsx'));
    await aws.put('plan/plan-3.xlsx', new Uint8Array([80, 75, 3, 4]));
    await pump.idle();
    const bucket = createBucket(aws.bucket);
    const statuses = [];
    const kept = await bucket.list('receipts/plan/');
    for (const key of kept.filter((name) => name.endsWith('.json')))
      statuses.push(JSON.parse(new TextDecoder().decode(await bucket.fetch(key))).status);
    expect(statuses.sort()).toEqual(['accepted', 'rejected', 'rejected']);
    await aws.put('uploads/PHL/good.csv', GOOD);
    await pump.idle();
    expect((await receipts()).map(({ status }) => status)).toEqual(['accepted']);
    const ledger = createLedger(createTable(aws.embedded.environment.TABLE_NAME ?? ''));
    expect((await ledger.entries('2025-Q1'))[0]?.source.planVersion).toBe(1);
  });
});

describe('when SES refuses', () => {
  let refusing: Server;
  afterEach(() => void refusing.close());

  it('the figures and the receipt are kept, the mail ends as a dead letter with the reason, the neighbours go out', async () => {
    start();
    await dropPlan();
    await pump.stop();
    const ses = aws.embedded.environment.AWS_ENDPOINT_URL_SESV2 ?? '';
    refusing = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const body = Buffer.concat(chunks).toString();
      if (body.includes('phl@example.org')) {
        response.writeHead(400, { 'content-type': 'application/json', 'x-amzn-errortype': 'MessageRejected' });
        response.end(JSON.stringify({ message: 'Email address is not verified.' }));
        return;
      }
      const passed = await fetch(`${ses}${request.url}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', authorization: request.headers.authorization ?? '' },
      });
      response.writeHead(passed.status, { 'content-type': 'application/json' });
      response.end(await passed.text());
    });
    await new Promise<void>((done) => refusing.listen(0, '127.0.0.1', done));
    const address = refusing.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const handlers = createHandlers({
      ...aws.embedded,
      environment: { ...aws.embedded.environment, AWS_ENDPOINT_URL_SESV2: `http://127.0.0.1:${port}` },
    });
    const again = aws.startPump(handlers.steps);
    await aws.put('uploads/PHL/good.csv', GOOD);
    await aws.put('uploads/NER/good.csv', readFileSync('fixtures/uploads/NER/01-rapport-2025.csv'));
    await again.idle();
    await handlers.close();

    for (const { status } of await receipts()) expect(status).toMatch(/^accepted/);
    expect(await receipts()).toHaveLength(2);
    const table = createTable(aws.embedded.environment.TABLE_NAME ?? '');
    expect((await createLedger(table).entries('2025-Q1')).map(({ orgUnit }) => orgUnit)).toEqual(['NER', 'PHL']);
    const letters = await again.deadLetters();
    expect(letters.map(({ step }) => step)).toEqual(['ingest']);
    expect(await createFailures(table).reason('ingest', letters[0]?.messageId ?? '')).toContain('not verified');
    expect((await aws.embedded.readInbox()).flatMap(({ to }) => to)).toContain('ner@example.org');
  });
});
