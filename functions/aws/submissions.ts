import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { SubmissionSummary } from '../domain/completeness/submission.ts';
import { queryItems } from './items.ts';
import type { Table } from './table.ts';

/** What has been done already for an upload or a mail, so that a repeated delivery does the same and not more. */
export interface Submissions {
  /** The plan version the upload is judged by: the one given at the first attempt, whatever is given later. */
  pinPlanVersion(orgUnit: string, order: string, planVersion: number): Promise<number>;
  /** Keeps in short what became of an upload; the same upload gives the same item. */
  record(orgUnit: string, summary: SubmissionSummary): Promise<void>;
  /** What became of the uploads of an org unit, as they happened. */
  of(orgUnit: string): Promise<SubmissionSummary[]>;
  /** Whether something that must happen once, such as a mail, has happened. */
  wasDone(id: string): Promise<boolean>;
  markDone(id: string, at: string): Promise<void>;
}

/** Tells what became of an upload from the plan version pinned for it. */
const RECEIPT = '#receipt';

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
    async record(orgUnit, summary) {
      await table.client.send(
        new PutItemCommand({
          TableName: table.name,
          Item: {
            pk: { S: `SUBMISSION#${orgUnit}` },
            sk: { S: `${summary.order}${RECEIPT}` },
            status: { S: summary.status },
            uploadedAt: { S: summary.uploadedAt },
            summary: { S: JSON.stringify(summary) },
          },
        }),
      );
    },
    async of(orgUnit) {
      const found: SubmissionSummary[] = [];
      for await (const { sk, summary } of queryItems(table, `SUBMISSION#${orgUnit}`))
        if (sk?.S?.endsWith(RECEIPT)) found.push(JSON.parse(summary?.S ?? ''));
      return found;
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
