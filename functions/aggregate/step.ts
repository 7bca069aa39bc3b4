import type { Actuals } from '../aws/actuals.ts';
import type { Ledger } from '../aws/ledger.ts';
import type { Plans } from '../aws/plans.ts';
import type { ScopeActuals } from '../domain/aggregation/actual.ts';
import type { LedgerEntry } from '../domain/ledger/entry.ts';
import type { Plan } from '../domain/plan/model.ts';
import { firstDay, yearOf } from '../domain/plan/period.ts';
import type { AggregateMessage } from '../events.ts';
import { log } from '../log.ts';
import { computeYear, periodsOfYear } from './compute.ts';

export interface AggregateDependencies {
  readonly plans: Plans;
  readonly ledger: Ledger;
  readonly actuals: Actuals;
}

/** What is due in one year: from which day on, and for which units with all above them (null = everybody). */
interface Due {
  readonly from: string;
  readonly units: ReadonlySet<string> | null;
}

function yearsOf({ start, end }: Plan): number[] {
  const first = Number(start.slice(0, 4));
  return Array.from({ length: Number(end.slice(0, 4)) - first + 1 }, (_, i) => first + i);
}

function dueByYear(messages: readonly AggregateMessage[], latest: Plan): Map<number, Due> {
  const due = new Map<number, Due>();
  for (const message of messages) {
    switch (message.kind) {
      case 'plan':
        for (const year of yearsOf(latest)) due.set(year, { from: firstDay(String(year)), units: null });
        break;
      case 'observations': {
        const year = yearOf(message.period);
        const known = due.get(year);
        const from = firstDay(message.period);
        due.set(year, {
          from: known && known.from < from ? known.from : from,
          units: known?.units === null ? null : new Set([...(known?.units ?? []), ...message.orgUnits]),
        });
        break;
      }
      default:
        message satisfies never;
    }
  }
  return due;
}

async function entriesOf(year: number, ledger: Ledger): Promise<LedgerEntry[]> {
  return (await Promise.all(periodsOfYear(year).map((period) => ledger.entries(period)))).flat();
}

/**
 * Recomputes what a batch of messages made due, each year once, from the ledger as it stands now, whatever the messages' order or
 * number. A scope's actuals never replace ones computed from more: see `Actuals.put`. The plans in force are read after the entries,
 * so that who computes by an older version has no entry that the first to compute by the newer one lacks.
 */
export async function recompute(messages: readonly AggregateMessage[], deps: AggregateDependencies): Promise<void> {
  const latest = await deps.plans.latest();
  if (!latest) throw new Error('There is no plan, so nothing can be aggregated');
  for (const [year, { from, units }] of dueByYear(messages, latest.plan)) {
    const entries = await entriesOf(year, deps.ledger);
    const computed = await computeYear({ year, entries, from, units }, deps.plans);
    await putAll(computed, deps.actuals);
    log('info', 'actuals recomputed', { year, actuals: computed.length, entries: entries.length });
  }
}

/** Writes side by side at once, few enough not to be throttled. */
const AT_ONCE = 16;

async function putAll(computed: readonly ScopeActuals[], actuals: Actuals): Promise<void> {
  for (let first = 0; first < computed.length; first += AT_ONCE)
    await Promise.all(computed.slice(first, first + AT_ONCE).map((one) => actuals.put(one)));
}
