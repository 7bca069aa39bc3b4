import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Table } from './table.ts';

export interface StoredPassword {
  readonly hash: Uint8Array;
  readonly units: readonly string[];
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly tries: number;
}

/** One-time passwords and how often they were asked for; the table's time to live takes them away. */
export interface Passwords {
  put(request: string, password: StoredPassword): Promise<void>;
  /** Takes one of the tries that are left, `most` in all; null where there is none, or another was quicker. */
  attempt(request: string, most: number, now: number): Promise<StoredPassword | null>;
  /** Ends a password; false where somebody else has just used it. */
  use(request: string, password: StoredPassword): Promise<boolean>;
  /** Counts one more for this name; false where the hour has had `most` of them. */
  allow(name: string, most: number, now: number): Promise<boolean>;
}

/** Begins the keys of all that is kept of passwords; the function's role may write nothing else but the key of links. */
export const PASSWORDS = 'PASSWORD#';
const HOUR = 3_600_000;
const RACES = 5;

export function createPasswords({ client, name: TableName }: Table): Passwords {
  const keyOf = (of: string, sk: string) => ({ pk: { S: `${PASSWORDS}${of}` }, sk: { S: sk } });
  const get = async (of: string, sk: string) =>
    (await client.send(new GetItemCommand({ TableName, Key: keyOf(of, sk), ConsistentRead: true }))).Item;

  /** Puts an item over the one that was read, or where there was none; false where there is another by now. */
  async function swap(of: string, sk: string, seen: number | null, tries: number, until: number, rest = {}) {
    const isSame = {
      ConditionExpression: 'tries = :seen',
      ExpressionAttributeValues: { ':seen': { N: String(seen) } },
    };
    const expires = { N: String(Math.ceil(until / 1000)) };
    const Item = { ...keyOf(of, sk), ...rest, tries: { N: String(tries) }, until: { N: String(until) }, expires };
    const condition = seen === null ? { ConditionExpression: 'attribute_not_exists(pk)' } : isSame;
    try {
      await client.send(new PutItemCommand({ TableName, Item, ...condition }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
  const details = ({ hash, units }: StoredPassword) => ({
    hash: { B: hash },
    units: { L: units.map((S) => ({ S })) },
  });
  const USED = 1_000;

  return {
    async put(request, password) {
      await swap(request, 'code', null, 0, password.until, details(password));
    },
    async attempt(request, most, now) {
      const found = await get(request, 'code');
      if (!found?.hash?.B) return null;
      const [tries, until] = [Number(found.tries?.N), Number(found.until?.N)];
      const units = (found.units?.L ?? []).map(({ S = '' }) => S);
      if (tries >= most || until <= now) return null;
      const password = { hash: found.hash.B, units, until, tries: tries + 1 };
      return (await swap(request, 'code', tries, tries + 1, until, details(password))) ? password : null;
    },
    use: (request, password) => swap(request, 'code', password.tries, USED, password.until, details(password)),
    async allow(name, most, now) {
      for (let race = 0; race < RACES; race += 1) {
        const found = await get(name, 'asked');
        const [tries, until] = [Number(found?.tries?.N ?? 0), Number(found?.until?.N ?? 0)];
        const isOver = until <= now;
        if (!isOver && tries >= most) return false;
        const next = isOver ? 1 : tries + 1;
        if (await swap(name, 'asked', found ? tries : null, next, isOver ? now + HOUR : until)) return true;
      }
      return false;
    },
  };
}
