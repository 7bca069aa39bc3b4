import { CreateQueueCommand, type Message, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { CANARY_KEY, CANARY_TEXT } from '../../functions/domain/upload/canary.ts';
import { createHandler as createIngest } from '../../functions/ingest/handler.ts';
import { examineUpload } from '../../functions/ingest/judge-upload.ts';
import {
  type DailyStepName,
  deadLetterQueueName,
  type FunctionName,
  queueName,
  RECEIVES_COUNTED,
  STEP_NAMES,
  STEPS,
  type StepName,
} from '../../infra/definitions.ts';
import { createBucket } from '../../infra/local/bucket.ts';
import { type EmbeddedAws, startEmbeddedAws } from '../../infra/local/embedded-aws.ts';
import { serveFunction } from '../../infra/local/function-url.ts';
import { createHandlers } from '../../infra/local/handlers.ts';
import type { StepHandler } from '../../infra/local/pump.ts';
import { createReceiver } from '../../infra/local/receiver.ts';
import { returnedIds, sqsEvent } from '../../infra/local/sqs-event.ts';
import { setClock } from '../support/faults/clock.ts';
import { meet, refuseDead } from '../support/faults/faults.ts';
import { sentBy, watchWire } from '../support/faults/wire.ts';
import { type Broken, NOTHING_BROKEN } from './broken.ts';
import { createMeasured, type Measured } from './measured.ts';

export const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const PREFIX = 'jalon';
const DAILY_STEPS: readonly DailyStepName[] = ['dispatch', 'remind'];

/** The whole system on a clock of its own: minute by minute, SQS and Lambda do what they do on AWS, and CloudWatch takes note. */
export interface Machine {
  readonly embedded: EmbeddedAws;
  readonly measured: Measured;
  /** In milliseconds. */
  now(): number;
  setBroken(broken: Broken): void;
  drop(key: string, text: string | Uint8Array): Promise<void>;
  /** The schedules' daily runs. */
  daily(): Promise<void>;
  /** One of them by hand. */
  invoke(step: DailyStepName): Promise<void>;
  /** Somebody asks the upload page for a password; gives the HTTP status. */
  askPassword(who: string): Promise<number>;
  runUntil(time: number): Promise<void>;
  stop(): Promise<void>;
}

/** Messages that Lambda received and has no room to work on: it tries until they are visible again. */
interface Held {
  readonly step: StepName;
  readonly messages: readonly Message[];
  readonly until: number;
}

export async function startMachine(begin: number): Promise<Machine> {
  let time = begin;
  setClock(time);
  const embedded = await startEmbeddedAws({ prefix: PREFIX });
  const handlers = createHandlers(embedded);
  const sqs = new SQSClient({});
  for (const step of DAILY_STEPS)
    await sqs.send(new CreateQueueCommand({ QueueName: deadLetterQueueName(PREFIX, step) }));
  const measured = createMeasured();
  const receiver = createReceiver(embedded.createSqs(), 0);
  const bucket = createBucket(embedded.environment.BUCKET_NAME ?? '');
  let broken: Broken = NOTHING_BROKEN;
  let held: Held[] = [];
  let isDead = false;
  let reading = '';
  let met = 0;

  watchWire((arrival) => {
    if (isDead) {
      refuseDead(arrival);
      return;
    }
    met += 1;
    meet(arrival, broken.fate?.(arrival) ?? null, met, false).catch(() => undefined);
  });

  const ingest = createIngest({ ...process.env, TIMEOUT_SECONDS: String(STEPS.ingest.timeoutSeconds) }, (...upload) => {
    // From here on the function makes no request any more: it has died.
    if (reading !== '' && reading === broken.deadly) isDead = true;
    return examineUpload(...upload);
  });
  const steps: Readonly<Record<StepName, StepHandler>> = { ...handlers.steps, ingest };

  /** A call of a function as Lambda makes it; undefined where it failed. */
  async function call<T>(name: FunctionName, work: () => Promise<T>): Promise<T | undefined> {
    measured.record('AWS/Lambda Invocations', name, time, 1);
    isDead = false;
    try {
      if (broken.failing?.includes(name)) throw new Error(`${name} is broken`);
      const sender = { id: 1, sent: 0, underway: new Set<number>(), onFailed: () => {} };
      const result = await sentBy(sender, work);
      if (isDead) throw new Error(`${name} has died`);
      return result;
    } catch {
      measured.record('AWS/Lambda Errors', name, time, 1);
      return undefined;
    } finally {
      isDead = false;
    }
  }

  const keyIn = ({ Records: [record] }: SQSEvent): string =>
    decodeURIComponent(/"key":"([^"]+)"/.exec(record?.body ?? '')?.[1]?.replaceAll('+', ' ') ?? '');

  async function work(step: StepName, messages: readonly Message[]): Promise<void> {
    const { url, arn } = embedded.queues[step];
    const event = sqsEvent(messages, arn, embedded.region);
    reading = keyIn(event);
    const all = new Set(messages.map(({ MessageId = '' }) => MessageId));
    const returned = await call(step, async () => ({ ids: returnedIds(all, await steps[step](event)) }));
    // As the metric filter on the log of ingest counts them.
    if (reading === CANARY_KEY && returned?.ids.size === 0) measured.record('Jalon/jalon CanaryReceipts', '', time, 1);
    if (returned)
      await receiver.remove(
        url,
        messages.filter(({ MessageId = '' }) => !returned.ids.has(MessageId)),
      );
  }

  async function take(step: StepName): Promise<void> {
    const { queue } = STEPS[step];
    const messages: Message[] = [];
    while (embedded.queues[step].ready() > 0 && messages.length < queue.batchSize)
      messages.push(...(await receiver.receive(embedded.queues[step].url, queue.batchSize - messages.length)));
    if (messages.length === 0) return;
    if (broken.withoutRoom?.includes(step)) held.push({ step, messages, until: time + queue.visibilitySeconds * 1000 });
    else await work(step, messages);
  }

  async function workOffHeld(): Promise<void> {
    const tried = held.filter(({ until }) => until > time);
    held = [];
    for (const batch of tried) {
      if (broken.withoutRoom?.includes(batch.step)) {
        // Watched over the whole account.
        measured.record('AWS/Lambda Throttles', '', time, 1);
        held.push(batch);
      } else await work(batch.step, batch.messages);
    }
  }

  async function takeNote(): Promise<void> {
    for (const step of STEP_NAMES) {
      const ages = embedded.queues[step]
        .waiting()
        .filter(({ receives }) => receives < RECEIVES_COUNTED)
        .map(({ sentAt }) => (time - sentAt) / 1000);
      measured.record('AWS/SQS ApproximateAgeOfOldestMessage', queueName(PREFIX, step), time, Math.max(0, ...ages));
      const dead = (await embedded.queues[step].deadMessages()).length;
      const name = deadLetterQueueName(PREFIX, step);
      measured.record('AWS/SQS ApproximateNumberOfMessagesVisible', name, time, dead);
    }
  }

  async function drop(key: string, text: string | Uint8Array): Promise<void> {
    const body = Buffer.from(text);
    if (broken.silent) embedded.objects.restore({ key, body, contentType: 'application/octet-stream' });
    else await bucket.drop(key, body);
  }

  async function minute(): Promise<void> {
    setClock(time);
    if (time % HOUR === 0) await drop(CANARY_KEY, CANARY_TEXT);
    await workOffHeld();
    while (STEP_NAMES.some((step) => embedded.queues[step].ready() > 0))
      for (const step of STEP_NAMES) await take(step);
    await takeNote();
    time += MINUTE;
    setClock(time);
  }

  const invoke = async (step: DailyStepName): Promise<void> => {
    await call<unknown>(step, () => handlers[step]({}));
  };
  const page = await serveFunction(async (event) => {
    const result = await call('upload', () => handlers.upload(event));
    if (result === undefined) throw new Error('The function failed');
    return result;
  });

  return {
    embedded,
    measured,
    now: () => time,
    setBroken(next) {
      broken = next;
    },
    drop,
    async daily() {
      for (const step of DAILY_STEPS) if (!broken.unscheduled?.includes(step)) await invoke(step);
    },
    invoke,
    async askPassword(who) {
      const body = JSON.stringify({ wish: 'password', who });
      const headers = { 'content-type': 'application/json', connection: 'close' };
      const answer = await fetch(page.url, { method: 'POST', headers, body });
      await answer.text();
      return answer.status;
    },
    async runUntil(end) {
      while (time < end) await minute();
    },
    async stop() {
      setClock(null);
      await page.close();
      receiver.close();
      await handlers.close();
      await embedded.stop();
    },
  };
}
