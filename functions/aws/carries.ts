import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Carry } from '../domain/aggregation/carry.ts';
import { queryItems } from './items.ts';
import { packCarry, unpackCarry } from './packing.ts';
import { readShared, sharedContent } from './shared-content.ts';
import type { Table } from './table.ts';

/** The carries of each plan version and year, and the years that have figures. */
export interface Carries {
  /** Notes that a year has figures. Such a mark never goes. */
  mark(year: number): Promise<void>;
  /** The years marked, ascending. */
  years(): Promise<number[]>;
  /** Stores a carry unless the one stored was made of more entries. */
  put(version: number, carry: Carry): Promise<'stored' | 'stale'>;
  get(version: number, year: number): Promise<Carry | null>;
}

const YEARS = 'YEARS';

const partition = (version: number): string => `CARRY#${version}`;
const partsPartition = (version: number, year: number): string => `CARRY-PARTS#${version}#${year}`;

export function createCarries(table: Table): Carries {
  return {
    async mark(year) {
      const Item = { pk: { S: YEARS }, sk: { S: String(year) } };
      await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
    },
    async years() {
      const years: number[] = [];
      for await (const { sk } of queryItems(table, YEARS)) years.push(Number(sk?.S));
      return years;
    },
    async put(version, carry) {
      const content = await sharedContent(table, partsPartition(version, carry.year), packCarry(carry));
      const total = { N: String(carry.total) };
      try {
        await table.client.send(
          new PutItemCommand({
            TableName: table.name,
            Item: { pk: { S: partition(version) }, sk: { S: String(carry.year) }, entries: total, ...content },
            ConditionExpression: 'attribute_not_exists(pk) OR entries <= :entries',
            ExpressionAttributeValues: { ':entries': total },
          }),
        );
        return 'stored';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'stale';
        throw error;
      }
    },
    async get(version, year) {
      const { Item } = await table.client.send(
        new GetItemCommand({
          TableName: table.name,
          Key: { pk: { S: partition(version) }, sk: { S: String(year) } },
          ConsistentRead: true,
        }),
      );
      return Item ? unpackCarry(await readShared(table, partsPartition(version, year), Item)) : null;
    },
  };
}
