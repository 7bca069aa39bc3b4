import type { LedgerEntry } from '../ledger/entry.ts';
import type { CurrentObservation } from '../ledger/fold.ts';

/** Codes to their indexes from 0; what they do not hold is left out. */
export interface Axes {
  readonly indicators: ReadonlyMap<string, number>;
  readonly periods: ReadonlyMap<string, number>;
  readonly units: ReadonlyMap<string, number>;
}

/** An observation with the entry it came in. */
export interface Winner {
  readonly entry: LedgerEntry;
  readonly observation: LedgerEntry['observations'][number];
}

/** Per indicator, period and unit, by their indexes, the observation that counts. */
export type Winners = (indicator: number, period: number, unit: number) => Winner | null;

/** The index of a code, -1 for none; runs of one code, as in an office's file, are looked up once. */
export function coder(indexOf: ReadonlyMap<string, number>): (code: string) => number {
  let last = '';
  let index = indexOf.get(last) ?? -1;
  return (code) => {
    if (code !== last) {
      last = code;
      index = indexOf.get(code) ?? -1;
    }
    return index;
  };
}

/**
 * The fold of `foldEntries` over dense arrays: uploads are gone through as they happened, and the last to write a cell wins. No text is
 * compared and nothing is made for an observation, so a million of them take as little as they can.
 */
export function winnersOf(entries: readonly LedgerEntry[], { indicators, periods, units }: Axes): Winners {
  const size = indicators.size * periods.size * units.size;
  /** Place of the entry among those in order, from 1; 0 = nothing stated. */
  const entryAt = new Int32Array(size);
  const observationAt = new Int32Array(size);
  const ordered = entries.toSorted((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
  const indicatorOf = coder(indicators);
  const periodOf = coder(periods);
  const unitOf = coder(units);
  for (const [e, entry] of ordered.entries()) {
    for (const [o, { indicator, period, orgUnit }] of entry.observations.entries()) {
      const [i, p, u] = [indicatorOf(indicator), periodOf(period), unitOf(orgUnit)];
      if (i < 0 || p < 0 || u < 0) continue;
      const cell = (i * periods.size + p) * units.size + u;
      const known = entryAt[cell] ?? 0;
      if (known > 0 && ordered[known - 1]?.order === entry.order) continue;
      entryAt[cell] = e + 1;
      observationAt[cell] = o;
    }
  }
  return (indicator, period, unit) => {
    const cell = (indicator * periods.size + period) * units.size + unit;
    const entry = ordered[(entryAt[cell] ?? 0) - 1];
    const observation = entry?.observations[observationAt[cell] ?? 0];
    return entry && observation ? { entry, observation } : null;
  };
}

/** The same as an observation of its own. */
export const currentOf = ({ entry, observation }: Winner): CurrentObservation => ({
  ...observation,
  order: entry.order,
  source: entry.source,
});
