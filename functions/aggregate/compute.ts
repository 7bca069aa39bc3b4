import type { Plans } from '../aws/plans.ts';
import type { ScopeActuals } from '../domain/aggregation/actual.ts';
import { aggregateByPeriod } from '../domain/aggregation/aggregate.ts';
import type { LedgerEntry } from '../domain/ledger/entry.ts';
import { codesUnder, translateEntries } from '../domain/plan/crosswalk.ts';
import { createLookup } from '../domain/plan/lookup.ts';
import type { Plan } from '../domain/plan/model.ts';
import { contains, lastDay, type Period, periodsWithin } from '../domain/plan/period.ts';
import type { CarryInto } from './carrying.ts';

export interface YearWanted {
  readonly year: number;
  /** Every ledger entry of the year's periods. */
  readonly entries: readonly LedgerEntry[];
  /** First of the days whose figures are wanted: ISO date. */
  readonly from: string;
  /** Units whose figures, with those of all units above them, are wanted; null = everybody's. */
  readonly units: ReadonlySet<string> | null;
  /** The one period wanted; all of them when left out. */
  readonly only?: Period;
}

const FREQUENCIES = ['monthly', 'quarterly', 'semiannual', 'annual'] as const;

/** Every period of a year: whatever a plan lists now, files judged by an earlier version may have put entries under others. */
export const periodsOfYear = (year: number): Period[] =>
  FREQUENCIES.flatMap((frequency) => periodsWithin(String(year), frequency)).sort();

/** The periods the plan or the ledger knows, or is made of such: none finer than anybody reports. */
function known(periods: readonly Period[], plan: Plan, entries: readonly LedgerEntry[]): Period[] {
  const parts = new Set([...plan.periods, ...entries].map(({ period }) => period));
  return periods.filter((period) => [...parts].some((part) => contains(period, part)));
}

function scopesOf(units: ReadonlySet<string>, plan: Plan): string[] {
  const lookup = createLookup(plan);
  const line = (code: string) => [code, ...lookup.ancestorsOf(code).map((unit) => unit.code)];
  return [...new Set([...units].flatMap(line))].sort();
}

/**
 * The actuals of a year from given entries, each period by the plan version in force for it: the one way from ledger to actuals, for
 * those that are stored and for those of another time. Periods go on to the year's end, whether or not anybody has reported them yet:
 * otherwise what an office has to date would be known there or not by the order in which uploads were worked on. None without entries.
 * `carryInto` gives what earlier years leave to it; it is asked after the versions in force were read. Period by period, so that those of a
 * year need not all be held at once.
 */
export async function* computeByPeriod(
  { year, entries, from, units, only }: YearWanted,
  plans: Pick<Plans, 'governing' | 'crosswalk'>,
  carryInto: CarryInto,
): AsyncGenerator<ScopeActuals[]> {
  if (entries.length === 0) return;
  const wanted = only === undefined ? periodsOfYear(year).filter((period) => lastDay(period) >= from) : [only];
  const governing = await plans.governing(wanted);
  const crosswalk = await plans.crosswalk();
  for (const { inForce, periods } of governing) {
    const { plan, version } = inForce;
    yield* aggregateByPeriod({
      plan,
      planVersion: version,
      year,
      periods: known(periods, plan, entries),
      entries: translateEntries(entries, codesUnder(plan, crosswalk)),
      carry: await carryInto(year, { plan, version, crosswalk }),
      ...(units ? { scopes: scopesOf(units, plan) } : {}),
    });
  }
}

/** The same, all at once. */
export async function computeYear(...given: Parameters<typeof computeByPeriod>): Promise<ScopeActuals[]> {
  const computed: ScopeActuals[] = [];
  for await (const actuals of computeByPeriod(...given)) computed.push(...actuals);
  return computed;
}
