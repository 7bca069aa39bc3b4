import type { Figure, LedgerEntry } from './entry.ts';
import { type CurrentObservation, foldEntries } from './fold.ts';

const nameOf = ({ orgUnit, indicator, period }: CurrentObservation): string => `${period}\n${orgUnit}\n${indicator}`;

const isEqual = (a: Figure, b: Figure): boolean =>
  a.value === b.value && a.numerator === b.numerator && a.denominator === b.denominator;

/**
 * The observations that count among all entries and whose total is another one than what counts among the earlier entries alone: new,
 * corrected or withdrawn since. Each names the upload it came from.
 */
export function restatedSince(earlier: readonly LedgerEntry[], all: readonly LedgerEntry[]): CurrentObservation[] {
  const before = new Map(foldEntries(earlier).map((one) => [nameOf(one), one]));
  return foldEntries(all).filter((one) => {
    const known = before.get(nameOf(one));
    return known === undefined || (known.order !== one.order && !isEqual(known.total, one.total));
  });
}
