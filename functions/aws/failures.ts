import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { SQSRecord } from 'aws-lambda';
import type { Table } from './table.ts';

/** Why a message failed last, kept beside the dead letter that it may become. */
export interface Failures {
  record(step: string, message: SQSRecord, reason: string): Promise<void>;
  /** Null when no reason could be recorded. */
  reason(step: string, messageId: string): Promise<string | null>;
}

export function createFailures(table: Table): Failures {
  return {
    async record(step, message, reason) {
      await table.client.send(
        new PutItemCommand({
          TableName: table.name,
          Item: {
            pk: { S: `FAILURE#${step}` },
            sk: { S: message.messageId },
            reason: { S: reason },
            attempts: { N: message.attributes.ApproximateReceiveCount },
            body: { S: message.body.slice(0, 100_000) },
          },
        }),
      );
    },
    async reason(step, messageId) {
      const { Item } = await table.client.send(
        new GetItemCommand({ TableName: table.name, Key: { pk: { S: `FAILURE#${step}` }, sk: { S: messageId } } }),
      );
      return Item?.reason?.S ?? null;
    },
  };
}
