import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { happenedBy } from '../domain/ledger/order.ts';
import type { CrosswalkRow, Plan } from '../domain/plan/model.ts';
import { firstDay, lastDay, type Period, yearsOf } from '../domain/plan/period.ts';
import { assembleParts, putParts, queryItems } from './items.ts';
import { pack, unpack } from './packing.ts';
import type { Table } from './table.ts';

export interface PlanVersion {
  readonly version: number;
  readonly plan: Plan;
}

/** A version without what it says. */
export interface ListedVersion {
  readonly version: number;
  /** Of the upload of its workbook. */
  readonly order: string;
  readonly effectiveFrom: Period;
}

/** The versions of the plan: each accepted workbook is one, and none is ever changed. */
export interface Plans {
  /** The version in use: that of the workbook dropped last; null before the first. */
  latest(): Promise<PlanVersion | null>;
  get(version: number): Promise<PlanVersion>;
  /** Every version, as their workbooks were dropped: the last one is in use. */
  list(): Promise<ListedVersion[]>;
  /** The version governing a period: the last dropped one already effective when the period ends, else the first. */
  inForce(period: Period): Promise<PlanVersion | null>;
  /** The version that was in use when the upload of this order was made; null for the first. */
  before(order: string): Promise<PlanVersion | null>;
  /** The version of a workbook dropped after this version's but taken before it, so that this one came too late to be used. */
  overtaking(version: number): Promise<number | null>;
  /** The renumberings of all versions: uploads may have been judged by any of them. */
  crosswalk(): Promise<CrosswalkRow[]>;
  /** Periods by the version governing them, all as of one reading; none before the first plan. */
  governing(periods: readonly Period[]): Promise<{ readonly inForce: PlanVersion; readonly periods: Period[] }[]>;
  /** The calendar years of any version, in order. */
  years(): Promise<number[]>;
  /** Adds version n+1, or finds the version that the same upload has become before. */
  add(plan: Plan, order: string): Promise<number>;
}

interface Head extends ListedVersion {
  readonly crosswalk: Uint8Array | undefined;
}

const HEADS = 'PLAN';

const governingHead = (all: readonly Head[], period: Period): Head | undefined =>
  all.findLast((head) => firstDay(head.effectiveFrom) <= lastDay(period)) ?? all[0];

const dataPartition = (version: number): string => `PLAN#${version}`;

/** The versions of the plan, those of workbooks dropped later than `asOf` left out; what renumberings say holds for any time. */
export function createPlans(table: Table, asOf: string | null = null): Plans {
  const cache = new Map<number, Plan>();
  const heads = async () => (await allHeads()).filter(({ order }) => asOf === null || happenedBy(order, asOf));

  async function allHeads(): Promise<Head[]> {
    const found: Head[] = [];
    for await (const item of queryItems(table, HEADS)) {
      found.push({
        version: Number(item.version?.N),
        order: item.order?.S ?? '',
        effectiveFrom: item.effectiveFrom?.S ?? '',
        crosswalk: item.crosswalk?.B,
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
      const head = (await allHeads()).find((h) => h.version === version);
      if (!head) throw new Error(`There is no plan version ${version}`);
      return read(head);
    },
    async list() {
      return (await heads()).map(({ version, order, effectiveFrom }) => ({ version, order, effectiveFrom }));
    },
    async latest() {
      const last = (await heads()).at(-1);
      return last ? read(last) : null;
    },
    async inForce(period) {
      const head = governingHead(await heads(), period);
      return head ? read(head) : null;
    },
    async governing(periods) {
      const all = await heads();
      const groups = Map.groupBy(periods, (period) => governingHead(all, period));
      const found = [];
      for (const [head, governed] of groups) if (head) found.push({ inForce: await read(head), periods: governed });
      return found;
    },
    async before(order) {
      const head = (await heads()).findLast((h) => h.order < order);
      return head ? read(head) : null;
    },
    async overtaking(version) {
      const all = await heads();
      const own = all.find((h) => h.version === version);
      return all.findLast((h) => own && h.order > own.order && h.version < version)?.version ?? null;
    },
    async crosswalk() {
      return (await allHeads()).flatMap(({ crosswalk }) => (crosswalk ? unpack<CrosswalkRow[]>(crosswalk) : []));
    },
    async years() {
      const plans = await Promise.all((await heads()).map(async (head) => (await read(head)).plan));
      return [...new Set(plans.flatMap(yearsOf))].sort((a, b) => a - b);
    },
    async add(plan, order) {
      for (;;) {
        const all = await allHeads();
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
                ...(plan.crosswalk.length > 0 ? { crosswalk: { B: pack(plan.crosswalk) } } : {}),
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
