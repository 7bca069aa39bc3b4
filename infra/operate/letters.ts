import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { carrying, RUN } from '../../functions/run.ts';
import { type DailyStepName, STEP_NAMES, type StepName } from '../definitions.ts';
import { FIRST_ID } from '../local/endpoint/remote-queue.ts';
import type { Place } from './place.ts';

/** A message that failed for good, held by this command: nobody else sees it until it is released. */
export interface Letter {
  readonly step: StepName | DailyStepName;
  readonly messageId: string;
  /** When it was first sent, in milliseconds. */
  readonly sentAt: number;
  /** When it was first received, in milliseconds; where that is not known, some later time. */
  readonly firstReceivedAt: number;
  readonly body: string;
  /** What its lines in the logs are found by. */
  readonly run: string;
  /** What was written beside the message: EventBridge Scheduler writes there why a call could not be made. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly receiptHandle: string;
}

/** The dead letters of a system. A dead-letter queue counts no deliveries: looking at a letter loses nothing. */
export interface Letters {
  /** Receives every letter there is, the oldest first. */
  hold(): Promise<readonly Letter[]>;
  /** Puts a letter into its step's queue again, and takes it off the dead ones after that: it may be there twice, never not at all. Its run goes on. */
  sendBack(letter: Letter & { readonly step: StepName }): Promise<void>;
  /** Takes a letter off the dead ones, for good. */
  takeOff(letter: Letter): Promise<void>;
  /** Lets others see letters again. Where that fails they are seen again all the same, once they have been held for so long. */
  release(letters: readonly Letter[]): Promise<void>;
}

/** Long enough to send all of them back; should the command die, they are seen again after that. */
const HELD_SECONDS = 600;

/** On AWS a queue answers from some of its servers only, unless it is given time. */
const WAIT_SECONDS = 2;

/** Bytes are written in base64. */
const attributesOf = ({ MessageAttributes = {} }: Message): Record<string, string> =>
  Object.fromEntries(
    Object.entries(MessageAttributes).map(([name, { StringValue, BinaryValue = new Uint8Array() }]) => [
      name,
      StringValue ?? Buffer.from(BinaryValue).toString('base64'),
    ]),
  );

export function createLetters({ sqs, local, queueUrl, deadLetterUrl }: Place): Letters {
  // The functions started daily have no queue here, and a dead letter only on AWS.
  const steps: readonly (StepName | DailyStepName)[] = local ? STEP_NAMES : [...STEP_NAMES, 'dispatch', 'remind'];

  async function receive(url: string): Promise<readonly Message[]> {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: HELD_SECONDS,
        WaitTimeSeconds: local?.waitSeconds ?? WAIT_SECONDS,
        MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateFirstReceiveTimestamp'],
        MessageAttributeNames: ['All'],
      }),
    );
    return Messages;
  }

  async function holdOf(step: StepName | DailyStepName): Promise<Letter[]> {
    const url = await deadLetterUrl(step);
    const held = new Map<string, Letter>();
    for (let some = await receive(url); some.length > 0; some = await receive(url))
      for (const message of some) {
        const { MessageId = '', Body: body = '', ReceiptHandle: receiptHandle = '' } = message;
        const attributes = attributesOf(message);
        const messageId = attributes[FIRST_ID] ?? MessageId;
        const run = attributes[RUN] ?? messageId;
        const sentAt = Number(message.Attributes?.SentTimestamp ?? 0);
        const firstReceivedAt = Number(message.Attributes?.ApproximateFirstReceiveTimestamp ?? Date.now());
        held.set(MessageId, { step, messageId, sentAt, firstReceivedAt, body, run, attributes, receiptHandle });
      }
    return [...held.values()];
  }

  async function takeOff({ step, receiptHandle }: Letter): Promise<void> {
    const QueueUrl = await deadLetterUrl(step);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: receiptHandle }));
  }

  async function release({ step, receiptHandle }: Letter): Promise<void> {
    const QueueUrl = await deadLetterUrl(step);
    await sqs.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: 0 }),
    );
  }

  return {
    async hold() {
      const held = (await Promise.all(steps.map(holdOf))).flat();
      return held.sort((a, b) => a.sentAt - b.sentAt || (a.messageId < b.messageId ? -1 : 1));
    },
    async sendBack(letter) {
      const again = { MessageBody: letter.body, MessageAttributes: carrying(letter.run) };
      await sqs.send(new SendMessageCommand({ QueueUrl: await queueUrl(letter.step), ...again }));
      await takeOff(letter);
    },
    takeOff,
    async release(letters) {
      // What made the command fail is to be told, not that this fails after it.
      for (const letter of letters) await release(letter).catch(() => undefined);
    },
  };
}
