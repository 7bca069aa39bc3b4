import type { Actuals } from '../aws/actuals.ts';
import type { Ledger } from '../aws/ledger.ts';
import type { Plans, PlanVersion } from '../aws/plans.ts';
import { aggregate } from '../domain/aggregation/aggregate.ts';
import type { LedgerEntry } from '../domain/ledger/entry.ts';
import { createLookup } from '../domain/plan/lookup.ts';
import type { Plan } from '../domain/plan/model.ts';
import { firstDay, lastDay, type Period, periodsContaining, yearOf } from '../domain/plan/period.ts';
import type { AggregateMessage } from '../events.ts';
import { log } from '../log.ts';

export interface AggregateDependencies {
  readonly plans: Plans;
  readonly ledger: Ledger;
  readonly actuals: Actuals;
}

/** What is due in one year: from which day on, and for which scopes (null = all). */
interface Due {
  readonly from: string;
  readonly scopes: ReadonlySet<string> | null;
}

const yearsOf = (plan: Plan): number[] => [...new Set(plan.periods.map(({ period }) => yearOf(period)))];

function dueByYear(messages: readonly AggregateMessage[], plan: Plan): Map<number, Due> {
  const lookup = createLookup(plan);
  const due = new Map<number, Due>();
  for (const message of messages) {
    switch (message.kind) {
      case 'plan':
        for (const year of yearsOf(plan)) due.set(year, { from: firstDay(String(year)), scopes: null });
        break;
      case 'observations': {
        const year = yearOf(message.period);
        const known = due.get(year);
        const touched = message.orgUnits.flatMap((code) => [
          code,
          ...lookup.ancestorsOf(code).map((unit) => unit.code),
        ]);
        const from = firstDay(message.period);
        due.set(year, {
          from: known && known.from < from ? known.from : from,
          scopes: known?.scopes === null ? null : new Set([...(known?.scopes ?? []), ...touched]),
        });
        break;
      }
      default:
        message satisfies never;
    }
  }
  return due;
}

/** Periods whose figures an entry from that day on can change, up to the last one that has any entry. */
function periodsDue(plan: Plan, year: number, from: string, entries: readonly LedgerEntry[]): Period[] {
  const listed = plan.periods.map(({ period }) => period).filter((period) => yearOf(period) === year);
  const all = [...new Set(listed.flatMap(periodsContaining))];
  const lastWithData =
    entries
      .map(({ period }) => lastDay(period))
      .sort()
      .at(-1) ?? '';
  return all.filter((period) => lastDay(period) >= from && firstDay(period) <= lastWithData).sort();
}

async function entriesOf(year: number, plan: Plan, ledger: Ledger): Promise<LedgerEntry[]> {
  const listed = plan.periods.map(({ period }) => period).filter((period) => yearOf(period) === year);
  return (await Promise.all(listed.map((period) => ledger.entries(period)))).flat();
}

async function byPlanInForce(periods: readonly Period[], plans: Plans): Promise<[PlanVersion, Period[]][]> {
  const groups = new Map<number, [PlanVersion, Period[]]>();
  for (const period of periods) {
    const inForce = await plans.inForce(period);
    if (!inForce) continue;
    const group = groups.get(inForce.version);
    if (group) group[1].push(period);
    else groups.set(inForce.version, [inForce, [period]]);
  }
  return [...groups.values()];
}

/**
 * Recomputes what a batch of messages made due, each year once, from the ledger as it stands now, whatever the messages' order or
 * number. A scope's actuals never replace ones computed from more: see `Actuals.put`.
 */
export async function recompute(messages: readonly AggregateMessage[], deps: AggregateDependencies): Promise<void> {
  const latest = await deps.plans.latest();
  if (!latest) throw new Error('There is no plan, so nothing can be aggregated');
  for (const [year, { from, scopes }] of dueByYear(messages, latest.plan)) {
    const entries = await entriesOf(year, latest.plan, deps.ledger);
    const periods = periodsDue(latest.plan, year, from, entries);
    for (const [{ plan, version }, governed] of await byPlanInForce(periods, deps.plans)) {
      const computed = aggregate({
        plan,
        planVersion: version,
        year,
        periods: governed,
        entries,
        ...(scopes ? { scopes: [...scopes].sort() } : {}),
      });
      await putAll(computed, deps.actuals);
    }
    log('info', 'actuals recomputed', { year, periods: periods.length, entries: entries.length });
  }
}

/** Writes side by side at once, few enough not to be throttled. */
const AT_ONCE = 16;

async function putAll(computed: ReturnType<typeof aggregate>, actuals: Actuals): Promise<void> {
  for (let first = 0; first < computed.length; first += AT_ONCE)
    await Promise.all(computed.slice(first, first + AT_ONCE).map((one) => actuals.put(one)));
}
