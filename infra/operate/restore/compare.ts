import { createHash } from 'node:crypto';
import { type AttributeValue, GetItemCommand, paginateScan, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../../functions/aws/items.ts';
import { createTable, type Table } from '../../../functions/aws/table.ts';
import { CommandFailure } from '../command.ts';
import type { Watcher } from '../rebuild/rebuild.ts';
import { KIND_NAMES, type Kind, kindOf } from './kinds.ts';

export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** The items of one kind in two tables. */
export interface ComparedKind extends Kind {
  readonly same: number;
  readonly onlyOld: readonly ItemKey[];
  readonly onlyNew: readonly ItemKey[];
  readonly differing: readonly ItemKey[];
}

const nameOf = ({ pk, sk }: ItemKey): string => JSON.stringify([pk, sk]);
const keyIn = ({ pk, sk }: Item): ItemKey => ({ pk: pk?.S ?? '', sk: sk?.S ?? '' });
export const keyOf = ({ pk, sk }: ItemKey) => ({ pk: { S: pk }, sk: { S: sk } });

/** A value as a text that is the same for the same value: sets and maps have no order. */
function textOf(value: AttributeValue): string {
  if (value.M)
    return JSON.stringify(
      Object.entries(value.M)
        .sort()
        .map(([name, one]) => [name, textOf(one)]),
    );
  if (value.L) return JSON.stringify(value.L.map(textOf));
  const [[kind = '', held] = []] = Object.entries(value);
  const text = (one: unknown): string =>
    one instanceof Uint8Array ? Buffer.from(one).toString('base64') : String(one);
  return `${kind}:${Array.isArray(held) ? JSON.stringify(held.map(text).sort()) : text(held)}`;
}

function digestOf(item: Item): string {
  const attributes = Object.entries(item)
    .map(([name, value]) => [name, textOf(value)])
    .sort();
  return createHash('sha256').update(JSON.stringify(attributes)).digest('base64');
}

async function* itemsOf({ client, name }: Table, watch: Watcher): AsyncGenerator<Item> {
  watch.phase(`Reading ${name}`, null);
  try {
    for await (const { Items = [] } of paginateScan({ client }, { TableName: name, ConsistentRead: true })) {
      watch.advance(Items.length);
      yield* Items;
    }
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    throw new CommandFailure(
      `There is no table ${name} in this account and region: see its name in the stack's outputs.`,
    );
  }
}

const byKey = (a: ItemKey, b: ItemKey): number => (nameOf(a) < nameOf(b) ? -1 : 1);

/** Compares two tables item by item, both as they are while it reads; of the first it holds no more than a digest an item. */
export async function compareTables(oldName: string, newName: string, watch: Watcher): Promise<ComparedKind[]> {
  const digests = new Map<string, { readonly key: ItemKey; readonly digest: string }>();
  for await (const item of itemsOf(createTable(oldName), watch))
    digests.set(nameOf(keyIn(item)), { key: keyIn(item), digest: digestOf(item) });
  const found: { readonly key: ItemKey; readonly is: 'same' | 'onlyOld' | 'onlyNew' | 'differing' }[] = [];
  for await (const item of itemsOf(createTable(newName), watch)) {
    const key = keyIn(item);
    const there = digests.get(nameOf(key));
    digests.delete(nameOf(key));
    found.push({ key, is: there ? (there.digest === digestOf(item) ? 'same' : 'differing') : 'onlyNew' });
  }
  for (const { key } of digests.values()) found.push({ key, is: 'onlyOld' });
  const kinds = Map.groupBy(found, ({ key }) => kindOf(key.pk).name);
  const placeOf = (name: string): number => (KIND_NAMES.includes(name) ? KIND_NAMES.indexOf(name) : KIND_NAMES.length);
  return [...kinds]
    .sort(([a], [b]) => placeOf(a) - placeOf(b))
    .map(([, items]) => {
      const those = (wanted: string) =>
        items
          .filter(({ is }) => is === wanted)
          .map(({ key }) => key)
          .sort(byKey);
      return {
        ...kindOf(items[0]?.key.pk ?? ''),
        same: items.filter(({ is }) => is === 'same').length,
        onlyOld: those('onlyOld'),
        onlyNew: those('onlyNew'),
        differing: those('differing'),
      };
    });
}

/** The attributes that an item has otherwise in two tables. */
export async function differingAttributes(key: ItemKey, oldName: string, newName: string): Promise<string[]> {
  const read = async (name: string): Promise<Item> => {
    const { client } = createTable(name);
    const { Item = {} } = await client.send(
      new GetItemCommand({ TableName: name, Key: keyOf(key), ConsistentRead: true }),
    );
    return Item;
  };
  const [before, after] = [await read(oldName), await read(newName)];
  const text = (value: AttributeValue | undefined) => value && textOf(value);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => text(before[name]) !== text(after[name]))
    .sort();
}
