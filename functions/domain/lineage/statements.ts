import { currentOf } from '../aggregation/winners.ts';
import type { YearState } from '../aggregation/year-state.ts';
import type { LedgerEntry, Observation } from '../ledger/entry.ts';
import type { CurrentObservation } from '../ledger/fold.ts';

/** What was stated about one indicator in a year, beside what the figures are computed from. */
export interface Statements {
  /** The observation that stands for a unit and a period of the calendar, by their indexes. */
  current(unit: number, period: number): CurrentObservation | null;
  /** Those that later uploads replaced, in the order of their uploads. */
  replaced(unit: number, period: number): readonly CurrentObservation[];
  /** Those of org units that the plan does not have, in the order of their uploads. */
  readonly strangers: readonly CurrentObservation[];
}

interface Group {
  readonly current: Map<number, CurrentObservation>;
  readonly replaced: Map<number, CurrentObservation[]>;
  readonly strangers: CurrentObservation[];
  /** Entries may come more than once, and one may state a figure twice. */
  readonly met: Set<string>;
}

/** A calendar has fewer periods than this. */
const PERIODS = 32;

const byOrder = (a: CurrentObservation, b: CurrentObservation): number => (a.order < b.order ? -1 : 1);

function add(group: Group, key: number | null, observation: Observation, { order, source }: LedgerEntry): void {
  if (key !== null && group.current.get(key)?.order === order) return;
  const id = `${key ?? observation.orgUnit}\n${observation.period}\n${order}`;
  if (group.met.has(id)) return;
  group.met.add(id);
  const stated = { ...observation, order, source };
  if (key === null) group.strangers.push(stated);
  else group.replaced.set(key, [...(group.replaced.get(key) ?? []), stated].sort(byOrder));
}

/** What the entries state, by indicator in plan order. The state must be that of the same entries. */
export function statementsOf(state: YearState, entries: readonly LedgerEntry[]): Statements[] {
  const { calendar, unitOf, figures, units, winners } = state;
  const periodOf = new Map(calendar.periods.map((period, index) => [period, index]));
  const groups = figures.map((_, indicator): Group => {
    const current = new Map<number, CurrentObservation>();
    for (const period of calendar.periods.keys())
      for (const unit of units.keys()) {
        const winner = winners.of(indicator, period, unit);
        const observation = winner && currentOf(winner);
        if (observation) current.set(unit * PERIODS + period, observation);
      }
    return { current, replaced: new Map(), strangers: [], met: new Set() };
  });
  const groupOf = new Map(figures.map(({ indicator }, index) => [indicator.code, groups[index]]));
  for (const entry of entries)
    for (const observation of entry.observations) {
      const group = groupOf.get(observation.indicator);
      const period = periodOf.get(observation.period);
      if (group === undefined || period === undefined) continue;
      const unit = unitOf.get(observation.orgUnit);
      add(group, unit === undefined ? null : unit * PERIODS + period, observation, entry);
    }
  return groups.map(({ current, replaced, strangers }) => ({
    current: (unit, period) => current.get(unit * PERIODS + period) ?? null,
    replaced: (unit, period) => replaced.get(unit * PERIODS + period) ?? [],
    strangers: strangers.sort(byOrder),
  }));
}
