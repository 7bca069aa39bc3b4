import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Actuals, createActuals } from '../../../functions/aws/actuals.ts';
import { createLedger } from '../../../functions/aws/ledger.ts';
import { createQueue } from '../../../functions/aws/queue.ts';
import { createTable, type Table } from '../../../functions/aws/table.ts';
import type { ScopeActuals } from '../../../functions/domain/aggregation/actual.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';
import { entryOf, observed, spelledOut } from '../../support/pipeline.ts';

let aws: TestAws;
let table: Table;
beforeEach(async () => {
  aws = await startTestAws();
  table = createTable(aws.embedded.environment.TABLE_NAME ?? '');
});
afterEach(() => aws.stop());

/** The table as a process sees it that dies at its n-th request. */
function dyingAt(request: number): Table {
  const dying = createTable(table.name);
  let requests = 0;
  dying.client.middlewareStack.add(
    (next) => (args) => {
      requests += 1;
      if (requests >= request) throw new Error('died');
      return next(args);
    },
    { step: 'initialize' },
  );
  return dying;
}

const entriesIn = async (period: string) => spelledOut(await createLedger(table).entries(period));

/** Text that no compression makes smaller than three quarters of it. */
const noise = (bytes: number): string => randomBytes((bytes * 3) / 4).toString('base64');

const UPLOADED = '2025-07-01T08:00:00.000Z';

describe('the ledger', () => {
  const big = () => entryOf('KEN', '2025-Q2', UPLOADED, [{ ...observed('KEN', '2025-Q2', 7), note: noise(1_200_000) }]);

  it('gives a large entry back whole', async () => {
    const entry = big();
    await createLedger(table).put(entry);
    expect(await entriesIn('2025-Q2')).toEqual([entry]);
  });

  it.each([2, 3])('does not count an entry whose writer died at part %d, until a retry completes it', async (part) => {
    const entry = big();
    await expect(createLedger(dyingAt(part)).put(entry)).rejects.toThrow('died');
    expect(await entriesIn('2025-Q2')).toEqual([]);
    await createLedger(table).put(entry);
    expect(await entriesIn('2025-Q2')).toEqual([entry]);
  });

  it('counts the retry that cut the entry into another number of parts than the writer that died', async () => {
    const entry = big();
    const sk = `KEN#${entry.order}`;
    for (const part of ['#001of002', '#001of009', '#002of009', '#008of009'])
      await table.client.send(
        new PutItemCommand({
          TableName: table.name,
          Item: { pk: { S: 'LEDGER#2025-Q2' }, sk: { S: `${sk}${part}` }, data: { B: randomBytes(1000) } },
        }),
      );
    await createLedger(table).put(entry);
    await createLedger(table).put({ ...entry, orgUnit: 'COL' });
    expect(await entriesIn('2025-Q2')).toEqual([{ ...entry, orgUnit: 'COL' }, entry]);
  });
});

describe('actuals', () => {
  const actualsOf = (planVersion: number, entries: number, note = '', carried = 0): ScopeActuals => ({
    scope: 'GLOBAL',
    period: '2025-Q2',
    planVersion,
    entries,
    carried,
    dataAsOf: UPLOADED,
    coverage: { reported: 1, expected: 2 },
    missing: [],
    late: [],
    actuals: [],
    notes: note ? [{ orgUnit: 'KEN', indicator: '1a.1', period: '2025-Q2', text: note }] : [],
  });
  const stored = (actuals: Actuals) => actuals.get('GLOBAL', '2025-Q2');

  it.each<[string, [number, number], [number, number], 'stored' | 'stale']>([
    ['more entries', [1, 5], [1, 6], 'stored'],
    ['the same entries again', [1, 5], [1, 5], 'stored'],
    ['fewer entries', [1, 5], [1, 4], 'stale'],
    ['a newer plan with fewer entries', [1, 5], [2, 1], 'stored'],
    ['an older plan with more entries', [2, 1], [1, 5], 'stale'],
    ['ten entries after nine, as numbers', [1, 9], [1, 10], 'stored'],
    ['plan ten after plan nine, as numbers', [10, 1], [9, 9], 'stale'],
  ])('of %s: %j then %j is %s', async (_, first, second, outcome) => {
    const actuals = createActuals(table);
    await actuals.put(actualsOf(...first));
    expect(await actuals.put(actualsOf(...second))).toBe(outcome);
    expect(await stored(actuals)).toEqual(actualsOf(...(outcome === 'stored' ? second : first)));
  });

  it.each<[string, [number, number], [number, number], 'stored' | 'stale']>([
    ['more entries of earlier years', [5, 3], [5, 4], 'stored'],
    ['fewer entries of earlier years', [5, 4], [5, 3], 'stale'],
    ['the same entries of both', [5, 4], [5, 4], 'stored'],
  ])('of %s: %j then %j is %s', async (_, first, second, outcome) => {
    const actuals = createActuals(table);
    const of = ([entries, carried]: readonly [number, number]) => actualsOf(1, entries, '', carried);
    await actuals.put(of(first));
    expect(await actuals.put(of(second))).toBe(outcome);
    expect(await stored(actuals)).toEqual(of(outcome === 'stored' ? second : first));
  });

  it('larger than an item are stored in parts, and found by scope and by period', async () => {
    const actuals = createActuals(table);
    const large = actualsOf(1, 5, noise(1_500_000));
    const larger = actualsOf(1, 6, noise(2_000_000));
    for (const [put, outcome] of [
      [large, 'stored'],
      [larger, 'stored'],
      [large, 'stale'],
    ] as const)
      expect(await actuals.put(put)).toBe(outcome);
    expect(await stored(actuals)).toEqual(larger);
    expect(await actuals.all('GLOBAL')).toEqual([larger]);
    await actuals.put(actualsOf(1, 7));
    expect(await actuals.all('GLOBAL')).toEqual([actualsOf(1, 7)]);
  });

  it.each([1, 2, 3, 4])('stay what they were when their writer dies at request %d of four', async (request) => {
    await createActuals(table).put(actualsOf(1, 5));
    const large = actualsOf(1, 6, noise(1_000_000));
    await expect(createActuals(dyingAt(request)).put(large)).rejects.toThrow('died');
    expect(await stored(createActuals(table))).toEqual(actualsOf(1, 5));
    await createActuals(table).put(large);
    expect(await stored(createActuals(table))).toEqual(large);
  });
});

describe('a fault that passes', () => {
  it.each([
    [400, 'ProvisionedThroughputExceededException'],
    [500, 'InternalServerError'],
  ])('%d %s three times over is waited out', async (status, name) => {
    let faults = 3;
    const real = aws.embedded.environment.AWS_ENDPOINT_URL_DYNAMODB ?? '';
    const faulty = createServer(async (request, response) => {
      const body = await buffer(request);
      if (faults-- > 0) {
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
        response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'Not now' }));
        return;
      }
      const { 'x-amz-target': target = '', authorization = '', 'x-amz-date': date = '' } = request.headers;
      const headers = { 'x-amz-target': String(target), authorization, 'x-amz-date': String(date) };
      const type = { 'content-type': 'application/x-amz-json-1.0' };
      const answer = await fetch(real, { method: 'POST', body, headers: { ...headers, ...type } });
      response.writeHead(answer.status, type).end(await answer.text());
    });
    await new Promise<void>((done) => faulty.listen(0, '127.0.0.1', done));
    const address = faulty.address();
    if (address === null || typeof address === 'string') throw new Error('No port');
    process.env.AWS_ENDPOINT_URL_DYNAMODB = `http://127.0.0.1:${address.port}`;
    try {
      const entry = entryOf('KEN', '2025-Q2', UPLOADED, [observed('KEN', '2025-Q2', 7)]);
      await createLedger(createTable(table.name)).put(entry);
      expect(await entriesIn('2025-Q2')).toEqual([entry]);
      expect(faults).toBeLessThan(0);
    } finally {
      process.env.AWS_ENDPOINT_URL_DYNAMODB = real;
      faulty.close();
    }
  });
});

describe('a queue', () => {
  it('takes messages that are too large to be sent ten at once', async () => {
    const url = aws.embedded.queueUrls.aggregate;
    const messages = Array.from({ length: 12 }, (_, n) => ({ n, text: 'é'.repeat(60_000) }));
    await createQueue(new SQSClient({}), url).send(messages);
    const received: unknown[] = [];
    while (received.length < messages.length) {
      const { Messages } = await aws.sqs.send(new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 3 }));
      if (!Messages?.length) break;
      received.push(...Messages.map(({ Body }) => JSON.parse(Body ?? '').n));
    }
    expect(received.length).toBe(12);
    expect(new Set(received).size).toBe(12);
  });
});
