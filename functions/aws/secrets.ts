import { randomBytes } from 'node:crypto';
import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Table } from './table.ts';

export interface Secrets {
  /** The key that links are sealed with: made at the first wish, the same for everybody ever since. */
  linkKey(): Promise<Uint8Array>;
}

const KEY = { pk: { S: 'SECRET' }, sk: { S: 'links' } };
const BYTES = 32;

/** Secrets of the table, which is encrypted, and which whoever could use them may write to anyway. */
export function createSecrets(table: Table): Secrets {
  let known: Promise<Uint8Array> | null = null;

  async function read(): Promise<Uint8Array | null> {
    const found = await table.client.send(
      new GetItemCommand({ TableName: table.name, Key: KEY, ConsistentRead: true }),
    );
    return found.Item?.key?.B ?? null;
  }

  async function make(): Promise<Uint8Array> {
    try {
      await table.client.send(
        new PutItemCommand({
          TableName: table.name,
          Item: { ...KEY, key: { B: randomBytes(BYTES) } },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    } catch (error) {
      // Another was first: that one counts.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
    const made = await read();
    if (!made) throw new Error('The key of links was written and is not there');
    return made;
  }

  return {
    linkKey() {
      known ??= read()
        .then((found) => found ?? make())
        .catch((error: unknown) => {
          known = null;
          throw error;
        });
      return known;
    },
  };
}
