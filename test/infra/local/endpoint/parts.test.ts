import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { uploadsIn } from '../../../../functions/events.ts';
import { STEPS } from '../../../../infra/definitions.ts';
import { keepEndpoint, keptEndpoint } from '../../../../infra/local/endpoint/kept.ts';
import { keysFor } from '../../../../infra/local/endpoint/keys.ts';
import { startLookout } from '../../../../infra/local/endpoint/lookout.ts';
import { createNews } from '../../../../infra/local/endpoint/news.ts';
import { bringsNews } from '../../../../infra/local/endpoint/probe.ts';
import { createRemoteQueue } from '../../../../infra/local/endpoint/remote-queue.ts';
import { createResources } from '../../../../infra/local/endpoint/resources.ts';
import { watchEndpoints } from '../../../../infra/local/endpoint/watch.ts';
import { eventRecord } from '../../../../infra/local/notifications.ts';
import { stateFile } from '../../../../infra/local/state.ts';
import { startTestAws, type TestAws } from '../../../support/embedded.ts';
import { startGateway } from '../../../support/gateway.ts';

let aws: TestAws;
beforeAll(async () => {
  aws = await startTestAws();
});
afterAll(() => aws.stop());

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

let runs = 0;
const naming = () => {
  runs += 1;
  return { prefix: `part-${runs}`, region: aws.embedded.region, patience: 5 };
};

describe('the news of a bucket', () => {
  const told = (key: string, nth: number, at = new Date()) => ({
    Records: [
      eventRecord(
        { bucket: 'b', region: 'r' },
        { key, size: 1, eTag: 'e', at, how: 'Put' },
        String(nth).padStart(18, '0'),
      ),
    ],
  });
  /** As each way of telling has it; null is silence. */
  const WAYS = {
    'as S3 brings them': (key: string, nth: number) => told(key, nth),
    'in which the time has no zone': (key: string, nth: number) => {
      const [record] = told(key, nth).Records;
      return { Records: [{ ...record, eventTime: record?.eventTime.replace('Z', '') }] };
    },
    'by a clock that is hours away': (key: string, nth: number) => told(key, nth, new Date(Date.now() - 5 * 3_600_000)),
    'that do not say which came first': (key: string) => told(key, 1),
    'that name the object as it was not written': (key: string, nth: number) => told(encodeURIComponent(key), nth),
    'that tell of something else': () => ({ hello: 'world' }),
    'that never come': () => null,
  } satisfies Record<string, (key: string, nth: number) => unknown>;

  it.each([
    ['as S3 brings them', true],
    ['in which the time has no zone', false],
    ['by a clock that is hours away', false],
    ['that do not say which came first', false],
    ['that name the object as it was not written', false],
    ['that tell of something else', false],
    ['that never come', false],
  ] as const)('%s are relied on: %s', async (way, expected) => {
    const at = naming();
    let nth = 0;
    const tell = ({ method, url = '' }: IncomingMessage): null => {
      const key = /^\/part-\d+-probe\/(plan\/[^?]+)/.exec(url)?.[1];
      if (method !== 'PUT' || key === undefined) return null;
      nth += 1;
      const body = WAYS[way](decodeURIComponent(key), nth);
      if (body !== null) void sendTo(`${at.prefix}-probe`, JSON.stringify(body));
      return null;
    };
    const sendTo = async (QueueName: string, MessageBody: string) => {
      const { QueueUrl } = await aws.sqs.send(new GetQueueUrlCommand({ QueueName }));
      await aws.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    };
    const url = aws.embedded.environment.AWS_ENDPOINT_URL_S3 ?? '';
    const gateway = await startGateway({ s3: url, sqs: url, dynamodb: url, ses: url }, (_, request) => tell(request));
    const bound = { endpoint: gateway.url, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
    const s3 = new S3Client({ ...bound, forcePathStyle: true });
    const sqs = new SQSClient({ ...bound, useQueueUrlAsEndpoint: false });
    ends.push(
      gateway.stop,
      () => s3.destroy(),
      () => sqs.destroy(),
    );
    expect(await bringsNews({ s3, sqs }, at)).toBe(expected);
    await expect(aws.sqs.send(new GetQueueUrlCommand({ QueueName: `${at.prefix}-probe` }))).rejects.toThrow();
  });
});

describe('the resources behind an endpoint', () => {
  it('have their bucket tell of nothing where its news were not relied on', async () => {
    const at = naming();
    const asked: string[] = [];
    const { AWS_ENDPOINT_URL_S3: url = '', AWS_ENDPOINT_URL_DYNAMODB: dynamodb = '' } = aws.embedded.environment;
    const gateway = await startGateway({ s3: url, sqs: url, dynamodb, ses: url }, (_, request) => {
      if (request.url?.includes('notification')) asked.push(request.url.split('?')[0] ?? '');
      return null;
    });
    ends.push(gateway.stop);
    for (const service of ['S3', 'SQS', 'DYNAMODB']) vi.stubEnv(`AWS_ENDPOINT_URL_${service}`, gateway.url);
    ends.push(() => vi.unstubAllEnvs());
    const resources = await createResources(at, { areThere: false, news: true, wake: () => {} });
    ends.push(() => resources.close());
    expect(resources.tells).toBe(false);
    expect(asked).toEqual([`/${at.prefix}-probe/`]);
  });
});

describe('a queue behind an endpoint', () => {
  it('gives to the dead letters what was received too often, where the endpoint has not done so', async () => {
    const queue = await createRemoteQueue(aws.sqs, naming(), 'report', () => {});
    await aws.sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody: 'poison' }));
    const { Messages: [message] = [] } = await aws.sqs.send(new ReceiveMessageCommand({ QueueUrl: queue.url }));
    expect(message).toBeDefined();
    if (!message) return;
    for (let receive = 1; receive <= STEPS.report.queue.maxReceives; receive += 1)
      expect(await queue.take([message])).toEqual([message]);
    expect(await queue.take([message])).toEqual([]);
    // By its first id the reason of its failure is known.
    const first = message.MessageId;
    expect(await queue.deadMessages()).toMatchObject([{ body: 'poison', messageId: first, run: first }]);
    expect(await queue.holdsBack()).toBe(false);
  });

  it('is waited for while it says that it hides a message', async () => {
    const queue = await createRemoteQueue(aws.sqs, naming(), 'plan', () => {});
    expect(await queue.holdsBack()).toBe(false);
    await aws.sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody: 'taken by somebody who died' }));
    await aws.sqs.send(new ReceiveMessageCommand({ QueueUrl: queue.url }));
    expect(await queue.holdsBack()).toBe(true);
  });
});

describe('a bucket that tells of nothing', () => {
  it('is looked into for what others put there, and each object is told of once', async () => {
    const bucket = 'looked-into';
    await aws.s3.send(new CreateBucketCommand({ Bucket: bucket }));
    const sent: string[] = [];
    const news = createNews({ bucket, region: 'r' }, false, async (step, body) => {
      sent.push(...uploadsIn(body).map(({ key }) => `${step} ${key}`));
    });
    const lookout = startLookout(aws.s3, bucket, news, () => {});
    ends.push(() => lookout.end());
    const put = await aws.s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'plan/own.xlsx', Body: '1' }));
    await news.announce({ key: 'plan/own.xlsx', eTag: put.ETag ?? '', size: 1, at: new Date(), how: 'Put' });
    for (const Key of ['uploads/TCD/à l’est.csv', 'reports/none.html'])
      await aws.s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: '1' }));
    await expect.poll(() => sent.length, { timeout: 10_000 }).toBe(2);
    await sleep(1500);
    expect(sent).toEqual(['plan plan/own.xlsx', 'ingest uploads/TCD/à l’est.csv']);
  });

  it('is told of again when the news could not be sent, and when the same bytes are put there once more', async () => {
    const bucket = 'looked-into-again';
    await aws.s3.send(new CreateBucketCommand({ Bucket: bucket }));
    const [told, said]: [string[], string[]] = [[], []];
    let isFailing = true;
    const news = createNews({ bucket, region: 'r' }, false, async (_, body) => {
      if (isFailing) throw new Error('no queue');
      told.push(...uploadsIn(body).map(({ key }) => key));
    });
    const lookout = startLookout(aws.s3, bucket, news, (line) => {
      said.push(line);
      isFailing = false;
    });
    ends.push(() => lookout.end());
    const put = () => aws.s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'uploads/TCD/a.csv', Body: '1' }));
    await put();
    await expect.poll(() => told.length, { timeout: 10_000 }).toBe(1);
    expect(said).toEqual(['Could not look for new files, and looks again: Error: no queue']);
    await put();
    await expect.poll(() => told.length, { timeout: 10_000 }).toBe(2);
  });

  it('is not looked into for what is just being put from here, which is told of once', async () => {
    const bucket = 'looked-into-midway';
    await aws.s3.send(new CreateBucketCommand({ Bucket: bucket }));
    const told: string[] = [];
    const news = createNews({ bucket, region: 'r' }, false, async (_, body) => {
      told.push(...uploadsIn(body).map(({ key }) => key));
    });
    const lookout = startLookout(aws.s3, bucket, news, () => {});
    ends.push(() => lookout.end());
    const put = await aws.s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'uploads/TCD/a.csv', Body: '1' }));
    // So long the answer to the put is on its way.
    await sleep(700);
    await news.announce({ key: 'uploads/TCD/a.csv', eTag: put.ETag ?? '', size: 1, at: new Date(), how: 'Put' });
    await sleep(3000);
    expect(told).toEqual(['uploads/TCD/a.csv']);
  });
});

describe('what a run has kept', () => {
  it('gives way to what the next one keeps, on whichever AWS that is', async () => {
    const out = mkdtempSync(join(tmpdir(), 'jalon-kept-'));
    const { embedded } = aws;
    const url = 'http://localhost:4566';
    await embedded.keep(out);
    expect(existsSync(stateFile(out))).toBe(true);
    await keepEndpoint(out, { endpoints: { s3: url, sqs: url, dynamodb: url }, region: 'r', prefix: 'p' });
    expect(existsSync(stateFile(out))).toBe(false);
    expect(await keptEndpoint(out)).toMatchObject({ prefix: 'p' });
    await embedded.keep(out);
    expect(await keptEndpoint(out)).toBeNull();
    expect(existsSync(stateFile(out))).toBe(true);
    rmSync(out, { recursive: true });
  });
});

describe('endpoints', () => {
  it('are lost once one is silent for so long, and not before', async () => {
    const gateway = await startGateway({ s3: '', sqs: '', dynamodb: '', ses: '' }, () => 404);
    const watch = watchEndpoints([gateway.url], 1);
    ends.push(() => watch.end());
    const state = () => Promise.race([watch.lost, Promise.resolve('there')]);
    await sleep(1500);
    expect(await state()).toBe('there');
    await gateway.stop();
    await expect(watch.lost).rejects.toThrow(
      /^http:\/\/127\.0\.0\.1:\d+ answers no more, for 1 s by now \(.*ECONNREFUSED.*\)\. .* start again\.$/,
    );
  });
});

describe('keys', () => {
  const home = mkdtempSync(join(tmpdir(), 'jalon-keys-'));
  mkdirSync(join(home, 'kept', '.aws'), { recursive: true });
  writeFileSync(join(home, 'kept', '.aws', 'credentials'), '[default]\n');
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  const any = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

  it.each([
    [{ HOME: home }, any],
    [{ HOME: home, AWS_ACCESS_KEY_ID: '' }, any],
    [{ HOME: home, AWS_ACCESS_KEY_ID: 'mine' }, {}],
    [{ HOME: home, AWS_PROFILE: 'mine' }, {}],
    [{ HOME: join(home, 'kept') }, {}],
    [{ HOME: home, AWS_SHARED_CREDENTIALS_FILE: join(home, 'kept', '.aws', 'credentials') }, {}],
  ])('are those of the environment or its user, else any: case %#', async (environment, expected) => {
    expect(await keysFor(environment)).toEqual(expected);
  });
});
