import { createHash } from 'node:crypto';
import { assembleParts, type Item, PART_BYTES, putParts, queryItems } from './items.ts';
import type { Table } from './table.ts';

/**
 * What an item that several writers may replace carries: the packed bytes or, where an item cannot hold them, their hash. Then they lie
 * in parts under it, which are put first and never change: whoever reads the hash finds them whole, whichever writer won.
 */
export async function sharedContent(table: Table, partsPartition: string, bytes: Uint8Array): Promise<Item> {
  if (bytes.length <= PART_BYTES) return { data: { B: bytes } };
  const hash = createHash('sha256').update(bytes).digest('hex');
  await putParts(table, { pk: partsPartition, sk: hash }, bytes, {});
  return { parts: { S: hash } };
}

/** The bytes that an item with such content stands for. */
export async function readShared(table: Table, partsPartition: string, item: Item): Promise<Uint8Array> {
  if (item.data?.B) return item.data.B;
  const parts = queryItems(table, partsPartition, { beginsWith: item.parts?.S ?? '' });
  for await (const { bytes } of assembleParts(parts)) return bytes;
  throw new Error(`${item.pk?.S} ${item.sk?.S} is listed but its data in ${partsPartition} is missing`);
}
