import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { ScopeActuals } from '../domain/aggregation/actual.ts';
import type { Period } from '../domain/plan/period.ts';
import { type Item, queryItems } from './items.ts';
import { pack, unpack } from './packing.ts';
import { readShared, sharedContent } from './shared-content.ts';
import type { Table } from './table.ts';

/** The actuals of each scope and period, recomputed from the ledger. */
export interface Actuals {
  /** Stores actuals unless those stored rest on a newer basis (plan version, then ledger entries counted, those of earlier years included). */
  put(actuals: ScopeActuals): Promise<'stored' | 'stale'>;
  get(scope: string, period: Period): Promise<ScopeActuals | null>;
  /** All periods of a scope. */
  all(scope: string): Promise<ScopeActuals[]>;
}

const partition = (scope: string): string => `ACTUALS#${scope}`;

/** Where the actuals of a scope and period lie, for who repairs them. */
export const actualsKey = (scope: string, period: Period) => ({ pk: { S: partition(scope) }, sk: { S: period } });

const partsPartition = (scope: string, period: Period): string => `ACTUALS-PARTS#${scope}#${period}`;

export function createActuals(table: Table): Actuals {
  const read = async (scope: string, item: Item): Promise<ScopeActuals> =>
    unpack<ScopeActuals>(await readShared(table, partsPartition(scope, item.sk?.S ?? ''), item));

  return {
    async put(actuals) {
      const { scope, period, entries, carried } = actuals;
      const content = await sharedContent(table, partsPartition(scope, period), pack(actuals));
      try {
        await table.client.send(
          new PutItemCommand({
            TableName: table.name,
            Item: {
              pk: { S: partition(scope) },
              sk: { S: period },
              planVersion: { N: String(actuals.planVersion) },
              entries: { N: String(entries) },
              basis: { N: String(entries + carried) },
              ...(actuals.dataAsOf ? { dataAsOf: { S: actuals.dataAsOf } } : {}),
              ...content,
            },
            ConditionExpression:
              'attribute_not_exists(pk) OR planVersion < :version OR (planVersion = :version AND basis <= :basis)',
            ExpressionAttributeValues: {
              ':version': { N: String(actuals.planVersion) },
              ':basis': { N: String(entries + carried) },
            },
          }),
        );
        return 'stored';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'stale';
        throw error;
      }
    },
    async get(scope, period) {
      const { Item } = await table.client.send(
        new GetItemCommand({
          TableName: table.name,
          Key: { pk: { S: partition(scope) }, sk: { S: period } },
          ConsistentRead: true,
        }),
      );
      return Item ? read(scope, Item) : null;
    },
    async all(scope) {
      const found: ScopeActuals[] = [];
      for await (const item of queryItems(table, partition(scope))) found.push(await read(scope, item));
      return found;
    },
  };
}
