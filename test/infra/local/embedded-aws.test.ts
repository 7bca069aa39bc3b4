import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DescribeTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { S3Event, SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  DEAD_LETTER_RETENTION_DAYS,
  deadLetterQueueName,
  queueName,
  STEP_NAMES,
  STEPS,
  TABLE_KEYS,
} from '../../../infra/definitions.ts';
import { startEmbeddedAws } from '../../../infra/local/embedded-aws.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';

const objectsIn = (event: SQSEvent) =>
  event.Records.flatMap((record) => {
    const notification: S3Event = JSON.parse(record.body);
    return notification.Records.map(({ s3 }) => s3.object);
  });
const decodeKey = (key: string) => decodeURIComponent(key.replaceAll('+', ' '));

/** A pump on the uploads that keeps what S3 announced. */
function watchUploads(aws: TestAws) {
  const announced: S3Event['Records'][number]['s3']['object'][] = [];
  const pump = aws.startPump({
    ingest: async (event) => {
      announced.push(...objectsIn(event));
      return undefined;
    },
  });
  return { announced, pump };
}

describe('the resources', () => {
  let aws: TestAws;
  beforeAll(async () => {
    aws = await startTestAws({ prefix: 'made' });
  });
  afterAll(() => aws.stop());

  it.each(STEP_NAMES)('hold the %s queue as it is defined, with its dead letters', async (step) => {
    const sqs = new SQSClient({});
    const urlOf = async (name: string) => (await sqs.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl ?? '';
    const attributesOf = async (url: string) =>
      (await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }))).Attributes ?? {};
    const url = aws.embedded.queueUrls[step];
    const deadUrl = aws.embedded.deadLetterUrls[step];
    expect(new URL(await urlOf(queueName('made', step))).pathname).toBe(new URL(url).pathname);
    expect(new URL(await urlOf(deadLetterQueueName('made', step))).pathname).toBe(new URL(deadUrl).pathname);
    const dead = await attributesOf(deadUrl);
    expect(dead.MessageRetentionPeriod).toBe(String(DEAD_LETTER_RETENTION_DAYS * 86_400));
    const attributes = await attributesOf(url);
    expect(attributes.VisibilityTimeout).toBe(String(STEPS[step].queue.visibilitySeconds));
    expect(JSON.parse(attributes.RedrivePolicy ?? '')).toEqual({
      deadLetterTargetArn: dead.QueueArn,
      maxReceiveCount: STEPS[step].queue.maxReceives,
    });
  });

  it('hold the table with its two string keys', async () => {
    const { Table } = await new DynamoDBClient({}).send(
      new DescribeTableCommand({ TableName: aws.embedded.environment.TABLE_NAME }),
    );
    expect(Table?.TableStatus).toBe('ACTIVE');
    expect(Table?.KeySchema).toEqual([
      { AttributeName: TABLE_KEYS.partition, KeyType: 'HASH' },
      { AttributeName: TABLE_KEYS.sort, KeyType: 'RANGE' },
    ]);
    expect(Table?.AttributeDefinitions).toEqual([
      { AttributeName: TABLE_KEYS.partition, AttributeType: 'S' },
      { AttributeName: TABLE_KEYS.sort, AttributeType: 'S' },
    ]);
  });

  it('are reached by SDK clients that know the environment only', async () => {
    const s3 = new S3Client({});
    const where = { Bucket: aws.embedded.environment.BUCKET_NAME ?? '', Key: 'reports/x.txt' };
    await s3.send(new PutObjectCommand({ ...where, Body: 'text' }));
    const { Body } = await s3.send(new GetObjectCommand(where));
    expect(await Body?.transformToString()).toBe('text');
  });

  it.each([
    ['nothing', 0],
    ['one byte', 1],
    ['more than one part of an upload', 30_000_000],
  ])('take an object of %s', async (_, size) => {
    const body = Buffer.alloc(size, 'x');
    await aws.put('reports/sized', body);
    const { Body } = await aws.s3.send(new GetObjectCommand({ Bucket: aws.bucket, Key: 'reports/sized' }));
    expect(body.equals((await Body?.transformToByteArray()) ?? Buffer.alloc(0))).toBe(true);
  });

  it('take an object sent without body, type or length', async () => {
    const url = `${aws.embedded.environment.AWS_ENDPOINT_URL_S3}/${aws.bucket}/reports/bare`;
    expect((await fetch(url, { method: 'PUT' })).status).toBe(200);
  });

  it('list every key once over many pages, whatever its case and script', async () => {
    const keys = ['b', 'B', 'a', 'A', 'é', 'E', 'z', 'Z', '_', '-', 'ع', 'a/b', 'a b'].map((key) => `paged/${key}`);
    for (const key of keys) await aws.put(key, '');
    const listed: (string | undefined)[] = [];
    const pages = paginateListObjectsV2({ client: aws.s3, pageSize: 2 }, { Bucket: aws.bucket, Prefix: 'paged/' });
    for await (const page of pages) listed.push(...(page.Contents ?? []).map(({ Key }) => Key));
    expect(listed).toEqual(keys.toSorted());
  });

  it('survive a client that hangs up in the middle of a request', async () => {
    for (const name of ['AWS_ENDPOINT_URL_DYNAMODB', 'AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL_SESV2']) {
      const socket = connect(Number(new URL(aws.embedded.environment[name] ?? '').port), '127.0.0.1');
      socket.write(
        'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"half',
      );
      await once(socket, 'connect');
      await sleep(50);
      socket.resetAndDestroy();
    }
    await sleep(50);
    await new DynamoDBClient({}).send(
      new PutItemCommand({
        TableName: aws.embedded.environment.TABLE_NAME,
        Item: { pk: { S: 'still' }, sk: { S: 'there' } },
      }),
    );
  });
});

describe('notifications', () => {
  let aws: TestAws;
  beforeAll(async () => {
    aws = await startTestAws();
  });
  afterAll(() => aws.stop());

  it.each([
    'uploads/KEN/plain.csv',
    'uploads/KEN/first quarter + annex (2).xlsx',
    'uploads/SYR/2025/تقرير الربع الأول.csv',
    'uploads/FRA/été 100% & plus?#=~.csv',
    `uploads/KEN/${'long/'.repeat(190)}x.csv`,
  ])('name an object by a key that finds it: %s', async (key) => {
    const { announced, pump } = watchUploads(aws);
    await aws.put(key, 'content');
    await pump.idle();
    await pump.stop();
    expect(announced.map((object) => decodeKey(object.key))).toEqual([key]);
    const { Body, ETag } = await aws.s3.send(new GetObjectCommand({ Bucket: aws.bucket, Key: key }));
    expect(await Body?.transformToString()).toBe('content');
    expect(`"${announced[0]?.eTag}"`).toBe(ETag);
  });

  it('come for every object of a burst', async () => {
    const { announced, pump } = watchUploads(aws);
    const keys = Array.from({ length: 500 }, (_, index) => `uploads/KEN/burst-${index}.csv`);
    await Promise.all(keys.map((key) => aws.put(key, 'x')));
    await pump.idle();
    await pump.stop();
    expect(announced.map((object) => object.key).toSorted()).toEqual(keys.toSorted());
    expect(new Set(announced.map((object) => object.sequencer)).size).toBe(500);
  });

  it('order the versions of one object', async () => {
    const { announced, pump } = watchUploads(aws);
    for (let size = 0; size < 20; size += 1) await aws.put('uploads/KEN/same.csv', 'x'.repeat(size));
    await pump.idle();
    await pump.stop();
    const inOrder = announced.toSorted((a, b) => (a.sequencer < b.sequencer ? -1 : 1));
    expect(inOrder.map((object) => object.size)).toEqual(Array.from({ length: 20 }, (_, size) => size));
  });

  it('come for an upload in parts, once', async () => {
    const { announced, pump } = watchUploads(aws);
    const where = { Bucket: aws.bucket, Key: 'uploads/KEN/parts.csv' };
    const { UploadId } = await aws.s3.send(new CreateMultipartUploadCommand(where));
    const part = { PartNumber: 1, ETag: '' };
    const { ETag = '' } = await aws.s3.send(new UploadPartCommand({ ...where, UploadId, PartNumber: 1, Body: 'abc' }));
    part.ETag = ETag;
    await aws.s3.send(new CompleteMultipartUploadCommand({ ...where, UploadId, MultipartUpload: { Parts: [part] } }));
    await pump.idle();
    await pump.stop();
    expect(announced).toMatchObject([{ key: where.Key, size: 3 }]);
  });
});

describe('the inbox', () => {
  const send = (ses: SESv2Client, to: string, subject: string) =>
    ses.send(
      new SendEmailCommand({
        FromEmailAddress: 'jalon@example.org',
        Destination: { ToAddresses: [to] },
        Content: { Raw: { Data: Buffer.from(rawMail(to, subject)) } },
      }),
    );
  const rawMail = (to: string, subject: string) =>
    [
      'From: jalon@example.org',
      `To: ${to}`,
      `Subject: =?UTF-8?B?${Buffer.from(subject).toString('base64')}?=`,
      'X-Kept: as it was',
      '',
      `Body of ${subject}`,
    ].join('\r\n');

  it('keeps each mail byte for byte, in the order of its page, and another inbox sees none of them', async () => {
    const [aws, other] = await Promise.all([startTestAws(), startEmbeddedAws()]);
    const ses = new SESv2Client({ endpoint: aws.embedded.inboxUrl });
    const subjects = Array.from({ length: 20 }, (_, index) => `إيصال ${index} reçu`);
    await Promise.all(subjects.map((subject, index) => send(ses, `office${index}@example.org`, subject)));
    const mails = await aws.embedded.readInbox();
    expect(mails.map((mail) => mail.subject).toSorted()).toEqual(subjects.toSorted());
    for (const mail of mails) {
      const index = subjects.indexOf(mail.subject);
      expect(mail.to).toEqual([`office${index}@example.org`]);
      expect(mail.raw.toString('utf8')).toBe(rawMail(`office${index}@example.org`, mail.subject));
    }
    expect(await other.readInbox()).toEqual([]);
    expect(await (await fetch(aws.embedded.inboxUrl)).text()).toContain('<html');
    expect(aws.embedded.requests.ses).toMatchObject({ SendEmail: { count: 20 } });
    ses.destroy();
    await other.stop();
    await aws.stop();
  });

  it('moves to another port when its own is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const embedded = await startEmbeddedAws({ inboxPort: port });
    expect(new URL(embedded.inboxUrl).port).not.toBe(String(port));
    expect((await fetch(embedded.inboxUrl)).status).toBe(200);
    await embedded.stop();
    taken.close();
  });
});

describe('requests', () => {
  it('are counted by service and action, those of the start left out', async () => {
    const aws = await startTestAws();
    const dynamo = new DynamoDBClient({});
    expect(aws.embedded.requests).toEqual({ s3: {}, sqs: {}, dynamodb: {}, ses: {} });
    await aws.put('reports/a', '12345');
    await aws.put('reports/b', '12345');
    await aws.s3.send(new GetObjectCommand({ Bucket: aws.bucket, Key: 'reports/a' }));
    await aws.send('plan', 'x');
    await dynamo.send(
      new PutItemCommand({ TableName: aws.embedded.environment.TABLE_NAME, Item: { pk: { S: 'a' }, sk: { S: 'b' } } }),
    );
    const { requests } = aws.embedded;
    expect(requests).toMatchObject({
      s3: { PutObject: { count: 2, bytesIn: 10 }, GetObject: { count: 1 } },
      sqs: { SendMessage: { count: 1 } },
      dynamodb: { PutItem: { count: 1 } },
    });
    dynamo.destroy();
    await aws.stop();
  });
});

describe('side by side', () => {
  it('two embedded AWS share nothing', async () => {
    const [one, two] = await Promise.all([startTestAws(), startTestAws()]);
    const first = watchUploads(one);
    const second = watchUploads(two);
    await one.put('uploads/KEN/one.csv', '1');
    await two.put('uploads/KEN/two.csv', '2');
    await Promise.all([first.pump.idle(), second.pump.idle()]);
    expect(first.announced.map(({ key }) => key)).toEqual(['uploads/KEN/one.csv']);
    expect(second.announced.map(({ key }) => key)).toEqual(['uploads/KEN/two.csv']);
    await Promise.all([one.stop(), two.stop()]);
  });
});

describe('stopping', () => {
  const openServers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPServerWrap').length;
  const openSockets = () => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;

  /** A closed handle is listed until the event loop has come round. */
  const handlesClosed = () => sleep(20);

  it('releases every port and connection, five times over and when asked twice', async () => {
    await handlesClosed();
    const servers = openServers();
    const sockets = openSockets();
    for (let round = 0; round < 5; round += 1) {
      const aws = await startTestAws();
      aws.startPump({});
      await aws.put('uploads/KEN/a.csv', 'a');
      expect(openServers()).toBe(servers + 3);
      await aws.stop();
      await aws.embedded.stop();
    }
    await vi.waitFor(() => {
      expect(openServers()).toBe(servers);
      expect(openSockets()).toBe(sockets);
    });
  });

  it.each([
    ['the table cannot be made', { prefix: 'no table!' }],
    ['the inbox cannot be opened', { inboxPort: 70_000 }],
  ])('is done for what had started when %s', async (_, options) => {
    await handlesClosed();
    const servers = openServers();
    await expect(startEmbeddedAws(options)).rejects.toThrow();
    await vi.waitFor(() => expect(openServers()).toBe(servers));
  });

  it('lets a process end by itself, without a word on its console', async () => {
    const script = `
      import { startTestAws } from '${fileURLToPath(new URL('../../support/embedded.ts', import.meta.url))}';
      const aws = await startTestAws();
      const pump = aws.startPump({});
      await aws.put('uploads/KEN/a.csv', 'a');
      await pump.idle();
      await aws.stop();
    `;
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { timeout: 20_000 });
    expect(await run).toEqual({ stdout: '', stderr: '' });
  });
});
