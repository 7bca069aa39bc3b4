import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** The three requests a queue consumer makes. */
export interface Receiver {
  receive(queueUrl: string, atMost: number): Promise<readonly Message[]>;
  remove(queueUrl: string, messages: readonly Message[]): Promise<void>;
  /** Makes messages visible again after so many seconds. */
  giveBack(queueUrl: string, messages: readonly Message[], afterSeconds: number): Promise<void>;
  close(): void;
}

const REQUEST_LIMIT = 10;

/** Receives by a client that is its own to end; an empty queue is waited at for `waitSeconds`. */
export function createReceiver(client: SQSClient, waitSeconds: number, visibilitySeconds?: number): Receiver {
  return {
    async receive(queueUrl, atMost) {
      const { Messages } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: Math.min(atMost, REQUEST_LIMIT),
          MessageSystemAttributeNames: ['All'],
          MessageAttributeNames: ['All'],
          ...(waitSeconds === 0 ? {} : { WaitTimeSeconds: waitSeconds }),
          ...(visibilitySeconds === undefined ? {} : { VisibilityTimeout: visibilitySeconds }),
        }),
      );
      return Messages ?? [];
    },
    async remove(queueUrl, messages) {
      for (const entries of entriesOf(messages)) {
        const { Failed = [] } = await client.send(
          new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }),
        );
        failOn(Failed, 'deleted');
      }
    },
    async giveBack(queueUrl, messages, afterSeconds) {
      for (const entries of entriesOf(messages)) {
        const { Failed = [] } = await client.send(
          new ChangeMessageVisibilityBatchCommand({
            QueueUrl: queueUrl,
            Entries: entries.map((entry) => ({ ...entry, VisibilityTimeout: afterSeconds })),
          }),
        );
        failOn(Failed, 'given back');
      }
    },
    close: () => client.destroy(),
  };
}

function* entriesOf(messages: readonly Message[]) {
  for (let start = 0; start < messages.length; start += REQUEST_LIMIT) {
    yield messages.slice(start, start + REQUEST_LIMIT).map((message, index) => ({
      Id: String(index),
      ReceiptHandle: message.ReceiptHandle ?? '',
    }));
  }
}

function failOn(failed: readonly { readonly Message?: string | undefined }[], done: string): void {
  const [first] = failed;
  if (first !== undefined) {
    throw new Error(`${failed.length} messages could not be ${done}: ${first.Message ?? 'no reason given'}`);
  }
}
