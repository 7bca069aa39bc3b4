import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { about, carrying } from '../run.ts';

export interface Queue {
  /** Sends every message as JSON; throws when any was refused, so that the caller is retried whole. */
  send(messages: readonly unknown[]): Promise<void>;
}

const BATCH = 10;
/** SQS takes 256 KB a request, all messages together. */
const BATCH_BYTES = 250_000;

function* batchesOf(bodies: readonly string[]): Generator<string[]> {
  let batch: string[] = [];
  let bytes = 0;
  for (const body of bodies) {
    const size = Buffer.byteLength(body);
    if (batch.length === BATCH || (batch.length > 0 && bytes + size > BATCH_BYTES)) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(body);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

export function createQueue(sqs: SQSClient, url: string): Queue {
  return {
    async send(messages) {
      for (const bodies of batchesOf(messages.map((message) => JSON.stringify(message)))) {
        const { run } = about();
        const carried = run === undefined ? {} : { MessageAttributes: carrying(run) };
        const entries = bodies.map((body, i) => ({ Id: String(i), MessageBody: body, ...carried }));
        const { Failed } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: entries }));
        if (Failed?.length)
          throw new Error(`The queue refused ${Failed.length} messages: ${Failed[0]?.Message ?? Failed[0]?.Code}`);
      }
    },
  };
}
