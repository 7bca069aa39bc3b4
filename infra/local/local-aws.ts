import type { Message, SQSClient } from '@aws-sdk/client-sqs';
import type { StepName } from '../definitions.ts';
import type { Mail } from './mailbox.ts';
import type { CreatedObject } from './notifications.ts';

export interface DeadMessage {
  readonly messageId: string;
  readonly body: string;
  readonly receives: number;
  /** When it was first sent, in milliseconds. */
  readonly sentAt: number;
  /** The run that it carries; one that carries none begins one, by its id. */
  readonly run?: string;
}

/** A step's queue as the pump needs to see it. */
export interface StepQueue {
  readonly url: string;
  readonly arn: string;
  readonly deadLetterUrl: string;
  /** Milliseconds after which it is worth looking again. */
  readonly pause: number;
  /** Brings `ready` and `pending` up to date, where they are not always. */
  look(): Promise<void>;
  /** Messages a receive would give now, as far as is known. */
  ready(): number;
  /** Messages not yet dealt with, as far as is known: ready, delayed and in flight. */
  pending(): number;
  /** Resolves when it is worth to receive, and on `wake`. */
  arrival(): Promise<void>;
  wake(): void;
  deadMessages(): Promise<readonly DeadMessage[]>;
}

/** An AWS with Jalon's resources in it: the one in this process, or one behind an endpoint. */
export interface LocalAws {
  /** For messages: which it is. */
  readonly name: string;
  /** What a process sets so that its AWS SDK clients and functions reach it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly region: string;
  readonly queues: Readonly<Record<StepName, StepQueue>>;
  /** The page that shows the mails. */
  readonly inboxUrl: string;
  /** Seconds that a receive waits at an empty queue. */
  readonly waitSeconds: number;
  createSqs(): SQSClient;
  /** Tells the steps of an object that was put, where the bucket does not. */
  announce(created: CreatedObject): Promise<void>;
  /** Hears of every receive and what it gave; gives what is to be worked on. */
  take(step: StepName, messages: readonly Message[]): Promise<readonly Message[]>;
  /** Whether all that was sent has been seen in the queues, and nothing is left in them. */
  isSettled(): Promise<boolean>;
  readInbox(): Promise<readonly Mail[]>;
  /** Keeps under the output folder what later commands need of this run. */
  keep(out: string): Promise<void>;
  /** Rejects when it answers no more. */
  readonly lost: Promise<never>;
  stop(): Promise<void>;
}
