import { carrying, RUN } from '../../functions/run.ts';
import { SqsStore } from '../../node_modules/fauxqs/dist/sqs/sqsStore.js';
import { DEAD_LETTER_RETENTION_DAYS, deadLetterQueueName, queueName, STEPS, type StepName } from '../definitions.ts';
import type { DeadMessage, StepQueue } from './local-aws.ts';

/** A step's queue seen from inside the emulator: what no AWS request could tell without receiving messages. */
export interface EmbeddedQueue extends StepQueue {
  /** Messages not yet dealt with: when each was sent, in milliseconds, and how often it was received. */
  waiting(): readonly { readonly sentAt: number; readonly receives: number }[];
  /** Puts a dead letter back that an earlier run left. */
  bury(letter: Omit<DeadMessage, 'receives'>): void;
  send(body: string): void;
}

interface Place {
  readonly prefix: string;
  readonly region: string;
  readonly origin: string;
}

const ACCOUNT = '000000000000';
const ARRIVAL_SECONDS = 3600;
const PAUSE_MILLISECONDS = 10;

export function createStepQueue(store: SqsStore, place: Place, step: StepName): EmbeddedQueue {
  const { visibilitySeconds, maxReceives } = STEPS[step].queue;
  const dead = createQueue(store, place, deadLetterQueueName(place.prefix, step), {
    MessageRetentionPeriod: String(DEAD_LETTER_RETENTION_DAYS * 24 * 60 * 60),
  });
  const queue = createQueue(store, place, queueName(place.prefix, step), {
    VisibilityTimeout: String(visibilitySeconds),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: maxReceives }),
  });
  const ready = () => {
    queue.processTimers();
    return queue.messages.length;
  };
  return {
    url: queue.url,
    arn: queue.arn,
    deadLetterUrl: dead.url,
    pause: PAUSE_MILLISECONDS,
    look: async () => {},
    ready,
    pending: () => queue.messages.length + queue.delayedMessages.length + queue.inflightMessages.size,
    arrival: async () => {
      if (ready() === 0) await queue.waitForMessages(ARRIVAL_SECONDS);
    },
    wake: () => queue.cancelWaiters(),
    deadMessages: async () => {
      const { ready: waiting, inflight } = dead.inspectMessages();
      return [...waiting, ...inflight.map(({ message }) => message)].map((message) => {
        const { messageId, body, sentTimestamp: sentAt, messageAttributes } = message;
        const run = messageAttributes[RUN]?.StringValue;
        return { messageId, body, receives: maxReceives, sentAt, ...(run === undefined ? {} : { run }) };
      });
    },
    waiting: () => {
      const { ready: waiting, delayed, inflight } = queue.inspectMessages();
      return [...waiting, ...delayed, ...inflight.map(({ message }) => message)].map(
        ({ sentTimestamp, approximateReceiveCount }) => ({ sentAt: sentTimestamp, receives: approximateReceiveCount }),
      );
    },
    bury: ({ messageId, body, sentAt, run }) =>
      dead.enqueue({
        ...SqsStore.createMessage(body, run === undefined ? {} : carrying(run)),
        ...{ messageId, sentTimestamp: sentAt },
      }),
    send: (body) => queue.enqueue(SqsStore.createMessage(body)),
  };
}

function createQueue(store: SqsStore, place: Place, name: string, attributes: Record<string, string>) {
  const url = `${place.origin}/${ACCOUNT}/${name}`;
  return store.createQueue(name, url, `arn:aws:sqs:${place.region}:${ACCOUNT}:${name}`, attributes);
}
