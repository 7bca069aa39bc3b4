import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';

export interface Queue {
  /** Sends every message as JSON; throws when any was refused, so that the caller is retried whole. */
  send(messages: readonly unknown[]): Promise<void>;
}

const BATCH = 10;

export function createQueue(sqs: SQSClient, url: string): Queue {
  return {
    async send(messages) {
      for (let first = 0; first < messages.length; first += BATCH) {
        const entries = messages
          .slice(first, first + BATCH)
          .map((message, i) => ({ Id: String(i), MessageBody: JSON.stringify(message) }));
        const { Failed } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: entries }));
        if (Failed?.length)
          throw new Error(`The queue refused ${Failed.length} messages: ${Failed[0]?.Message ?? Failed[0]?.Code}`);
      }
    },
  };
}
