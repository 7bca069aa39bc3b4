import { columnsOf, type ObservationColumns } from '../ledger/columns.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import type { CurrentObservation } from '../ledger/fold.ts';

/** Codes to their indexes from 0; what they do not hold is left out. */
export interface Axes {
  readonly indicators: ReadonlyMap<string, number>;
  readonly periods: ReadonlyMap<string, number>;
  readonly units: ReadonlyMap<string, number>;
}

/** An entry laid out for computing, with the indexes of its codes; -1 for what the axes do not hold. */
export interface Laid {
  readonly entry: LedgerEntry;
  readonly columns: ObservationColumns;
  readonly period: number;
  readonly indicatorOf: Int32Array;
  readonly unitOf: Int32Array;
}

/** The observation that counts, by its place in the columns of the entry it came in. */
export interface Winner {
  readonly entry: LedgerEntry;
  readonly columns: ObservationColumns;
  readonly at: number;
}

export interface Winners {
  /** In the order in which their uploads happened. */
  readonly laid: readonly Laid[];
  /** Per cell, `(indicator * periods + period) * units + unit` by their indexes, the place of its entry from 1; 0 = nothing stated. */
  readonly entryAt: Int32Array;
  /** Per cell the place of the observation in the columns. */
  readonly observationAt: Int32Array;
  of(indicator: number, period: number, unit: number): Winner | null;
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((code, i) => code === b[i]);

/** The indexes of codes; files often name the same ones in the same order, which is looked up once. */
function indexer(indexOf: ReadonlyMap<string, number>): (codes: readonly string[]) => Int32Array {
  let last: readonly string[] = [];
  let found = new Int32Array();
  return (codes) => {
    if (isSame(codes, last)) return found;
    last = codes;
    found = Int32Array.from(codes, (code) => indexOf.get(code) ?? -1);
    return found;
  };
}

/**
 * The fold of `foldEntries` over dense arrays: uploads are gone through as they happened, and the last to write a cell wins. No text is
 * compared and nothing is made for an observation, so a million of them take as little as they can.
 */
export function winnersOf(entries: readonly LedgerEntry[], { indicators, periods, units }: Axes): Winners {
  const size = indicators.size * periods.size * units.size;
  const entryAt = new Int32Array(size);
  const observationAt = new Int32Array(size);
  const [indicatorsOf, unitsOf] = [indexer(indicators), indexer(units)];
  const laid = entries
    .toSorted((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
    .map((entry): Laid => {
      const columns = columnsOf(entry.observations);
      const [indicatorOf, unitOf] = [indicatorsOf(columns.indicators), unitsOf(columns.orgUnits)];
      return { entry, columns, period: periods.get(entry.period) ?? -1, indicatorOf, unitOf };
    });
  for (const [e, { entry, columns, period, indicatorOf, unitOf }] of laid.entries()) {
    if (period < 0) continue;
    const { indicator, orgUnit } = columns;
    for (let o = 0; o < orgUnit.length; o++) {
      const i = indicatorOf[indicator[o] ?? 0] ?? -1;
      const u = unitOf[orgUnit[o] ?? 0] ?? -1;
      if (i < 0 || u < 0) continue;
      const cell = (i * periods.size + period) * units.size + u;
      const known = entryAt[cell] ?? 0;
      if (known > 0 && laid[known - 1]?.entry.order === entry.order) continue;
      entryAt[cell] = e + 1;
      observationAt[cell] = o;
    }
  }
  return {
    ...{ laid, entryAt, observationAt },
    of(indicator, period, unit) {
      const cell = (indicator * periods.size + period) * units.size + unit;
      const found = laid[(entryAt[cell] ?? 0) - 1];
      return found ? { entry: found.entry, columns: found.columns, at: observationAt[cell] ?? 0 } : null;
    },
  };
}

/** The same as an observation of its own; null where the entry has none there. */
export function currentOf({ entry, at }: Winner): CurrentObservation | null {
  const observation = entry.observations.at(at);
  return observation ? { ...observation, order: entry.order, source: entry.source } : null;
}
