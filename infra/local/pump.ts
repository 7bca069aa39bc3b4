import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { STEP_NAMES, STEPS, type StepName } from '../definitions.ts';
import type { DeadMessage, LocalAws } from './local-aws.ts';
import { createReceiver } from './receiver.ts';
import { returnedIds, sqsEvent } from './sqs-event.ts';

export type StepHandler = (event: SQSEvent) => Promise<SQSBatchResponse | undefined>;

export interface PumpLimits {
  /** Batches a step may have under way at once. */
  readonly concurrency?: Partial<Record<StepName, number>>;
  /** Instead of each queue's own window. A window also ends when no earlier step has anything left to send. */
  readonly windowSeconds?: number;
  /** Instead of each queue's own visibility timeout. */
  readonly visibilitySeconds?: number;
  /** Instead of each function's own timeout. */
  readonly functionTimeoutSeconds?: number;
  /** Whole seconds until a returned message is tried again: in AWS that takes the rest of its visibility timeout. */
  readonly retryDelaySeconds?: number;
}

export interface BatchReport {
  readonly step: StepName;
  readonly size: number;
  readonly failures: number;
  readonly ms: number;
  /** Why messages failed, when some did. */
  readonly reason: string | null;
}

export interface DeadLetter extends DeadMessage {
  readonly step: StepName;
  /** Why the last delivery failed; null when this pump did not see it. */
  readonly reason: string | null;
}

export interface PumpOptions {
  readonly embedded: Pick<LocalAws, 'queues' | 'region' | 'createSqs' | 'waitSeconds' | 'take' | 'isSettled'>;
  readonly handlers: Readonly<Record<StepName, StepHandler>>;
  readonly limits?: PumpLimits;
  readonly onBatch?: (report: BatchReport) => void;
  readonly onError?: (error: unknown, step: StepName) => void;
}

/** Moves messages from the queues into the functions as Lambda does. Stop it before the embedded AWS. */
export interface Pump {
  start(): void;
  /** Resolves when no queue has a message left and no function is running; dead letters do not count. */
  idle(): Promise<void>;
  /** Receives nothing more and waits for the functions under way. */
  stop(): Promise<void>;
  deadLetters(): Promise<readonly DeadLetter[]>;
}

interface Outcome {
  readonly returned: ReadonlySet<string>;
  readonly reason: string | null;
}

const CONCURRENCY: Readonly<Record<StepName, number>> = {
  plan: 1,
  ingest: 2,
  aggregate: 1,
  report: 2,
  workbook: 2,
  bounces: 1,
};
const RETRY_DELAY_SECONDS = 1;
const TICK_MILLISECONDS = 10;
const PAUSE_AFTER_ERROR_MILLISECONDS = 500;

export function createPump({ embedded, handlers, limits = {}, onBatch, onError }: PumpOptions): Pump {
  const { queues, region } = embedded;
  const receiver = createReceiver(embedded.createSqs(), embedded.waitSeconds, limits.visibilitySeconds);
  const running: Record<StepName, Set<Promise<void>>> = {
    plan: new Set(),
    ingest: new Set(),
    aggregate: new Set(),
    report: new Set(),
    workbook: new Set(),
    bounces: new Set(),
  };
  const reasons = new Map<string, string>();
  let pollers: readonly Promise<void>[] = [];
  let state: 'new' | 'started' | 'stopped' = 'new';

  async function poll(step: StepName): Promise<void> {
    const concurrency = limits.concurrency?.[step] ?? CONCURRENCY[step];
    while (state === 'started') {
      try {
        await queues[step].arrival();
        if (running[step].size >= concurrency) await Promise.race(running[step]);
        if (state !== 'started') return;
        const messages = await gather(step);
        if (messages.length > 0) launch(step, messages);
      } catch (error) {
        onError?.(error, step);
        await sleep(PAUSE_AFTER_ERROR_MILLISECONDS);
      }
    }
  }

  /** Takes what is ready, and inside the window waits for more while earlier steps are still at work. */
  async function gather(step: StepName): Promise<readonly Message[]> {
    const { batchSize, windowSeconds } = STEPS[step].queue;
    const queue = queues[step];
    const closes = performance.now() + (limits.windowSeconds ?? windowSeconds) * 1000;
    const upstream = STEP_NAMES.slice(0, STEP_NAMES.indexOf(step)).map((earlier) => queues[earlier]);
    const waitsForMore = () =>
      state === 'started' && performance.now() < closes && upstream.some((earlier) => earlier.pending() > 0);
    const messages: Message[] = [];
    do {
      try {
        const received = await receiver.receive(queue.url, batchSize - messages.length);
        messages.push(...(await embedded.take(step, received)));
        if (received.length === 0) {
          if (messages.length === 0) await sleep(queue.pause);
          return messages;
        }
        if (messages.length < batchSize) await queue.look();
      } catch (error) {
        if (messages.length === 0) throw error;
        onError?.(error, step);
        return messages;
      }
      while (messages.length > 0 && messages.length < batchSize && queue.ready() === 0 && waitsForMore()) {
        await sleep(queue.pause);
        await Promise.all([queue, ...upstream].map((one) => one.look()));
      }
    } while (messages.length < batchSize && queue.ready() > 0);
    return messages;
  }

  function launch(step: StepName, messages: readonly Message[]): void {
    const batch = deliver(step, messages)
      .catch((error: unknown) => onError?.(error, step))
      .finally(() => running[step].delete(batch));
    running[step].add(batch);
  }

  async function deliver(step: StepName, messages: readonly Message[]): Promise<void> {
    const { url, arn } = queues[step];
    const started = performance.now();
    const { returned, reason } = await invoke(step, sqsEvent(messages, arn, region));
    const failed = messages.filter(({ MessageId = '' }) => returned.has(MessageId));
    const done = messages.filter(({ MessageId = '' }) => !returned.has(MessageId));
    for (const { MessageId = '' } of failed) reasons.set(MessageId, reason ?? '');
    for (const { MessageId = '' } of done) reasons.delete(MessageId);
    await Promise.all([
      receiver.remove(url, done),
      receiver.giveBack(url, failed, limits.retryDelaySeconds ?? RETRY_DELAY_SECONDS),
    ]);
    onBatch?.({ step, size: messages.length, failures: failed.length, ms: performance.now() - started, reason });
  }

  /** A function past its timeout fails as in Lambda, but cannot be ended here: what it still does goes unheard. */
  async function invoke(step: StepName, event: SQSEvent): Promise<Outcome> {
    const batch = new Set(event.Records.map((record) => record.messageId));
    const seconds = limits.functionTimeoutSeconds ?? STEPS[step].timeoutSeconds;
    const { promise: timeout, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error(`The function took longer than ${seconds} s`)), seconds * 1000);
    try {
      const response = await Promise.race([handlers[step](event), timeout]);
      const returned = returnedIds(batch, response);
      return { returned, reason: returned.size > 0 ? 'The function returned the message' : null };
    } catch (error) {
      return { returned: batch, reason: error instanceof Error ? error.message : String(error) };
    } finally {
      clearTimeout(timer);
    }
  }

  const isRunning = () => STEP_NAMES.some((step) => running[step].size > 0);

  return {
    start() {
      if (state !== 'new') throw new Error('A pump starts once');
      state = 'started';
      pollers = STEP_NAMES.map(poll);
    },
    async idle() {
      while (isRunning() || !(await embedded.isSettled()) || isRunning()) {
        if (state !== 'started') throw new Error('The pump is not running and messages are left');
        await sleep(TICK_MILLISECONDS);
      }
    },
    async stop() {
      state = 'stopped';
      for (const step of STEP_NAMES) queues[step].wake();
      await Promise.all(pollers);
      await Promise.all(STEP_NAMES.flatMap((step) => [...running[step]]));
      receiver.close();
    },
    async deadLetters() {
      const letters = await Promise.all(
        STEP_NAMES.map(async (step) =>
          (await queues[step].deadMessages()).map((message) => ({
            ...{ step, ...message },
            reason: reasons.get(message.messageId) ?? null,
          })),
        ),
      );
      return letters.flat();
    },
  };
}
