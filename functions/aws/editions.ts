import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Frequency } from '../domain/plan/model.ts';
import { basisOf, type Edition } from '../domain/report/edition.ts';
import { type Item, queryItems } from './items.ts';
import { pack, unpack } from './packing.ts';
import type { Table } from './table.ts';

/** The reports of one scope on periods of one length. */
export interface Line {
  readonly scope: string;
  readonly frequency: Frequency;
}

/** What reports have published, so that later ones can tell what was revised since. */
export interface Editions {
  /**
   * Keeps an edition once, and gives the one before it: of those that rest on less, the last. What was before is decided when an edition
   * is first kept and never changes, so that the report can be made again.
   */
  publish(line: Line, edition: Edition, at: string): Promise<Edition | null>;
  /** The edition that was, or would have been, before this one at an instant. Keeps nothing. */
  before(line: Line, edition: Edition, instant: string): Promise<Edition | null>;
}

const partition = ({ scope, frequency }: Line): string => `EDITION#${scope}#${frequency}`;
const keyOf = (edition: Edition): string => `${basisOf(edition)}${edition.period}`;

export function createEditions(table: Table): Editions {
  async function read(line: Line, key: string): Promise<Item | undefined> {
    const Key = { pk: { S: partition(line) }, sk: { S: key } };
    return (await table.client.send(new GetItemCommand({ TableName: table.name, Key, ConsistentRead: true }))).Item;
  }

  const editionIn = (item: Item | undefined): Edition | null =>
    item?.edition?.B ? unpack<Edition>(item.edition.B) : null;

  /** The last item below an edition that was kept by an instant, where one is given. */
  async function lastBelow(line: Line, edition: Edition, instant: string | null): Promise<Item | undefined> {
    for await (const item of queryItems(table, partition(line), { below: basisOf(edition), descending: true }))
      if (instant === null || (item.issuedAt?.S ?? '') <= instant) return item;
    return undefined;
  }

  async function beforeOf(line: Line, { since }: Item): Promise<Edition | null> {
    return since?.S === undefined ? null : editionIn(await read(line, since.S));
  }

  return {
    async publish(line, edition, at) {
      const kept = await read(line, keyOf(edition));
      if (kept) return beforeOf(line, kept);
      const last = await lastBelow(line, edition, null);
      const Item: Item = {
        pk: { S: partition(line) },
        sk: { S: keyOf(edition) },
        issuedAt: { S: at },
        ...(last?.sk ? { since: last.sk } : {}),
        edition: { B: pack(edition) },
      };
      try {
        const ConditionExpression = 'attribute_not_exists(pk)';
        await table.client.send(new PutItemCommand({ TableName: table.name, Item, ConditionExpression }));
        return editionIn(last);
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return beforeOf(line, (await read(line, keyOf(edition))) ?? {});
      }
    },
    async before(line, edition, instant) {
      const kept = await read(line, keyOf(edition));
      if (kept && (kept.issuedAt?.S ?? '') <= instant) return beforeOf(line, kept);
      return editionIn(await lastBelow(line, edition, instant));
    },
  };
}
