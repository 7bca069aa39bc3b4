import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { carrying, RUN } from '../../../functions/run.ts';
import { DEAD_LETTER_RETENTION_DAYS, deadLetterQueueName, queueName, STEPS, type StepName } from '../../definitions.ts';
import type { DeadMessage, StepQueue } from '../local-aws.ts';
import { asked } from './optional.ts';
import { needed } from './reach.ts';

const PAUSE_MILLISECONDS = 200;
const MARGIN_SECONDS = 10;
const MOST_A_RECEIVE = 10;
/** Long enough to read all dead letters once. */
const LOOKED_AT_SECONDS = 30;

/** Under this name a dead letter that was put there from here carries the id it had, by which its reason is known. */
export const FIRST_ID = 'first-id';

export interface Naming {
  readonly prefix: string;
  readonly region: string;
  /** Seconds that creating may take. */
  readonly patience: number;
}

/** Creates a queue, with attributes where the endpoint takes them. */
export async function createQueue(sqs: SQSClient, name: string, attributes: Record<string, string>, at: Naming) {
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

export interface RemoteQueue extends StepQueue {
  /** What is to be worked on of what a receive gave: a message received too often goes to the dead letters, where the endpoint has not seen to it. */
  take(messages: readonly Message[]): Promise<readonly Message[]>;
  /** Whether it says that it has messages which it does not hand out, for no longer than it may hide them. */
  holdsBack(): Promise<boolean>;
}

/** Creates a step's queue with its dead letters. */
export async function createRemoteQueue(
  sqs: SQSClient,
  at: Naming,
  step: StepName,
  wake: () => void,
): Promise<RemoteQueue> {
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
  const receives = new Map<string, number>();
  let [ready, others] = [0, 0];
  let heldBackSince: number | null = null;

  async function look(): Promise<void> {
    const found = await asked((timely) =>
      sqs.send(new GetQueueAttributesCommand({ QueueUrl: queue.url, AttributeNames: [...COUNTS] }), timely),
    );
    const counts = COUNTS.map((name) => Number((found.ok && found.value.Attributes?.[name]) || 0));
    const [visible = 0, hidden = 0, delayed = 0] = counts.map((count) => (Number.isNaN(count) ? 0 : count));
    [ready, others] = [visible, hidden + delayed];
  }

  async function bury({ MessageId = '', Body = '', MessageAttributes, ReceiptHandle }: Message): Promise<void> {
    const first = { [FIRST_ID]: { DataType: 'String', StringValue: MessageId } };
    const carried = { ...carrying(MessageAttributes?.[RUN]?.StringValue ?? MessageId), ...first };
    await sqs.send(new SendMessageCommand({ QueueUrl: dead.url, MessageBody: Body, MessageAttributes: carried }));
    await sqs.send(new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle }));
  }

  /** How often a message was received, where the endpoint says so or not. */
  function countReceive({ MessageId = '', Attributes }: Message): number {
    const seen = (receives.get(MessageId) ?? 0) + 1;
    receives.set(MessageId, seen);
    return Math.max(seen, Number(Attributes?.ApproximateReceiveCount ?? 0) || 0);
  }

  return {
    url: queue.url,
    arn: queue.arn,
    deadLetterUrl: dead.url,
    pause: PAUSE_MILLISECONDS,
    look,
    ready: () => ready,
    pending: () => ready + others,
    // A receive waits for messages by itself.
    arrival: async () => {},
    wake,
    deadMessages: () => readDead(sqs, dead.url, maxReceives),
    async take(messages) {
      if (messages.length > 0) heldBackSince = null;
      const taken: Message[] = [];
      for (const message of messages)
        if (countReceive(message) > maxReceives) await bury(message);
        else taken.push(message);
      return taken;
    },
    async holdsBack() {
      await look();
      if (ready + others === 0) {
        heldBackSince = null;
        return false;
      }
      heldBackSince ??= performance.now();
      return performance.now() - heldBackSince < (visibilitySeconds + MARGIN_SECONDS) * 1000;
    },
  };
}

/** The dead letters, which stay where they are. */
async function readDead(sqs: SQSClient, url: string, receives: number): Promise<DeadMessage[]> {
  const found = new Map<string, Message>();
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        ...{ QueueUrl: url, MaxNumberOfMessages: MOST_A_RECEIVE, VisibilityTimeout: LOOKED_AT_SECONDS },
        ...{ MessageSystemAttributeNames: ['All'], MessageAttributeNames: [RUN, FIRST_ID] },
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
  return [...found.values()].map(({ MessageId = '', Body = '', Attributes, MessageAttributes }) => ({
    ...{ messageId: MessageAttributes?.[FIRST_ID]?.StringValue ?? MessageId, body: Body, receives },
    sentAt: Number(Attributes?.SentTimestamp ?? 0),
    run: MessageAttributes?.[RUN]?.StringValue ?? MessageId,
  }));
}
