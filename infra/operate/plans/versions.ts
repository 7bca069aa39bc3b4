import { z } from 'zod';
import type { ListedVersion } from '../../../functions/aws/plans.ts';
import { firstDay, type Period } from '../../../functions/domain/plan/period.ts';
import { createBucket } from '../../local/bucket.ts';
import type { Place } from '../place.ts';

/** The workbook of a version, as its receipt names it. */
export interface Workbook {
  readonly key: string;
  /** Of the object in the bucket. */
  readonly version: string;
  readonly sha256: string;
}

/** A version of the plan as it is listed. */
export interface ToldVersion extends Pick<ListedVersion, 'version' | 'effectiveFrom'> {
  /** ISO instant at which its workbook was dropped. */
  readonly droppedAt: string;
  /** Null where its receipt is not in the bucket. */
  readonly workbook: Workbook | null;
  /** The periods it governs: from one on (null = from the first there is), and those before another (null = to the last). */
  readonly governs: { readonly from: Period | null; readonly before: Period | null } | null;
  readonly isInUse: boolean;
}

const Receipt = z.object({
  key: z.string(),
  version: z.string(),
  sha256: z.string().nullable(),
  planVersion: z.number().nullable(),
});

async function workbooksIn({ bucket }: Place): Promise<Map<number, Workbook>> {
  const objects = createBucket(bucket);
  const found = new Map<number, Workbook>();
  for (const name of await objects.list('receipts/plan/')) {
    if (!name.endsWith('.json')) continue;
    const text = new TextDecoder().decode(await objects.fetch(name));
    const { key, version, sha256, planVersion } = Receipt.parse(JSON.parse(text));
    if (planVersion !== null && sha256 !== null) found.set(planVersion, { key, version, sha256 });
  }
  return found;
}

/** What those dropped later leave of a version: they take all from where they are effective on. */
function governedBy(one: ListedVersion, isFirst: boolean, later: readonly ListedVersion[]): ToldVersion['governs'] {
  const [next] = later.map(({ effectiveFrom }) => effectiveFrom).sort((a, b) => (firstDay(a) < firstDay(b) ? -1 : 1));
  const from = isFirst ? null : one.effectiveFrom;
  if (next === undefined) return { from, before: null };
  return firstDay(next) <= firstDay(one.effectiveFrom) ? null : { from, before: next };
}

/** Every version of the plan, as their workbooks were dropped. */
export async function versionsOf(place: Place): Promise<ToldVersion[]> {
  const [listed, workbooks] = [await place.plans.list(), await workbooksIn(place)];
  return listed.map((one, i) => ({
    ...{ version: one.version, effectiveFrom: one.effectiveFrom },
    droppedAt: one.order.slice(0, '2026-01-01T00:00:00.000Z'.length),
    workbook: workbooks.get(one.version) ?? null,
    governs: governedBy(one, i === 0, listed.slice(i + 1)),
    isInUse: i === listed.length - 1,
  }));
}
