import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { ClosedFile } from '../domain/completeness/closed-files.ts';
import { type Item, queryItems } from './items.ts';
import type { Table } from './table.ts';

/** A kept file and the plan version that judged it last. */
export interface KeptFile {
  readonly file: ClosedFile;
  readonly planVersion: number;
}

/** The uploads that came after a period had closed. */
export interface ClosedFiles {
  /** Keeps what a plan version left of an upload; never in place of what a later one left. */
  keep(file: ClosedFile, planVersion: number): Promise<void>;
  get(orgUnit: string, order: string): Promise<KeptFile | null>;
  /** All there ever were, also those of which nothing waits any more. */
  all(): Promise<KeptFile[]>;
}

const CLOSED = 'CLOSED';

const sortKey = ({ orgUnit, order }: Pick<ClosedFile, 'orgUnit' | 'order'>): string => `${orgUnit}#${order}`;

const keptFile = ({ file, planVersion }: Item): KeptFile => ({
  file: JSON.parse(file?.S ?? ''),
  planVersion: Number(planVersion?.N),
});

export function createClosedFiles(table: Table): ClosedFiles {
  return {
    async keep(file, planVersion) {
      try {
        await table.client.send(
          new PutItemCommand({
            TableName: table.name,
            Item: {
              ...{ pk: { S: CLOSED }, sk: { S: sortKey(file) } },
              ...{ planVersion: { N: String(planVersion) }, file: { S: JSON.stringify(file) } },
            },
            ConditionExpression: 'attribute_not_exists(pk) OR planVersion <= :version',
            ExpressionAttributeValues: { ':version': { N: String(planVersion) } },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    async get(orgUnit, order) {
      const { Item } = await table.client.send(
        new GetItemCommand({
          TableName: table.name,
          Key: { pk: { S: CLOSED }, sk: { S: sortKey({ orgUnit, order }) } },
          ConsistentRead: true,
        }),
      );
      return Item ? keptFile(Item) : null;
    },
    async all() {
      const found: KeptFile[] = [];
      for await (const item of queryItems(table, CLOSED)) found.push(keptFile(item));
      return found;
    },
  };
}
