import { columnsOf } from '../ledger/columns.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import { lastDay, type Period, yearOf } from '../plan/period.ts';
import { lineOf, type Tree } from './tree.ts';

/** How many entries a scope's figures were made of, and when the latest was uploaded (ISO instant). */
export interface Basis {
  readonly entries: number;
  readonly dataAsOf: string | null;
}

interface Tally {
  readonly counts: Int32Array;
  /** Milliseconds; NaN for none. */
  readonly latest: Float64Array;
}

/** Each ledger item once, however often it was read. */
export function distinctEntries(entries: readonly LedgerEntry[]): LedgerEntry[] {
  return [...new Map(entries.map((entry) => [`${entry.period}\n${entry.orgUnit}\n${entry.order}`, entry])).values()];
}

/** Every scope whose figures the entry may change: those of its uploader and of each unit it speaks for. */
function scopesOf(entry: LedgerEntry, unitOf: ReadonlyMap<string, number>, tree: Tree): Set<number> {
  const named = new Set([entry.orgUnit, ...columnsOf(entry.observations).orgUnits]);
  return new Set([...named].flatMap((code) => lineOf(tree, unitOf.get(code) ?? -1)));
}

function add(tally: Tally, scope: number, uploaded: number): void {
  const latest = tally.latest[scope] ?? Number.NaN;
  tally.counts[scope] = (tally.counts[scope] ?? 0) + 1;
  tally.latest[scope] = uploaded > latest || Number.isNaN(latest) ? uploaded : latest;
}

/** Counts the year's entries per scope; the answer tells a scope's basis from the year's first day to the end of a period. */
export function basisOf(
  year: number,
  entries: readonly LedgerEntry[],
  unitOf: ReadonlyMap<string, number>,
  tree: Tree,
): (period: Period, scope: number) => Basis {
  const tallies = new Map<string, Tally>();
  for (const entry of distinctEntries(entries)) {
    if (yearOf(entry.period) !== year) continue;
    const end = lastDay(entry.period);
    const tally = tallies.get(end) ?? {
      counts: new Int32Array(tree.size),
      latest: new Float64Array(tree.size).fill(Number.NaN),
    };
    tallies.set(end, tally);
    const uploaded = Date.parse(entry.source.uploadedAt);
    for (const scope of scopesOf(entry, unitOf, tree)) add(tally, scope, uploaded);
  }
  return (period, scope) => {
    const counted = [...tallies].filter(([end]) => end <= lastDay(period)).map(([, tally]) => tally);
    const uploads = counted.map((tally) => tally.latest[scope] ?? Number.NaN).filter((time) => !Number.isNaN(time));
    return {
      entries: counted.reduce((sum, tally) => sum + (tally.counts[scope] ?? 0), 0),
      dataAsOf: uploads.length === 0 ? null : new Date(Math.max(...uploads)).toISOString(),
    };
  };
}
