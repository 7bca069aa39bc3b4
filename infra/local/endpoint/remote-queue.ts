import { setTimeout as sleep } from 'node:timers/promises';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { DEAD_LETTER_RETENTION_DAYS, deadLetterQueueName, queueName, STEPS, type StepName } from '../../definitions.ts';
import type { DeadMessage, StepQueue } from '../local-aws.ts';
import { asked } from './optional.ts';
import { needed } from './reach.ts';

const PAUSE_MILLISECONDS = 150;
/** Where an endpoint does not count its messages it is asked for them, with a longer pause. */
const BLIND_PAUSE_MILLISECONDS = 500;
const MOST_A_RECEIVE = 10;
/** Long enough to read all dead letters once. */
const LOOKED_AT_SECONDS = 30;

export interface Naming {
  readonly prefix: string;
  readonly region: string;
  /** Seconds that creating may take. */
  readonly patience: number;
}

async function createQueue(sqs: SQSClient, name: string, attributes: Record<string, string>, at: Naming) {
  const create = () => sqs.send(new CreateQueueCommand({ QueueName: name }));
  const whole = await asked((timely) =>
    sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }), timely),
  );
  const { QueueUrl: url = '' } = whole.ok ? whole.value : await needed(`create the queue ${name}`, create, at.patience);
  if (!whole.ok)
    await asked((timely) => sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: attributes }), timely));
  const arn = await asked((timely) =>
    sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }), timely),
  );
  const known = arn.ok ? arn.value.Attributes?.QueueArn : undefined;
  return { url, arn: known ?? `arn:aws:sqs:${at.region}:000000000000:${name}` };
}

const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** Creates a step's queue with its dead letters, and watches it by the counts that SQS gives. */
export async function createRemoteQueue(sqs: SQSClient, at: Naming, step: StepName): Promise<StepQueue> {
  const { visibilitySeconds, maxReceives } = STEPS[step].queue;
  const retention = String(DEAD_LETTER_RETENTION_DAYS * 24 * 60 * 60);
  const dead = await createQueue(sqs, deadLetterQueueName(at.prefix, step), { MessageRetentionPeriod: retention }, at);
  const queue = await createQueue(
    sqs,
    queueName(at.prefix, step),
    {
      VisibilityTimeout: String(visibilitySeconds),
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: maxReceives }),
    },
    at,
  );
  let [ready, others, isCounted, isWoken] = [0, 0, true, false];
  let looking: Promise<void> | null = null;

  async function count(): Promise<void> {
    const found = await asked((timely) =>
      sqs.send(new GetQueueAttributesCommand({ QueueUrl: queue.url, AttributeNames: [...COUNTS] }), timely),
    );
    const counts = COUNTS.map((name) => Number((found.ok && found.value.Attributes?.[name]) || Number.NaN));
    isCounted = !Number.isNaN(counts[0]);
    const [visible = 0, hidden = 0, delayed = 0] = counts.map((number) => (Number.isNaN(number) ? 0 : number));
    [ready, others] = [visible, hidden + delayed];
  }

  const look = (): Promise<void> => {
    looking ??= count().finally(() => {
      looking = null;
    });
    return looking;
  };

  return {
    url: queue.url,
    arn: queue.arn,
    deadLetterUrl: dead.url,
    pause: PAUSE_MILLISECONDS,
    look,
    ready: () => ready,
    pending: () => ready + others,
    async arrival() {
      for (;;) {
        await look();
        if (ready > 0 || isWoken) return;
        await sleep(isCounted ? PAUSE_MILLISECONDS : BLIND_PAUSE_MILLISECONDS);
        if (!isCounted) return;
      }
    },
    wake() {
      isWoken = true;
    },
    deadMessages: () => readDead(sqs, dead.url, maxReceives),
  };
}

/** The dead letters, which stay where they are. */
async function readDead(sqs: SQSClient, url: string, receives: number): Promise<DeadMessage[]> {
  const found = new Map<string, Message>();
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        ...{ QueueUrl: url, MaxNumberOfMessages: MOST_A_RECEIVE, VisibilityTimeout: LOOKED_AT_SECONDS },
        MessageSystemAttributeNames: ['All'],
      }),
    );
    const fresh = Messages.filter(({ MessageId = '' }) => !found.has(MessageId));
    if (fresh.length === 0) break;
    for (const message of fresh) found.set(message.MessageId ?? '', message);
  }
  for (const { ReceiptHandle } of found.values())
    await asked((timely) =>
      sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout: 0 }), timely),
    );
  return [...found.values()].map(({ MessageId = '', Body = '', Attributes }) => ({
    ...{ messageId: MessageId, body: Body, receives },
    sentAt: Number(Attributes?.SentTimestamp ?? 0),
  }));
}
