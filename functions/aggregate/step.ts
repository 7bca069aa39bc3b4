import type { Actuals } from '../aws/actuals.ts';
import type { Carries } from '../aws/carries.ts';
import type { Ledger } from '../aws/ledger.ts';
import type { Plans } from '../aws/plans.ts';
import type { ScopeActuals } from '../domain/aggregation/actual.ts';
import type { LedgerEntry } from '../domain/ledger/entry.ts';
import { firstDay } from '../domain/plan/period.ts';
import type { AggregateMessage } from '../events.ts';
import { log } from '../log.ts';
import { keepCarries, keptCarries } from './carrying.ts';
import { computeByPeriod, periodsOfYear } from './compute.ts';
import { addDue, type Due, dueByYear } from './due.ts';

export interface AggregateDependencies {
  readonly plans: Plans;
  readonly ledger: Ledger;
  readonly actuals: Actuals;
  readonly carries: Carries;
}

async function entriesOf(year: number, ledger: Ledger): Promise<LedgerEntry[]> {
  return (await Promise.all(periodsOfYear(year).map((period) => ledger.entries(period)))).flat();
}

/** The years with figures, this one among them: marked, where it was not, before the others are listed. */
async function markedYears(year: number, carries: Carries): Promise<number[]> {
  const years = await carries.years();
  if (years.includes(year)) return years;
  await carries.mark(year);
  return carries.years();
}

/** Recomputes one year; gives the later years with figures, whose plan so far rests on it. */
async function recomputeYear(year: number, due: Due, deps: AggregateDependencies): Promise<number[]> {
  const entries = await entriesOf(year, deps.ledger);
  if (entries.length === 0) return [];
  const years = await markedYears(year, deps.carries);
  const later = years.filter((one) => one > year);
  const carryInto = keptCarries(years, (earlier) => entriesOf(earlier, deps.ledger), deps.carries);
  let count = 0;
  for await (const computed of computeByPeriod({ year, entries, ...due }, deps.plans, carryInto)) {
    await putAll(computed, deps.actuals);
    count += computed.length;
  }
  await keepCarries(year, later, entries, carryInto, deps);
  log('info', 'actuals recomputed', { year, actuals: count, entries: entries.length });
  return later;
}

/**
 * Recomputes what a batch of messages made due, each year once, from the ledger as it stands now, whatever the messages' order or
 * number. A scope's actuals never replace ones computed from more: see `Actuals.put`. The plans in force are read after the entries,
 * so that who computes by an older version has no entry that the first to compute by the newer one lacks.
 *
 * The plan so far rests on what earlier years leave to a year (see `Carry`), which is kept only once a later year has figures. A year
 * is marked before anything of earlier ones is read for it, and years are listed after an entry was put: of two who work on an earlier
 * and a later year at once, either the later one finds the other's entry in the ledger, or the earlier one finds the year marked,
 * keeps the new carry and goes on to that year. Whoever has kept the last carry reads the later year's entries after that, and
 * whoever has put the last entry there reads the carry after that; so one of them has counted all, which nobody else's count reaches:
 * the number of entries, a year's own and those carried into it together, decides as within a year.
 */
export async function recompute(messages: readonly AggregateMessage[], deps: AggregateDependencies): Promise<void> {
  const latest = await deps.plans.latest();
  if (!latest) throw new Error('There is no plan, so nothing can be aggregated');
  const due = dueByYear(messages, latest.plan);
  while (due.size > 0) {
    const year = Math.min(...due.keys());
    const own = due.get(year);
    due.delete(year);
    if (!own) continue;
    for (const later of await recomputeYear(year, own, deps))
      addDue(due, later, { from: firstDay(String(later)), units: own.units });
  }
}

/** Writes side by side at once, few enough not to be throttled. */
const AT_ONCE = 16;

async function putAll(computed: readonly ScopeActuals[], actuals: Actuals): Promise<void> {
  for (let first = 0; first < computed.length; first += AT_ONCE)
    await Promise.all(computed.slice(first, first + AT_ONCE).map((one) => actuals.put(one)));
}
