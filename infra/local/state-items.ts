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

/** An attribute of any type as text, bytes as base64. */
export type StoredAttribute =
  | { S: string }
  | { N: string }
  | { B: string }
  | { BOOL: boolean }
  | { NULL: boolean }
  | { SS: string[] }
  | { NS: string[] }
  | { BS: string[] }
  | { L: StoredAttribute[] }
  | { M: Record<string, StoredAttribute> };

const StoredAttribute: z.ZodType<StoredAttribute> = z.lazy(() =>
  z.union([
    z.strictObject({ S: z.string() }),
    z.strictObject({ N: z.string() }),
    z.strictObject({ B: z.base64() }),
    z.strictObject({ BOOL: z.boolean() }),
    z.strictObject({ NULL: z.boolean() }),
    z.strictObject({ SS: z.array(z.string()) }),
    z.strictObject({ NS: z.array(z.string()) }),
    z.strictObject({ BS: z.array(z.base64()) }),
    z.strictObject({ L: z.array(StoredAttribute) }),
    z.strictObject({ M: z.record(z.string(), StoredAttribute) }),
  ]),
);

/** An item as text. */
export const Item = z.record(z.string(), StoredAttribute);
export type Item = z.infer<typeof Item>;

const inOrder = (item: Attributes) => Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1));
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Sets and names in order, so that the same attribute is the same text. */
function storedAttribute(value: AttributeValue): StoredAttribute {
  if (value.S !== undefined) return { S: value.S };
  if (value.N !== undefined) return { N: value.N };
  if (value.B !== undefined) return { B: base64(value.B) };
  if (value.BOOL !== undefined) return { BOOL: value.BOOL };
  if (value.NULL !== undefined) return { NULL: value.NULL };
  if (value.SS !== undefined) return { SS: value.SS.toSorted() };
  if (value.NS !== undefined) return { NS: value.NS.toSorted() };
  if (value.BS !== undefined) return { BS: value.BS.map(base64).sort() };
  if (value.L !== undefined) return { L: value.L.map(storedAttribute) };
  if (value.M !== undefined) return { M: storedItem(value.M) };
  throw new Error(`An attribute of a type that DynamoDB did not have: ${value.$unknown}`);
}

export const storedItem = (item: Attributes): Item =>
  Object.fromEntries(inOrder(item).map(([name, value]) => [name, storedAttribute(value)]));

function restoredAttribute(value: StoredAttribute): AttributeValue {
  if ('B' in value) return { B: Buffer.from(value.B, 'base64') };
  if ('BS' in value) return { BS: value.BS.map((bytes) => Buffer.from(bytes, 'base64')) };
  if ('L' in value) return { L: value.L.map(restoredAttribute) };
  if ('M' in value) return { M: restoredItem(value.M) };
  return value;
}

const restoredItem = (item: Item): Attributes =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, restoredAttribute(value)]));

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
