import { ConditionalCheckFailedException, DeleteItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { carriesOf, type EntriesOfYear } from '../../../functions/aggregate/carrying.ts';
import { computeYear, periodsOfYear } from '../../../functions/aggregate/compute.ts';
import { actualsKey } from '../../../functions/aws/actuals.ts';
import { createCarries } from '../../../functions/aws/carries.ts';
import { packCarry } from '../../../functions/aws/packing.ts';
import type { ScopeActuals } from '../../../functions/domain/aggregation/actual.ts';
import { firstDay, yearOf } from '../../../functions/domain/plan/period.ts';
import { reasonOf } from '../../../functions/log.ts';
import { createBucket } from '../../local/bucket.ts';
import type { Place } from '../place.ts';
import { type Difference, differencesOf } from './difference.ts';
import { type Inventory, type ListedEntry, takeInventory, uploadOf } from './inventory.ts';

export interface Rebuilt {
  /** Actuals of one scope and period each. */
  readonly compared: number;
  readonly scopes: number;
  readonly years: number;
  readonly entries: number;
  readonly differences: readonly Difference[];
  readonly incomplete: readonly ListedEntry[];
  /** Entries of uploads whose receipt is not on record or not in the bucket. */
  readonly withoutReceipt: readonly ListedEntry[];
  /** Actuals and carries put right, and those that could not be, where that was asked for. */
  readonly written: number;
  readonly unwritten: number;
}

export interface Watcher {
  phase(title: string, total: number | null): void;
  advance(by: number): void;
}

/** Requests at a time. */
const AT_ONCE = 16;

async function inTurn<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  for (let first = 0; first < all.length; first += AT_ONCE)
    await Promise.all(all.slice(first, first + AT_ONCE).map(work));
}

const nameOf = ({ scope, period }: { scope: string; period: string }): string => `${scope}\n${period}`;

function everyEntryOf({ ledger }: Place): EntriesOfYear {
  const known = new Map<number, ReturnType<EntriesOfYear>>();
  const read: EntriesOfYear = async (year) =>
    (await Promise.all(periodsOfYear(year).map((period) => ledger.entries(period)))).flat();
  return (year) => {
    const entries = known.get(year) ?? read(year);
    known.set(year, entries);
    return entries;
  };
}

/** Nobody's figure ever made it due, so that the functions compute it only with a new plan version: it may be stored or not. */
const maybeUnstored = ({ entries, carried }: ScopeActuals): boolean => entries + carried === 0;

/** Takes actuals away unless somebody puts others in their place meanwhile; tells whether it did. */
async function removeOrphan({ table }: Place, scope: string, period: string): Promise<boolean> {
  const Key = actualsKey(scope, period);
  const { Item } = await table.client.send(new GetItemCommand({ TableName: table.name, Key, ConsistentRead: true }));
  const { planVersion, entries } = Item ?? {};
  if (!planVersion || !entries) return false;
  try {
    await table.client.send(
      new DeleteItemCommand({
        TableName: table.name,
        Key,
        ConditionExpression: 'planVersion = :version AND entries = :entries',
        ExpressionAttributeValues: { ':version': planVersion, ':entries': entries },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

async function checkCarries(
  { carries }: Inventory,
  entriesOf: EntriesOfYear,
  place: Place,
  onDifference: (repair: () => Promise<boolean>) => Promise<void>,
): Promise<Difference[]> {
  const kept = createCarries(place.table);
  const carryInto = carriesOf(entriesOf);
  const crosswalk = await place.plans.crosswalk();
  const differences: Difference[] = [];
  for (const { version, year } of carries) {
    const { plan } = await place.plans.get(version);
    const recomputed = await carryInto(year + 1, { version, plan, crosswalk });
    const stored = await kept.get(version, year).catch(() => null);
    if (stored && recomputed && Buffer.from(packCarry(stored)).equals(packCarry(recomputed))) continue;
    differences.push({ kind: 'carry', version, year });
    await onDifference(async () => recomputed !== null && (await kept.put(version, recomputed)) === 'stored');
  }
  return differences;
}

/**
 * Recomputes all actuals from the ledger, each period by the plan version in force for it, and compares them with what is stored, number
 * by number. With `write`, what differs is put right: never over a newer basis, and what nobody would compute is taken away.
 */
export async function rebuild(place: Place, write: boolean, watch: Watcher): Promise<Rebuilt> {
  watch.phase('Listing what the table holds', null);
  const inventory = await takeInventory(place.table, (items) => watch.advance(items));
  const entriesOf = everyEntryOf(place);
  const years = [...new Set([...inventory.entries, ...inventory.actuals].map(({ period }) => yearOf(period)))].sort();
  const stored = new Map(inventory.actuals.map((one) => [nameOf(one), one]));
  const differences: Difference[] = [];
  const scopes = new Set<string>();
  let [compared, written, unwritten] = [0, 0, 0];

  async function repair(putRight: () => Promise<boolean>): Promise<void> {
    if (!write) return;
    if (await putRight()) written += 1;
    else unwritten += 1;
  }

  async function compare(recomputed: ScopeActuals): Promise<void> {
    const { scope, period } = recomputed;
    const isStored = stored.delete(nameOf(recomputed));
    if (!isStored && maybeUnstored(recomputed)) return;
    scopes.add(scope);
    compared += 1;
    watch.advance(1);
    const found = await place.actuals.get(scope, period).then(
      (actuals): Difference[] =>
        actuals ? differencesOf(actuals, recomputed) : [{ kind: 'not-stored', scope, period }],
      (error: unknown): Difference[] => [{ kind: 'unreadable', scope, period, reason: reasonOf(error) }],
    );
    differences.push(...found);
    if (found.length > 0) await repair(async () => (await place.actuals.put(recomputed)) === 'stored');
  }

  for (const year of years) {
    const wanted = { year, entries: await entriesOf(year), from: firstDay(String(year)), units: null };
    const computed = await computeYear(wanted, place.plans, carriesOf(entriesOf));
    watch.phase(`Comparing ${year}`, computed.length);
    await inTurn(computed, compare);
  }
  for (const { scope, period } of stored.values()) {
    compared += 1;
    differences.push({ kind: 'orphan', scope, period });
    await repair(() => removeOrphan(place, scope, period));
  }
  differences.push(...(await checkCarries(inventory, entriesOf, place, repair)));

  watch.phase('Looking for receipts', null);
  const keys = new Set(await createBucket(place.bucket).list('receipts/'));
  return {
    ...{ compared, written, unwritten, differences, scopes: scopes.size, years: years.length },
    entries: inventory.entries.length,
    incomplete: inventory.entries.filter(({ isComplete }) => !isComplete),
    withoutReceipt: inventory.entries.filter((entry) => !keys.has(inventory.receipts.get(uploadOf(entry)) ?? '')),
  };
}
