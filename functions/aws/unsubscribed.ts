import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Leaving } from '../domain/links/claims.ts';
import { queryItems } from './items.ts';
import type { Table } from './table.ts';

export type Subscribed = Pick<Leaving, 'email' | 'report' | 'scope' | 'language'>;

/** Who has left what a plan subscribes them to; a later plan that lists them again does not bring them back. */
export interface Unsubscribed {
  put(subscription: Subscribed, left: boolean, at: string): Promise<void>;
  /** Tells of a subscription whether it was left. Strongly consistent. */
  has(): Promise<(subscription: Subscribed) => boolean>;
}

const PARTITION = 'UNSUBSCRIBED';

/** Addresses are the same in capitals and in small letters. */
const nameOf = ({ email, report, scope, language }: Subscribed): string =>
  [email.toLowerCase(), report, scope, language].join('#');

export function createUnsubscribed(table: Table): Unsubscribed {
  return {
    async put(subscription, left, at) {
      await table.client.send(
        new PutItemCommand({
          TableName: table.name,
          Item: { pk: { S: PARTITION }, sk: { S: nameOf(subscription) }, left: { BOOL: left }, at: { S: at } },
        }),
      );
    },
    async has() {
      const left = new Set<string>();
      for await (const item of queryItems(table, PARTITION)) if (item.left?.BOOL && item.sk?.S) left.add(item.sk.S);
      return (subscription) => left.has(nameOf(subscription));
    },
  };
}
