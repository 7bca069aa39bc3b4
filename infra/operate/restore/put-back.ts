import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { createTable } from '../../../functions/aws/table.ts';
import type { Watcher } from '../rebuild/rebuild.ts';
import { type ComparedKind, type ItemKey, keyOf } from './compare.ts';

/** What is computed comes of the rest, and what passes is over. */
export const putBackOf = (kinds: readonly ComparedKind[]): readonly ItemKey[] =>
  kinds.filter(({ nature }) => nature === 'fixed' || nature === 'kept').flatMap(({ onlyNew }) => onlyNew);

/** Requests at a time. */
const AT_ONCE = 16;

/** Puts the items that only the new table has into the old one, unless there are such by now; gives how many it put. */
export async function putBack(
  kinds: readonly ComparedKind[],
  oldName: string,
  newName: string,
  watch: Watcher,
): Promise<number> {
  const keys = putBackOf(kinds);
  const { client } = createTable(oldName);
  let count = 0;
  watch.phase(`Putting items back into ${oldName}`, keys.length);
  const putOne = async (key: ItemKey): Promise<void> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: newName, Key: keyOf(key), ConsistentRead: true }),
    );
    watch.advance(1);
    if (!Item) return;
    try {
      await client.send(
        new PutItemCommand({ TableName: oldName, Item, ConditionExpression: 'attribute_not_exists(pk)' }),
      );
      count += 1;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  };
  for (let first = 0; first < keys.length; first += AT_ONCE)
    await Promise.all(keys.slice(first, first + AT_ONCE).map(putOne));
  return count;
}
