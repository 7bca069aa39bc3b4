import type { AggregateDependencies } from '../../functions/aggregate/step.ts';
import type { PlanVersion } from '../../functions/aws/plans.ts';
import type { ScopeActuals } from '../../functions/domain/aggregation/actual.ts';
import type { Carry } from '../../functions/domain/aggregation/carry.ts';
import type { LedgerEntry } from '../../functions/domain/ledger/entry.ts';
import type { Plan } from '../../functions/domain/plan/model.ts';
import { firstDay, lastDay, type Period } from '../../functions/domain/plan/period.ts';

/** What the aggregation reads and writes, kept in memory under the same conditions: for schedules by the hundred. */
export interface MemoryStores extends AggregateDependencies {
  addPlan(plan: Plan): Promise<number>;
  /** Actuals by scope and period. */
  readonly stored: ReadonlyMap<string, ScopeActuals>;
}

const isNewer = (a: ScopeActuals, b: ScopeActuals): boolean =>
  a.planVersion > b.planVersion || (a.planVersion === b.planVersion && a.entries + a.carried > b.entries + b.carried);

function plansIn(versions: PlanVersion[]): AggregateDependencies['plans'] {
  const governing = (period: Period) =>
    versions.findLast(({ plan }) => firstDay(plan.effectiveFrom) <= lastDay(period)) ?? versions[0];
  const missing = (): never => {
    throw new Error('not needed here');
  };
  return {
    ...{ get: missing, before: missing, overtaking: missing, add: missing, years: missing, list: missing },
    latest: async () => versions.at(-1) ?? null,
    inForce: async (period) => governing(period) ?? null,
    crosswalk: async () => versions.flatMap(({ plan }) => plan.crosswalk),
    governing: async (periods) =>
      [...Map.groupBy(periods, governing)].flatMap(([inForce, own]) => (inForce ? [{ inForce, periods: own }] : [])),
  };
}

export function createMemoryStores(): MemoryStores {
  const versions: PlanVersion[] = [];
  const ledger: LedgerEntry[] = [];
  const stored = new Map<string, ScopeActuals>();
  const carries = new Map<string, Carry>();
  const years = new Set<number>();
  return {
    stored,
    addPlan: async (plan) => versions.push({ version: versions.length + 1, plan }),
    plans: plansIn(versions),
    ledger: {
      put: async (entry) => {
        ledger.push({ ...entry, observations: [...entry.observations] });
      },
      entries: async (period) => ledger.filter((entry) => entry.period === period),
    },
    actuals: {
      put: async (one) => {
        const key = `${one.scope} ${one.period}`;
        const known = stored.get(key);
        if (known && isNewer(known, one)) return 'stale';
        stored.set(key, one);
        return 'stored';
      },
      get: async (scope, period) => stored.get(`${scope} ${period}`) ?? null,
      all: async (scope) => [...stored.values()].filter((one) => one.scope === scope),
    },
    carries: {
      mark: async (year) => {
        years.add(year);
      },
      years: async () => [...years].sort((a, b) => a - b),
      put: async (version, carry) => {
        const key = `${version} ${carry.year}`;
        if ((carries.get(key)?.total ?? 0) > carry.total) return 'stale';
        carries.set(key, carry);
        return 'stored';
      },
      get: async (version, year) => carries.get(`${version} ${year}`) ?? null,
    },
  };
}
