import { carriesOf } from './aggregate/carrying.ts';
import { computeYear, periodsOfYear, type YearWanted } from './aggregate/compute.ts';
import type { Actuals } from './aws/actuals.ts';
import { type ClosedFiles, createClosedFiles } from './aws/closed-files.ts';
import { createLedger, type Ledger } from './aws/ledger.ts';
import { createPlans, type Plans } from './aws/plans.ts';
import { createSubmissions, type Submissions } from './aws/submissions.ts';
import type { Table } from './aws/table.ts';
import type { ScopeActuals } from './domain/aggregation/actual.ts';
import type { LedgerEntry } from './domain/ledger/entry.ts';
import { asOf } from './domain/ledger/fold.ts';
import { happenedBy } from './domain/ledger/order.ts';
import { firstDay, type Period, yearOf } from './domain/plan/period.ts';

/** What reports are made of. */
export interface ReportStores {
  readonly plans: Omit<Plans, 'add'>;
  readonly ledger: Pick<Ledger, 'entries'>;
  readonly actuals: Pick<Actuals, 'get' | 'all'>;
  readonly submissions: Pick<Submissions, 'of'>;
  readonly closedFiles: Pick<ClosedFiles, 'all'>;
}

/** Works out each answer once. */
function remembering<K, T>(find: (key: K) => Promise<T>): (key: K) => Promise<T> {
  const known = new Map<K, Promise<T>>();
  return (key) => {
    const found = known.get(key) ?? find(key);
    known.set(key, found);
    return found;
  };
}

/** Actuals that are stored nowhere: computed from the ledger given, when they are asked for. */
function computedActuals({ plans, ledger }: Pick<ReportStores, 'plans' | 'ledger'>): ReportStores['actuals'] {
  const entriesOf = remembering(async (year: number): Promise<LedgerEntry[]> => {
    return (await Promise.all(periodsOfYear(year).map((period) => ledger.entries(period)))).flat();
  });
  const carryInto = carriesOf(entriesOf);
  const compute = async (year: number, wanted: Pick<YearWanted, 'units' | 'only'>): Promise<ScopeActuals[]> =>
    computeYear({ year, entries: await entriesOf(year), from: firstDay(String(year)), ...wanted }, plans, carryInto);
  const inPeriod = remembering(async (period: Period) => {
    const computed = await compute(yearOf(period), { units: null, only: period });
    return new Map(computed.map((actuals) => [actuals.scope, actuals]));
  });
  return {
    get: async (scope, period) => (await inPeriod(period)).get(scope) ?? null,
    async all(scope) {
      const found: ScopeActuals[] = [];
      for (const year of await plans.years()) found.push(...(await compute(year, { units: new Set([scope]) })));
      return found.filter((actuals) => actuals.scope === scope);
    },
  };
}

/**
 * The stores as they were at an instant, inclusive: plan versions of workbooks dropped, ledger entries and answers of files uploaded by
 * then, and the actuals that come of them. What was uploaded by then and worked on later is there too.
 */
export function storesAsOf(table: Table, instant: string): ReportStores {
  const plans = createPlans(table, instant);
  const ledger = createLedger(table);
  const submissions = createSubmissions(table);
  const then = {
    plans,
    ledger: {
      entries: async (...[period, folder]: Parameters<Ledger['entries']>) =>
        asOf(await ledger.entries(period, folder), instant),
    },
    submissions: {
      of: async (orgUnit: string) => (await submissions.of(orgUnit)).filter(({ order }) => happenedBy(order, instant)),
    },
  };
  const closedFiles = {
    async all() {
      const known = (await plans.latest())?.version ?? 0;
      const kept = (await createClosedFiles(table).all()).filter(({ file }) => happenedBy(file.order, instant));
      // What a later plan has reopened waited still.
      return kept.map(({ file, planVersion }) => ({
        planVersion,
        file: planVersion > known ? { ...file, periods: [...file.periods, ...file.reopened].sort() } : file,
      }));
    },
  };
  return { ...then, closedFiles, actuals: computedActuals(then) };
}
