import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { SubmissionSummary } from '../domain/completeness/submission.ts';
import type { Period } from '../domain/plan/period.ts';
import { type Item, queryItems } from './items.ts';
import { pack, unpack } from './packing.ts';
import type { Table } from './table.ts';

/** What has been done already for an upload or a mail, so that a repeated delivery does the same and not more. */
export interface Submissions {
  /** The plan version the upload is judged by: the one given at the first attempt, whatever is given later. */
  pinPlanVersion(orgUnit: string, order: string, planVersion: number): Promise<number>;
  /**
   * Keeps in short what became of an upload as a plan version judged it; the same upload gives the same item. What a later version made
   * of it, when it reopened a period, is not replaced.
   */
  record(orgUnit: string, summary: SubmissionSummary, planVersion: number): Promise<void>;
  /** What became of the uploads of an org unit, as they happened. */
  of(orgUnit: string): Promise<SubmissionSummary[]>;
  /**
   * The periods of which uploads to a folder made before this order may have ledger entries: none where there was no such upload, null
   * (any) where one has not been recorded yet.
   */
  periodsBefore(orgUnit: string, order: string): Promise<ReadonlySet<Period> | null>;
  /** The ledger entries the upload is reviewed against, by name: those given at the first attempt, whatever is given later. */
  pinHistory(orgUnit: string, order: string, entries: readonly string[]): Promise<readonly string[]>;
  /** Whether something that must happen once, such as a mail, has happened. */
  wasDone(id: string): Promise<boolean>;
  markDone(id: string, at: string): Promise<void>;
  /**
   * Takes something that must happen once upon oneself, until an instant (in milliseconds), unless it has happened or another, who said
   * so before, still has time.
   */
  claim(id: string, claim: Claim): Promise<'ours' | 'done' | 'taken'>;
  /** Leaves what was claimed to whoever comes next. */
  release(id: string, claim: Claim): Promise<void>;
}

export interface Claim {
  /** Tells claimants apart. */
  readonly by: string;
  readonly now: number;
  readonly until: number;
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

  /** Puts an item unless there is one; tells whether it did. */
  async function putOnce(pk: string, sk: string, attributes: Item): Promise<boolean> {
    try {
      await table.client.send(
        new PutItemCommand({
          TableName: table.name,
          Item: { ...attributes, pk: { S: pk }, sk: { S: sk } },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  /** Puts a claim unless it is done, or another's time is not over; tells whether it did. */
  async function putClaim(id: string, { by, now }: Claim, until: number): Promise<boolean> {
    try {
      await table.client.send(
        new PutItemCommand({
          TableName: table.name,
          Item: { pk: { S: `DONE#${id}` }, sk: { S: 'done' }, claimant: { S: by }, claimedUntil: { N: String(until) } },
          ConditionExpression: 'attribute_not_exists(pk) OR claimedUntil <= :now OR claimant = :by',
          ExpressionAttributeValues: { ':now': { N: String(now) }, ':by': { S: by } },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  return {
    async pinPlanVersion(orgUnit, order, planVersion) {
      const pk = `SUBMISSION#${orgUnit}`;
      const first = await putOnce(pk, order, { planVersion: { N: String(planVersion) } });
      return first ? planVersion : Number((await read(pk, order))?.planVersion?.N ?? planVersion);
    },
    async record(orgUnit, summary, planVersion) {
      try {
        await table.client.send(
          new PutItemCommand({
            TableName: table.name,
            Item: {
              pk: { S: `SUBMISSION#${orgUnit}` },
              sk: { S: `${summary.order}${RECEIPT}` },
              status: { S: summary.status },
              uploadedAt: { S: summary.uploadedAt },
              judgedBy: { N: String(planVersion) },
              summary: { S: JSON.stringify(summary) },
            },
            ConditionExpression: 'attribute_not_exists(judgedBy) OR judgedBy <= :version',
            ExpressionAttributeValues: { ':version': { N: String(planVersion) } },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    async of(orgUnit) {
      const found: SubmissionSummary[] = [];
      for await (const { sk, summary } of queryItems(table, `SUBMISSION#${orgUnit}`))
        if (sk?.S?.endsWith(RECEIPT)) found.push(JSON.parse(summary?.S ?? ''));
      return found;
    },
    async periodsBefore(orgUnit, order) {
      const [begun, recorded, periods] = [new Set<string>(), new Set<string>(), new Set<Period>()];
      for await (const { sk, summary } of queryItems(table, `SUBMISSION#${orgUnit}`, { below: order })) {
        const [upload = ''] = (sk?.S ?? '').split('#');
        begun.add(upload);
        if (!sk?.S?.endsWith(RECEIPT)) continue;
        recorded.add(upload);
        const { periods: taken }: SubmissionSummary = JSON.parse(summary?.S ?? '');
        for (const period of taken) periods.add(period);
      }
      return begun.size === recorded.size ? periods : null;
    },
    async pinHistory(orgUnit, order, entries) {
      const pk = `HISTORY#${orgUnit}`;
      const first = await putOnce(pk, order, { entries: { B: pack(entries) } });
      const pinned = first ? undefined : (await read(pk, order))?.entries?.B;
      return pinned ? unpack<string[]>(pinned) : entries;
    },
    wasDone: async (id) => (await read(`DONE#${id}`, 'done'))?.at !== undefined,
    async markDone(id, at) {
      await table.client.send(
        new PutItemCommand({
          TableName: table.name,
          Item: { pk: { S: `DONE#${id}` }, sk: { S: 'done' }, at: { S: at } },
        }),
      );
    },
    async claim(id, claim) {
      if (await putClaim(id, claim, claim.until)) return 'ours';
      const there = await read(`DONE#${id}`, 'done');
      if (there?.at !== undefined) return 'done';
      // Our own where the answer to the first try was lost.
      return there?.claimant?.S === claim.by ? 'ours' : 'taken';
    },
    async release(id, claim) {
      await putClaim(id, claim, 0);
    },
  };
}
