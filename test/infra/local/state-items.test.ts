import { type AttributeValue, DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPasswords } from '../../../functions/aws/passwords.ts';
import { createTable } from '../../../functions/aws/table.ts';
import { allItems, Item, putItems, storedItem } from '../../../infra/local/state-items.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
const bytes = fc.uint8Array({ minLength: 1, maxLength: 8 });
const number = fc.integer().map(String);
const name = fc.string({ unit: fc.constantFrom('a', 'É', 'ن', ' ', '.', '"', '\n'), minLength: 1, maxLength: 4 });
const some = { minLength: 1, maxLength: 4 };

/** Of every type that DynamoDB has, lists and maps of each other too. */
const { attribute } = fc.letrec<{ attribute: AttributeValue }>((tie) => ({
  attribute: fc.oneof(
    { depthSize: 'small' },
    fc.record({ S: text }),
    fc.record({ N: number }),
    fc.record({ B: bytes }),
    fc.record({ BOOL: fc.boolean() }),
    fc.constant({ NULL: true }),
    fc.record({ SS: fc.uniqueArray(text, some) }),
    fc.record({ NS: fc.uniqueArray(number, some) }),
    fc.record({ BS: fc.uniqueArray(bytes, { ...some, selector: String }) }),
    fc.record({ L: fc.array(tie('attribute'), { maxLength: 4 }) }),
    fc.record({ M: fc.dictionary(name, tie('attribute'), { maxKeys: 4 }) }),
  ),
}));
const KEY = { pk: { S: 'ONE' }, sk: { S: 'ITEM' } };
const item = fc.dictionary(name, attribute, { maxKeys: 6 }).map((attributes) => ({ ...attributes, ...KEY }));

/** Bytes as numbers, sets in order: the order of a set is nobody's. */
const plain = (items: readonly Record<string, AttributeValue>[]) =>
  JSON.parse(
    JSON.stringify(items, (type, value) => {
      if (value instanceof Uint8Array) return String(value);
      return ['SS', 'NS', 'BS'].includes(type) ? value.map(String).sort() : value;
    }),
  );

describe('the items of a kept state', () => {
  let aws: TestAws;
  let TableName = '';
  let client: DynamoDBClient;
  beforeAll(async () => {
    aws = await startTestAws();
    TableName = aws.embedded.environment.TABLE_NAME ?? '';
    client = new DynamoDBClient({});
  });
  afterAll(() => aws.stop());

  const written = async () => JSON.stringify((await allItems(TableName)).map(storedItem));
  async function throughText(): Promise<void> {
    const kept = Item.array().parse(JSON.parse(await written()));
    for (const { pk, sk } of await allItems(TableName))
      if (pk && sk) await client.send(new DeleteItemCommand({ TableName, Key: { pk, sk } }));
    await putItems(TableName, kept);
  }

  it('are put back with attributes of every type as they were', async () => {
    await fc.assert(
      fc.asyncProperty(item, async (Item) => {
        await client.send(new PutItemCommand({ TableName, Item }));
        const text = await written();
        await throughText();
        expect(plain(await allItems(TableName))).toEqual(plain([Item]));
        expect(await written()).toBe(text);
      }),
      { numRuns: 100 },
    );
  });

  it('hold the passwords of the upload page, which can be used after that', async () => {
    const passwords = createPasswords(createTable(TableName));
    const hash = new Uint8Array([1, 2, 255]);
    await passwords.put('request', { hash, units: ['KEN', 'COL'], until: 2_000, tries: 0 });
    await throughText();
    expect(await passwords.attempt('request', 3, 1_000)).toMatchObject({ units: ['KEN', 'COL'], tries: 1 });
  });
});
