import { type AttributeValue, PutItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb';
import type { Table } from './table.ts';

/** Most packed bytes of an item, which is 400 KB at most with its keys and plain attributes. */
export const PART_BYTES = 350_000;

export type Item = Record<string, AttributeValue>;

interface QueryOptions {
  readonly beginsWith?: string;
  readonly below?: string;
  readonly descending?: boolean;
}

/** All items of a partition, page by page, strongly consistent; only those whose sort keys begin so, or are below one, where asked. */
export async function* queryItems(
  table: Table,
  partition: string,
  { beginsWith, below, descending }: QueryOptions = {},
): AsyncGenerator<Item> {
  const [condition, bound] =
    beginsWith !== undefined
      ? [' AND begins_with(sk, :sk)', beginsWith]
      : below !== undefined
        ? [' AND sk < :sk', below]
        : ['', undefined];
  const pages = paginateQuery(
    { client: table.client },
    {
      TableName: table.name,
      ConsistentRead: true,
      ScanIndexForward: !descending,
      KeyConditionExpression: `pk = :pk${condition}`,
      ExpressionAttributeValues: { ':pk': { S: partition }, ...(bound === undefined ? {} : { ':sk': { S: bound } }) },
    },
  );
  for await (const page of pages) yield* page.Items ?? [];
}

/** Puts bytes as numbered parts `<sk>#001of003`, each under the item limit; the same bytes give the same items. */
export async function putParts(
  table: Table,
  key: { pk: string; sk: string },
  bytes: Uint8Array,
  attributes: Item,
): Promise<void> {
  const parts = Math.max(1, Math.ceil(bytes.length / PART_BYTES));
  for (let part = 1; part <= parts; part += 1) {
    await table.client.send(
      new PutItemCommand({
        TableName: table.name,
        Item: {
          ...attributes,
          pk: { S: key.pk },
          sk: { S: `${key.sk}#${String(part).padStart(3, '0')}of${String(parts).padStart(3, '0')}` },
          data: { B: bytes.subarray((part - 1) * PART_BYTES, part * PART_BYTES) },
        },
      }),
    );
  }
}

export interface Assembled {
  readonly sk: string;
  readonly bytes: Uint8Array;
  readonly attributes: Item;
}

/**
 * Joins numbered parts again; a set that is not complete (a writer died between two parts) does not count. Where a retry cut the
 * same entry into another number of parts, the first set that is complete counts.
 */
export async function* assembleParts(items: AsyncIterable<Item>): AsyncGenerator<Assembled> {
  let current = '';
  let complete = false;
  let sets = new Map<number, Uint8Array[]>();
  for await (const item of items) {
    const match = /^(.*)#(\d{3})of(\d{3})$/s.exec(item.sk?.S ?? '');
    const data = item.data?.B;
    if (!match || !data) continue;
    const [, sk = '', part, parts] = match;
    if (sk !== current) [current, complete, sets] = [sk, false, new Map()];
    const pieces = sets.get(Number(parts)) ?? [];
    sets.set(Number(parts), pieces);
    if (complete || Number(part) !== pieces.length + 1) continue;
    pieces.push(data);
    complete = pieces.length === Number(parts);
    if (complete) yield { sk, bytes: Buffer.concat(pieces), attributes: item };
  }
}
