import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  type LostMail,
  MAIL_FAULTS,
  type MailFault,
  mailboxOf,
  type Unreached,
  unreached,
} from '../domain/mailbox/mailbox.ts';
import { queryItems } from './items.ts';
import type { Table } from './table.ts';

/** What became of the mails to each address; told any number of times and in any order, it comes to the same. */
export interface Mailboxes {
  lost(mailbox: string, mail: LostMail): Promise<void>;
  arrived(mailbox: string, at: string): Promise<void>;
  /** Tells of an address whether mail reaches it. Strongly consistent. */
  unreached(): Promise<(address: string) => Unreached | null>;
}

export const MAILBOX = 'MAILBOX';

const isFault = (text: string | undefined): text is MailFault => MAIL_FAULTS.some((fault) => fault === text);

interface Known {
  readonly lost: LostMail[];
  arrived: string | null;
}

export function createMailboxes(table: Table): Mailboxes {
  return {
    async lost(mailbox, { at, why }) {
      await table.client.send(
        new PutItemCommand({
          TableName: table.name,
          Item: {
            ...{ pk: { S: MAILBOX }, sk: { S: `lost#${at}#${mailbox}` } },
            ...{ mailbox: { S: mailbox }, lostAt: { S: at }, why: { S: why } },
          },
        }),
      );
    },
    async arrived(mailbox, at) {
      try {
        await table.client.send(
          new PutItemCommand({
            TableName: table.name,
            Item: {
              ...{ pk: { S: MAILBOX }, sk: { S: `arrived#${mailbox}` } },
              ...{ mailbox: { S: mailbox }, arrivedAt: { S: at } },
            },
            ConditionExpression: 'attribute_not_exists(pk) OR arrivedAt < :at',
            ExpressionAttributeValues: { ':at': { S: at } },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    async unreached() {
      const known = new Map<string, Known>();
      for await (const { mailbox, lostAt, why, arrivedAt } of queryItems(table, MAILBOX)) {
        const name = mailbox?.S ?? '';
        const one = known.get(name) ?? { lost: [], arrived: null };
        known.set(name, one);
        if (lostAt?.S !== undefined && isFault(why?.S)) one.lost.push({ at: lostAt.S, why: why.S });
        if (arrivedAt?.S !== undefined) one.arrived = arrivedAt.S;
      }
      return (address) => {
        const one = known.get(mailboxOf(address) ?? '');
        return one ? unreached(one.lost, one.arrived) : null;
      };
    },
  };
}
