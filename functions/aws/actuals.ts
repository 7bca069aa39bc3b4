import { createHash } from 'node:crypto';
import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { ScopeActuals } from '../domain/aggregation/actual.ts';
import type { Period } from '../domain/plan/period.ts';
import { assembleParts, type Item, PART_BYTES, putParts, queryItems } from './items.ts';
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
const partsPartition = (scope: string, period: Period): string => `ACTUALS-PARTS#${scope}#${period}`;

export function createActuals(table: Table): Actuals {
  /**
   * What the item carries: the packed bytes or, where an item cannot hold them, their hash. Then they lie in parts under it, which
   * are put first and never change: whoever reads the hash finds them whole, whichever writer won.
   */
  async function contentOf(actuals: ScopeActuals): Promise<Item> {
    const bytes = pack(actuals);
    if (bytes.length <= PART_BYTES) return { data: { B: bytes } };
    const hash = createHash('sha256').update(bytes).digest('hex');
    await putParts(table, { pk: partsPartition(actuals.scope, actuals.period), sk: hash }, bytes, {});
    return { parts: { S: hash } };
  }

  async function read(scope: string, item: Item): Promise<ScopeActuals> {
    if (item.data?.B) return unpack<ScopeActuals>(item.data.B);
    const period = item.sk?.S ?? '';
    const parts = queryItems(table, partsPartition(scope, period), { beginsWith: item.parts?.S ?? '' });
    for await (const { bytes } of assembleParts(parts)) return unpack<ScopeActuals>(bytes);
    throw new Error(`The actuals of ${scope} for ${period} are listed but their data is missing`);
  }

  return {
    async put(actuals) {
      const content = await contentOf(actuals);
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
              ...content,
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
      return Item ? read(scope, Item) : null;
    },
    async all(scope) {
      const found: ScopeActuals[] = [];
      for await (const item of queryItems(table, partition(scope))) found.push(await read(scope, item));
      return found;
    },
  };
}
