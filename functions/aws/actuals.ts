import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { ScopeActuals } from '../domain/aggregation/actual.ts';
import type { Period } from '../domain/plan/period.ts';
import { queryItems } from './items.ts';
import { pack, unpack } from './packing.ts';
import type { Table } from './table.ts';

/** The actuals of each scope and period, recomputed from the ledger. */
export interface Actuals {
  /** Stores actuals unless those stored rest on a newer basis (plan version, then ledger entries read). */
  put(actuals: ScopeActuals): Promise<'stored' | 'stale'>;
  get(scope: string, period: Period): Promise<ScopeActuals | null>;
  /** All periods of a scope. */
  all(scope: string): Promise<ScopeActuals[]>;
}

const partition = (scope: string): string => `ACTUALS#${scope}`;

export function createActuals(table: Table): Actuals {
  return {
    async put(actuals) {
      try {
        await table.client.send(
          new PutItemCommand({
            TableName: table.name,
            Item: {
              pk: { S: partition(actuals.scope) },
              sk: { S: actuals.period },
              planVersion: { N: String(actuals.planVersion) },
              entries: { N: String(actuals.entries) },
              ...(actuals.dataAsOf ? { dataAsOf: { S: actuals.dataAsOf } } : {}),
              data: { B: pack(actuals) },
            },
            ConditionExpression:
              'attribute_not_exists(pk) OR planVersion < :version OR (planVersion = :version AND entries <= :entries)',
            ExpressionAttributeValues: {
              ':version': { N: String(actuals.planVersion) },
              ':entries': { N: String(actuals.entries) },
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
      return Item?.data?.B ? unpack<ScopeActuals>(Item.data.B) : null;
    },
    async all(scope) {
      const found: ScopeActuals[] = [];
      for await (const item of queryItems(table, partition(scope)))
        if (item.data?.B) found.push(unpack<ScopeActuals>(item.data.B));
      return found;
    },
  };
}
