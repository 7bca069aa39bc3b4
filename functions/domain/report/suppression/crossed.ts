import { type Crossing, crossingsOf } from './crossing.ts';
import type { Breakdowns } from './guard.ts';
import { isSmall } from './parts.ts';
import { protectCrossing, type WithheldCategories } from './protect.ts';

/** Indexes of the figures withheld among categories and rests. */
interface Withheld {
  readonly breakdowns: ReadonlySet<number>;
  readonly unknown: ReadonlySet<number>;
}

interface Rule {
  readonly threshold: number;
  readonly addsUp: boolean;
}

/** A table of crossed categories and what is withheld of its dimensions. */
interface Candidate {
  readonly crossing: Crossing;
  /** Per dimension. */
  readonly margins: readonly WithheldCategories[];
  readonly hasWithheldRest: boolean;
  /** Whether anything of it or of its dimensions has to be withheld. */
  readonly isAffected: boolean;
}

function marginOf(dimension: string, { breakdowns }: Breakdowns, withheld: Withheld): WithheldCategories {
  return new Map(
    breakdowns.flatMap(({ dimension: of, category, value }, index) =>
      of === dimension && withheld.breakdowns.has(index) ? [[category, value ?? 0] as const] : [],
    ),
  );
}

function candidateOf(crossing: Crossing, given: Breakdowns, withheld: Withheld, threshold: number): Candidate {
  const { dimensions, stated } = crossing;
  const margins = dimensions.map((dimension) => marginOf(dimension, given, withheld));
  const hasWithheldRest = given.unknown.some(
    (rest, at) => withheld.unknown.has(at) && dimensions.includes(rest.dimension),
  );
  const hasSmall = stated.some(({ index }) => isSmall(given.crossed[index]?.value ?? 0, threshold));
  const isAffected = hasSmall || hasWithheldRest || margins.some(({ size }) => size > 0);
  return { crossing, margins, hasWithheldRest, isAffected };
}

/** Whether what two tables withhold would have to fit together: they share more than one dimension, or one with withheld categories. */
function areTied(one: Candidate, other: Candidate): boolean {
  const shared = one.crossing.dimensions.filter((dimension) => other.crossing.dimensions.includes(dimension));
  if (shared.length > 1) return one.isAffected || other.isAffected;
  return shared.some((dimension) => (one.margins[one.crossing.dimensions.indexOf(dimension)]?.size ?? 0) > 0);
}

function inPart(one: Candidate, shown: readonly Candidate[], { threshold, addsUp }: Rule): ReadonlySet<number> | null {
  if (shown.some((other) => areTied(one, other))) return null;
  if (!one.isAffected) return new Set();
  return addsUp && !one.hasWithheldRest ? protectCrossing(one.crossing, one.margins, threshold) : null;
}

/** Indexes of the crossed figures to withhold; of a table that cannot be shown in part, all. */
export function withheldCrossed(given: Breakdowns, withheld: Withheld, rule: Rule): Set<number> {
  const found = new Set<number>();
  const shown: Candidate[] = [];
  for (const crossing of crossingsOf(given.crossed)) {
    const one = candidateOf(crossing, given, withheld, rule.threshold);
    const positions = inPart(one, shown, rule);
    if (positions !== null) shown.push(one);
    for (const { position, index } of crossing.stated)
      if (positions === null || positions.has(position)) found.add(index);
  }
  return found;
}
