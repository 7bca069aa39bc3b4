import type { Actuals } from '../aws/actuals.ts';
import type { Ledger } from '../aws/ledger.ts';
import type { Plans } from '../aws/plans.ts';
import type { ScopeActuals } from '../domain/aggregation/actual.ts';
import { aggregate } from '../domain/aggregation/aggregate.ts';
import type { LedgerEntry } from '../domain/ledger/entry.ts';
import { codesUnder, translateEntries } from '../domain/plan/crosswalk.ts';
import { createLookup } from '../domain/plan/lookup.ts';
import type { Plan } from '../domain/plan/model.ts';
import { contains, firstDay, lastDay, type Period, periodsWithin, yearOf } from '../domain/plan/period.ts';
import type { AggregateMessage } from '../events.ts';
import { log } from '../log.ts';

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

const FREQUENCIES = ['monthly', 'quarterly', 'semiannual', 'annual'] as const;

/** Whatever a plan version lists now: files judged by an earlier one may have put entries under other periods. */
const periodsOf = (year: number): Period[] =>
  FREQUENCIES.flatMap((frequency) => periodsWithin(String(year), frequency)).sort();

async function entriesOf(year: number, ledger: Ledger): Promise<LedgerEntry[]> {
  return (await Promise.all(periodsOf(year).map((period) => ledger.entries(period)))).flat();
}

/** Periods whose figures an entry from that day on can change, up to the last one that has any entry. */
function periodsDue(year: number, from: string, entries: readonly LedgerEntry[]): Period[] {
  const lastWithData =
    entries
      .map(({ period }) => lastDay(period))
      .sort()
      .at(-1) ?? '';
  return periodsOf(year).filter((period) => lastDay(period) >= from && firstDay(period) <= lastWithData);
}

/** Of those, the periods the plan or the ledger knows, or is made of such: none finer than anybody reports. */
function withParts(periods: readonly Period[], plan: Plan, entries: readonly LedgerEntry[]): Period[] {
  const known = new Set([...plan.periods, ...entries].map(({ period }) => period));
  return periods.filter((period) => [...known].some((part) => contains(period, part)));
}

function scopesOf(units: ReadonlySet<string>, plan: Plan): string[] {
  const lookup = createLookup(plan);
  const line = (code: string) => [code, ...lookup.ancestorsOf(code).map((unit) => unit.code)];
  return [...new Set([...units].flatMap(line))].sort();
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
    const due = periodsDue(year, from, entries);
    const governing = await deps.plans.governing(due);
    const crosswalk = await deps.plans.crosswalk();
    for (const { inForce, periods } of governing) {
      const { plan, version } = inForce;
      const computed = aggregate({
        plan,
        planVersion: version,
        year,
        periods: withParts(periods, plan, entries),
        entries: translateEntries(entries, codesUnder(plan, crosswalk)),
        ...(units ? { scopes: scopesOf(units, plan) } : {}),
      });
      await putAll(computed, deps.actuals);
    }
    log('info', 'actuals recomputed', { year, periods: due.length, entries: entries.length });
  }
}

/** Writes side by side at once, few enough not to be throttled. */
const AT_ONCE = 16;

async function putAll(computed: readonly ScopeActuals[], actuals: Actuals): Promise<void> {
  for (let first = 0; first < computed.length; first += AT_ONCE)
    await Promise.all(computed.slice(first, first + AT_ONCE).map((one) => actuals.put(one)));
}
