import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Plan } from '../domain/plan/model.ts';
import { firstDay, lastDay, type Period } from '../domain/plan/period.ts';
import { assembleParts, putParts, queryItems } from './items.ts';
import { pack, unpack } from './packing.ts';
import type { Table } from './table.ts';

export interface PlanVersion {
  readonly version: number;
  readonly plan: Plan;
}

/** The versions of the plan: each accepted workbook is one, and none is ever changed. */
export interface Plans {
  /** The version in use: that of the workbook dropped last; null before the first. */
  latest(): Promise<PlanVersion | null>;
  get(version: number): Promise<PlanVersion>;
  /** The version governing a period: the last dropped one already effective when the period ends, else the first. */
  inForce(period: Period): Promise<PlanVersion | null>;
  /** Adds version n+1, or finds the version that the same upload has become before. */
  add(plan: Plan, order: string): Promise<number>;
}

interface Head {
  readonly version: number;
  readonly order: string;
  readonly effectiveFrom: Period;
}

const HEADS = 'PLAN';
const dataPartition = (version: number): string => `PLAN#${version}`;

export function createPlans(table: Table): Plans {
  const cache = new Map<number, Plan>();

  async function heads(): Promise<Head[]> {
    const found: Head[] = [];
    for await (const item of queryItems(table, HEADS)) {
      found.push({
        version: Number(item.version?.N),
        order: item.order?.S ?? '',
        effectiveFrom: item.effectiveFrom?.S ?? '',
      });
    }
    return found.sort((a, b) => (a.order < b.order ? -1 : 1));
  }

  async function read({ version, order }: Head): Promise<PlanVersion> {
    const known = cache.get(version);
    if (known) return { version, plan: known };
    // Two uploads may have raced for this number: only the data of the one in the list counts.
    for await (const { bytes } of assembleParts(queryItems(table, dataPartition(version), { beginsWith: order }))) {
      const plan = unpack<Plan>(bytes);
      cache.set(version, plan);
      return { version, plan };
    }
    throw new Error(`Plan version ${version} is listed but its data is missing`);
  }

  return {
    async get(version) {
      const known = cache.get(version);
      if (known) return { version, plan: known };
      const head = (await heads()).find((h) => h.version === version);
      if (!head) throw new Error(`There is no plan version ${version}`);
      return read(head);
    },
    async latest() {
      const last = (await heads()).at(-1);
      return last ? read(last) : null;
    },
    async inForce(period) {
      const all = await heads();
      const head = all.findLast((h) => firstDay(h.effectiveFrom) <= lastDay(period)) ?? all[0];
      return head ? read(head) : null;
    },
    async add(plan, order) {
      for (;;) {
        const all = await heads();
        const same = all.find((head) => head.order === order);
        if (same) return same.version;
        const version = Math.max(0, ...all.map((head) => head.version)) + 1;
        await putParts(table, { pk: dataPartition(version), sk: order }, pack(plan), {});
        try {
          await table.client.send(
            new PutItemCommand({
              TableName: table.name,
              Item: {
                pk: { S: HEADS },
                sk: { S: `v${String(version).padStart(6, '0')}` },
                version: { N: String(version) },
                order: { S: order },
                effectiveFrom: { S: plan.effectiveFrom },
                planId: { S: plan.id },
              },
              ConditionExpression: 'attribute_not_exists(pk)',
            }),
          );
          return version;
        } catch (error) {
          if (!(error instanceof ConditionalCheckFailedException)) throw error;
        }
      }
    },
  };
}
