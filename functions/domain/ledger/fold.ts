import type { LedgerEntry, Observation, Source } from './entry.ts';
import { happenedBy } from './order.ts';

/** The observation that counts for its org unit, indicator and period, with the upload it came from. */
export interface CurrentObservation extends Observation {
  readonly order: string;
  readonly source: Source;
}

interface Stated {
  readonly observation: Observation;
  readonly entry: LedgerEntry;
}

/** Current statements by period, org unit, indicator. */
type State = Map<string, Map<string, Map<string, Stated>>>;

function under<K, V>(map: Map<K, Map<string, V>>, key: K): Map<string, V> {
  const known = map.get(key);
  if (known) return known;
  const created = new Map<string, V>();
  map.set(key, created);
  return created;
}

function state(into: State, entry: LedgerEntry): void {
  for (const observation of entry.observations) {
    const statements = under(under(into, observation.period), observation.orgUnit);
    const known = statements.get(observation.indicator);
    if (known === undefined || known.entry.order < entry.order)
      statements.set(observation.indicator, { observation, entry });
  }
}

function sorted<V>(map: ReadonlyMap<string, V>): [string, V][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * The ledger's current state: per org unit, indicator and period the observation of the entry with the greatest order, sorted by
 * period, org unit, indicator. Entries may come in any order and any number of times. An observation without figures is a withdrawal:
 * it hides the earlier ones and is itself kept, as not reported.
 */
export function foldEntries(entries: readonly LedgerEntry[]): CurrentObservation[] {
  const current: State = new Map();
  for (const entry of entries) state(current, entry);
  return sorted(current).flatMap(([, units]) =>
    sorted(units).flatMap(([, indicators]) =>
      sorted(indicators).map(([, { observation, entry }]) => ({
        ...observation,
        order: entry.order,
        source: entry.source,
      })),
    ),
  );
}

/** The entries of uploads made by an ISO instant, inclusive: folded, they give the state as of then. */
export function asOf(entries: readonly LedgerEntry[], instant: string): LedgerEntry[] {
  return entries.filter((entry) => happenedBy(entry.order, instant));
}
