import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { STEPS } from '../../../infra/definitions.ts';
import type { BatchReport } from '../../../infra/local/pump.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';

let aws: TestAws;

beforeEach(async () => {
  aws = await startTestAws();
});
afterEach(() => aws.stop());

const bodies = (event: SQSEvent) => event.Records.map((record) => record.body);
const returning = (event: SQSEvent, returned: (body: string) => boolean) => ({
  batchItemFailures: event.Records.filter((record) => returned(record.body)).map((record) => ({
    itemIdentifier: record.messageId,
  })),
});

async function sendMany(count: number, step: 'ingest' | 'aggregate' = 'ingest') {
  const all = Array.from({ length: count }, (_, index) => ({ Id: String(index), MessageBody: `m${index}` }));
  for (let start = 0; start < count; start += 10) {
    await aws.sqs.send(
      new SendMessageBatchCommand({ QueueUrl: aws.embedded.queueUrls[step], Entries: all.slice(start, start + 10) }),
    );
  }
  return all.map((entry) => entry.MessageBody);
}

describe('what a function receives', () => {
  it('is the event Lambda makes of the messages', async () => {
    const events: SQSEvent[] = [];
    const pump = aws.startPump({
      ingest: async (event) => {
        events.push(event);
        return undefined;
      },
    });
    await aws.sqs.send(
      new SendMessageCommand({
        QueueUrl: aws.embedded.queueUrls.ingest,
        MessageBody: 'رسالة',
        MessageAttributes: {
          kind: { DataType: 'String', StringValue: 'note' },
          bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 3]) },
        },
      }),
    );
    await pump.idle();
    expect(events).toEqual([
      {
        Records: [
          {
            messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
            receiptHandle: expect.stringMatching(/./),
            body: 'رسالة',
            attributes: {
              ApproximateReceiveCount: '1',
              SentTimestamp: expect.stringMatching(/^\d{13}$/),
              SenderId: expect.any(String),
              ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
            },
            messageAttributes: {
              kind: { dataType: 'String', stringValue: 'note', stringListValues: [], binaryListValues: [] },
              bytes: { dataType: 'Binary', binaryValue: 'AQID', stringListValues: [], binaryListValues: [] },
            },
            md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
            eventSource: 'aws:sqs',
            eventSourceARN: 'arn:aws:sqs:eu-west-1:000000000000:jalon-ingest',
            awsRegion: 'eu-west-1',
          },
        ],
      },
    ]);
  });

  it('is never more than the batch size, and every message once', async () => {
    const sizes: number[] = [];
    const seen: string[] = [];
    const sent = await sendMany(53);
    const pump = aws.startPump({
      ingest: async (event) => {
        sizes.push(event.Records.length);
        seen.push(...bodies(event));
        return { batchItemFailures: [] };
      },
    });
    await pump.idle();
    expect(Math.max(...sizes)).toBeLessThanOrEqual(STEPS.ingest.queue.batchSize);
    expect(seen.toSorted()).toEqual(sent.toSorted());
  });

  it('is one batch for the many messages of a window, ended early once the earlier steps are idle', async () => {
    const sizes: number[] = [];
    const started = performance.now();
    await aws.send('ingest', 'file');
    const pump = aws.startPump({
      ingest: async () => {
        await sendMany(60, 'aggregate');
        await sleep(100);
        await aws.send('aggregate', 'last');
        return undefined;
      },
      aggregate: async (event) => {
        sizes.push(event.Records.length);
        return undefined;
      },
    });
    await pump.idle();
    expect(sizes).toEqual([61]);
    expect(performance.now() - started).toBeLessThan((STEPS.aggregate.queue.windowSeconds * 1000) / 4);
  });

  it('comes when the window is over, though earlier steps are still at work', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const started = performance.now();
    await aws.send('ingest', 'slow file');
    await aws.send('aggregate', 'period');
    const pump = aws.startPump(
      {
        ingest: async () => {
          await released;
          return undefined;
        },
        aggregate: async () => {
          release();
          return undefined;
        },
      },
      { limits: { windowSeconds: 0.2 } },
    );
    await pump.idle();
    expect(performance.now() - started).toBeGreaterThan(200);
    expect(performance.now() - started).toBeLessThan((STEPS.aggregate.queue.windowSeconds * 1000) / 4);
    expect(await pump.deadLetters()).toEqual([]);
  });
});

describe('a message that fails', () => {
  it('returns alone when the function names it, and its neighbours are done', async () => {
    const deliveries = new Map<string, number>();
    await sendMany(5);
    const pump = aws.startPump({
      ingest: async (event) => {
        for (const body of bodies(event)) deliveries.set(body, (deliveries.get(body) ?? 0) + 1);
        return returning(event, (body) => body === 'm2' && (deliveries.get('m2') ?? 0) < 3);
      },
    });
    await pump.idle();
    expect(Object.fromEntries(deliveries)).toEqual({ m0: 1, m1: 1, m2: 3, m3: 1, m4: 1 });
    expect(await pump.deadLetters()).toEqual([]);
  });

  it('goes to the dead letters after its last delivery, with its reason', async () => {
    const counts: string[] = [];
    await aws.send('ingest', 'poison');
    await aws.send('report', 'poison too');
    const pump = aws.startPump({
      ingest: async (event) => {
        counts.push(...event.Records.map((record) => record.attributes.ApproximateReceiveCount));
        throw new Error('the file cannot be read');
      },
      report: async (event) => returning(event, () => true),
    });
    await pump.idle();
    expect(counts).toEqual(['1', '2', '3', '4', '5']);
    expect(await pump.deadLetters()).toEqual([
      {
        step: 'ingest',
        messageId: expect.any(String),
        body: 'poison',
        receives: STEPS.ingest.queue.maxReceives,
        sentAt: expect.any(Number),
        reason: 'the file cannot be read',
      },
      {
        step: 'report',
        messageId: expect.any(String),
        body: 'poison too',
        receives: STEPS.report.queue.maxReceives,
        sentAt: expect.any(Number),
        reason: 'The function returned the message',
      },
    ]);
  });

  it('takes its whole batch along when the function throws, and the rest goes on', async () => {
    const reports: BatchReport[] = [];
    let throws = 1;
    const sent = await sendMany(5, 'aggregate');
    const seen: string[] = [];
    const pump = aws.startPump(
      {
        aggregate: (event) => {
          if (throws-- > 0) throw new Error('out of memory');
          seen.push(...bodies(event));
          return Promise.resolve(undefined);
        },
      },
      { onBatch: (report) => reports.push(report) },
    );
    await pump.idle();
    expect(reports[0]).toEqual({
      step: 'aggregate',
      size: 5,
      failures: 5,
      ms: expect.any(Number),
      reason: 'out of memory',
    });
    expect(seen.toSorted()).toEqual(sent);
  });

  it('takes no other file along when its function never ends', async () => {
    const sent = await sendMany(6);
    const seen: string[] = [];
    const pump = aws.startPump(
      {
        ingest: async (event) => {
          for (const body of bodies(event)) {
            if (body === 'm2') return new Promise(() => {});
            seen.push(body);
          }
          return undefined;
        },
      },
      { limits: { functionTimeoutSeconds: 0.05 } },
    );
    await pump.idle();
    expect(seen.toSorted()).toEqual(sent.filter((body) => body !== 'm2'));
    expect((await pump.deadLetters()).map(({ body }) => body)).toEqual(['m2']);
  });

  it('fails when the function takes longer than its timeout', async () => {
    let calls = 0;
    await aws.send('plan', 'endless');
    const pump = aws.startPump(
      {
        plan: () => {
          calls += 1;
          return new Promise(() => {});
        },
      },
      { limits: { functionTimeoutSeconds: 0.05 } },
    );
    await pump.idle();
    expect(calls).toBe(STEPS.plan.queue.maxReceives);
    expect(await pump.deadLetters()).toMatchObject([
      { body: 'endless', reason: 'The function took longer than 0.05 s' },
    ]);
  });

  it('counts for the whole batch when the answer names a message that is not in it', async () => {
    const reports: BatchReport[] = [];
    await sendMany(3, 'aggregate');
    let first = true;
    const pump = aws.startPump(
      {
        aggregate: async () => {
          const answer = { batchItemFailures: first ? [{ itemIdentifier: 'nobody' }] : [] };
          first = false;
          return answer;
        },
      },
      { onBatch: (report) => reports.push(report) },
    );
    await pump.idle();
    expect(reports[0]).toMatchObject({ size: 3, failures: 3 });
    expect(reports.slice(1).reduce((done, report) => done + report.size - report.failures, 0)).toBe(3);
  });

  it('is tried again after the delay that was set', async () => {
    const times: number[] = [];
    await aws.send('plan', 'once more');
    const pump = aws.startPump(
      {
        plan: async (event) => {
          times.push(performance.now());
          return returning(event, () => times.length === 1);
        },
      },
      { limits: { retryDelaySeconds: 1 } },
    );
    await pump.idle();
    expect(times).toHaveLength(2);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(950);
  });
});

describe('the pump', () => {
  it('is not idle while a message is delayed', async () => {
    const seen: string[] = [];
    await aws.sqs.send(
      new SendMessageCommand({ QueueUrl: aws.embedded.queueUrls.report, MessageBody: 'later', DelaySeconds: 1 }),
    );
    const pump = aws.startPump({
      report: async (event) => {
        seen.push(...bodies(event));
        return undefined;
      },
    });
    await pump.idle();
    expect(seen).toEqual(['later']);
  });

  it('goes on after its own errors and reports them', async () => {
    const errors: unknown[] = [];
    await sendMany(4);
    let failing = true;
    const pump = aws.startPump(
      { ingest: async () => undefined },
      {
        onError: (error) => errors.push(error),
        onBatch: () => {
          if (failing) {
            failing = false;
            throw new Error('the display is gone');
          }
        },
      },
    );
    await pump.idle();
    await aws.send('ingest', 'next');
    await pump.idle();
    expect(errors).toEqual([new Error('the display is gone')]);
    expect(aws.embedded.queues.ingest.pending()).toBe(0);
  });

  it('can be stopped and followed by another that takes what is left', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
    const sent = await sendMany(20);
    const first: string[] = [];
    const second: string[] = [];
    const one = aws.startPump({
      ingest: async (event) => {
        first.push(...bodies(event));
        reach();
        await released;
        return undefined;
      },
    });
    await reached;
    const stopped = one.stop();
    release();
    await stopped;
    expect(first.length).toBeLessThan(sent.length);
    await expect(one.idle()).rejects.toThrow('not running');
    const two = aws.startPump({
      ingest: async (event) => {
        second.push(...bodies(event));
        return undefined;
      },
    });
    await two.idle();
    expect([...first, ...second].toSorted()).toEqual(sent.toSorted());
  });

  it('asks for messages only when there are some', async () => {
    const pump = aws.startPump({});
    await sleep(200);
    await pump.idle();
    expect(aws.embedded.requests.sqs).toEqual({});
    await aws.send('plan', 'one');
    await pump.idle();
    expect(aws.embedded.requests.sqs).toMatchObject({ ReceiveMessage: { count: 1 }, DeleteMessageBatch: { count: 1 } });
  });
});
