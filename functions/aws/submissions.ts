import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Table } from './table.ts';

/** What has been done already for an upload or a mail, so that a repeated delivery does the same and not more. */
export interface Submissions {
  /** The plan version the upload is judged by: the one given at the first attempt, whatever is given later. */
  pinPlanVersion(orgUnit: string, order: string, planVersion: number): Promise<number>;
  /** Whether something that must happen once, such as a mail, has happened. */
  wasDone(id: string): Promise<boolean>;
  markDone(id: string, at: string): Promise<void>;
}

export function createSubmissions(table: Table): Submissions {
  const read = async (pk: string, sk: string) =>
    (
      await table.client.send(
        new GetItemCommand({ TableName: table.name, Key: { pk: { S: pk }, sk: { S: sk } }, ConsistentRead: true }),
      )
    ).Item;

  return {
    async pinPlanVersion(orgUnit, order, planVersion) {
      const pk = `SUBMISSION#${orgUnit}`;
      try {
        await table.client.send(
          new PutItemCommand({
            TableName: table.name,
            Item: { pk: { S: pk }, sk: { S: order }, planVersion: { N: String(planVersion) } },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
        return planVersion;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return Number((await read(pk, order))?.planVersion?.N ?? planVersion);
      }
    },
    wasDone: async (id) => (await read(`DONE#${id}`, 'done')) !== undefined,
    async markDone(id, at) {
      await table.client.send(
        new PutItemCommand({
          TableName: table.name,
          Item: { pk: { S: `DONE#${id}` }, sk: { S: 'done' }, at: { S: at } },
        }),
      );
    },
  };
}
