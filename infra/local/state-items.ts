import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AttributeValue,
  BatchWriteItemCommand,
  DynamoDBClient,
  paginateScan,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { z } from 'zod';

type Attributes = Record<string, AttributeValue>;

/** An item as text: the kinds of attributes the table has, bytes as base64. */
export const Item = z.record(
  z.string(),
  z.union([
    z.strictObject({ S: z.string() }),
    z.strictObject({ N: z.string() }),
    z.strictObject({ B: z.base64() }),
    z.strictObject({ SS: z.array(z.string()) }),
    z.strictObject({ NS: z.array(z.string()) }),
    z.strictObject({ BOOL: z.boolean() }),
  ]),
);
export type Item = z.infer<typeof Item>;

const attributesInOrder = (item: Attributes) => Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1));

/** Throws where an item has a kind of attribute that the text could not give back. */
export function storedItem(item: Attributes): Item {
  const stored = attributesInOrder(item).map(([name, value]) => [
    name,
    value.B ? { B: Buffer.from(value.B).toString('base64') } : value.NS ? { NS: value.NS.toSorted() } : value,
  ]);
  return Item.parse(Object.fromEntries(stored));
}

function restoredItem(item: Item): Attributes {
  const restored = Object.entries(item).map(([name, value]): [string, AttributeValue] => [
    name,
    'B' in value ? { B: Buffer.from(value.B, 'base64') } : value,
  ]);
  return Object.fromEntries(restored);
}

const keyOf = ({ pk, sk }: Attributes): string => `${pk?.S}\n${sk?.S}`;

/** Every item of a table, by its keys. */
export async function allItems(table: string): Promise<Attributes[]> {
  const items: Attributes[] = [];
  const pages = paginateScan({ client: new DynamoDBClient({}) }, { TableName: table, ConsistentRead: true });
  for await (const page of pages) items.push(...(page.Items ?? []));
  return items.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Most items a request takes. */
const BATCH = 25;

/** Puts kept items into a table, many a request. */
export async function putItems(table: string, items: readonly Item[]): Promise<void> {
  const client = new DynamoDBClient({});
  for (let first = 0; first < items.length; first += BATCH) {
    let left: WriteRequest[] = items
      .slice(first, first + BATCH)
      .map((item) => ({ PutRequest: { Item: restoredItem(item) } }));
    while (left.length > 0) {
      const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: left } }));
      left = UnprocessedItems?.[table] ?? [];
      if (left.length > 0) await sleep(50);
    }
  }
}
