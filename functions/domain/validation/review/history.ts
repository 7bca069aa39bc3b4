import type { Figure, LedgerEntry, Observation } from '../../ledger/entry.ts';
import { foldEntries } from '../../ledger/fold.ts';
import type { Period } from '../../plan/period.ts';

/** What the ledger held before a file was uploaded. */
export interface History {
  /** What an org unit had reported of an indicator, by period; withdrawals are left out. */
  of(orgUnit: string, indicator: string): ReadonlyMap<Period, Observation>;
}

const NOTHING: ReadonlyMap<Period, Observation> = new Map();

export const NO_HISTORY: History = { of: () => NOTHING };

/** Whether a total gives any figure; that of a withdrawal does not. */
export function hasFigure({ value, numerator, denominator }: Figure): boolean {
  return value !== null || numerator !== null || denominator !== null;
}

function under<V>(map: Map<string, Map<string, V>>, key: string): Map<string, V> {
  const known = map.get(key) ?? new Map<string, V>();
  map.set(key, known);
  return known;
}

/** What ledger entries come to, in any order and repeated or not, as a history by the indicator codes they carry. */
export function createHistory(entries: readonly LedgerEntry[]): History {
  if (entries.length === 0) return NO_HISTORY;
  const units = new Map<string, Map<string, Map<Period, Observation>>>();
  for (const observation of foldEntries(entries)) {
    const { orgUnit, indicator, period, total } = observation;
    if (hasFigure(total)) under(under(units, orgUnit), indicator).set(period, observation);
  }
  return { of: (orgUnit, indicator) => units.get(orgUnit)?.get(indicator) ?? NOTHING };
}
