import { DeleteItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Table } from './table.ts';

/** Notes of work that began, so that work which ended its function, and could not say so, is noticed by the next delivery. */
export interface Attempts {
  /** Notes an attempt that is over by an instant (in milliseconds) at the latest; gives the same of the earlier ones that never ended. */
  begin(work: string, overBy: number): Promise<readonly number[]>;
  /** Forgets every attempt: one of them came to its end. */
  end(work: string): Promise<void>;
}

/**
 * Attempts are counted by message: an upload sent again, or a dead letter moved back after a repair, is another message and begins
 * afresh. They are the only items ever updated or deleted; roles may do so under this prefix alone.
 */
export const ATTEMPTS = 'ATTEMPT#';

export function createAttempts(table: Table, messageId: string): Attempts {
  const keyOf = (work: string) => ({ pk: { S: `${ATTEMPTS}${messageId}` }, sk: { S: work } });
  return {
    async begin(work, overBy) {
      const { Attributes } = await table.client.send(
        new UpdateItemCommand({
          TableName: table.name,
          Key: keyOf(work),
          UpdateExpression: 'ADD overBy :overBy',
          ExpressionAttributeValues: { ':overBy': { NS: [String(overBy)] } },
          ReturnValues: 'ALL_OLD',
        }),
      );
      return (Attributes?.overBy?.NS ?? []).map(Number);
    },
    async end(work) {
      await table.client.send(new DeleteItemCommand({ TableName: table.name, Key: keyOf(work) }));
    },
  };
}
