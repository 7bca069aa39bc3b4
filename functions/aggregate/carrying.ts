import type { Carries } from '../aws/carries.ts';
import type { Plans, PlanVersion } from '../aws/plans.ts';
import { type Carry, carryOf } from '../domain/aggregation/carry.ts';
import type { LedgerEntry } from '../domain/ledger/entry.ts';
import { codesUnder, translateEntries } from '../domain/plan/crosswalk.ts';
import type { CrosswalkRow } from '../domain/plan/model.ts';
import { periodsOfYear } from './compute.ts';

/** A plan version and the renumberings that lead to its codes. */
export interface Under extends PlanVersion {
  readonly crosswalk: readonly CrosswalkRow[];
}

/** What the years before a year leave to it under a plan version; null where the plan has no figures before. */
export type CarryInto = (year: number, under: Under) => Promise<Carry | null>;

export type EntriesOfYear = (year: number) => Promise<readonly LedgerEntry[]>;

function carryOn(year: number, entries: readonly LedgerEntry[], before: Carry | null, under: Under): Carry {
  const { plan, crosswalk } = under;
  return carryOf({ plan, year, entries: translateEntries(entries, codesUnder(plan, crosswalk)), before });
}

const firstYear = ({ plan }: Under): number => Number(plan.start.slice(0, 4));

/** Works out what earlier years leave from their entries alone, each year once for every version. Keeps nothing. */
export function carriesOf(entriesOf: EntriesOfYear): CarryInto {
  const known = new Map<string, Promise<Carry>>();
  const through = async (year: number, under: Under): Promise<Carry> =>
    carryOn(year, await entriesOf(year), await into(year, under), under);
  const into: CarryInto = async (year, under) => {
    if (year <= firstYear(under)) return null;
    const key = `${under.version}#${year - 1}`;
    const carry = known.get(key) ?? through(year - 1, under);
    known.set(key, carry);
    return carry;
  };
  return into;
}

export interface CarryStores {
  readonly plans: Pick<Plans, 'governing' | 'crosswalk'>;
  readonly carries: Carries;
}

/** Gives what is kept of the last marked year before; works it out, and keeps it, where no year after that has needed it yet. */
export function keptCarries(years: readonly number[], entriesOf: EntriesOfYear, carries: Carries): CarryInto {
  const into: CarryInto = async (year, under) => {
    const previous = years.findLast((one) => one < year && one >= firstYear(under));
    if (previous === undefined) return null;
    const known = await carries.get(under.version, previous);
    if (known) return known;
    const carry = carryOn(previous, await entriesOf(previous), await into(previous, under), under);
    await carries.put(under.version, carry);
    return carry;
  };
  return into;
}

/** Keeps what a year leaves to the later ones given, under every version in force for any of their periods. */
export async function keepCarries(
  year: number,
  later: readonly number[],
  entries: readonly LedgerEntry[],
  carryInto: CarryInto,
  { plans, carries }: CarryStores,
): Promise<void> {
  if (later.length === 0) return;
  const governing = await plans.governing(later.flatMap(periodsOfYear));
  const crosswalk = await plans.crosswalk();
  for (const { inForce } of governing) {
    const under = { ...inForce, crosswalk };
    if (year >= firstYear(under))
      await carries.put(under.version, carryOn(year, entries, await carryInto(year, under), under));
  }
}
