import { type Crossing, crossingsOf } from './crossing.ts';
import type { Breakdowns, GuardedBreakdowns } from './guard.ts';
import { isSmall } from './parts.ts';
import { protectCrossing, type WithheldCategories } from './protect.ts';

type GuardedCrossed = GuardedBreakdowns['crossed'][number];

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

/** More combinations are not listed. */
const MOST_LISTED = 2000;

/** A table that is withheld whole, as every combination of its dimensions' categories: which of them were stated would tell. */
function listedBlank({ dimensions, categories }: Crossing, { breakdowns }: Breakdowns): GuardedCrossed[] {
  const known = dimensions.map((dimension, at) => {
    const own = breakdowns.flatMap((cell) => (cell.dimension === dimension ? [cell.category] : []));
    return [...new Set([...own, ...(categories[at] ?? [])])];
  });
  if (known.reduce((product, { length }) => product * length, 1) > MOST_LISTED) return [];
  const combinations = known.reduce<Record<string, string>[]>(
    (all, codes, at) => all.flatMap((one) => codes.map((code) => ({ ...one, [dimensions[at] ?? '']: code }))),
    [{}],
  );
  return combinations.map((combination) => ({ categories: combination, value: null, suppressed: true }));
}

/** The crossed figures as they may be shown, table by table; a table that cannot be shown in part is withheld whole. */
export function guardCrossed(given: Breakdowns, withheld: Withheld, rule: Rule): GuardedCrossed[] {
  const shown: Candidate[] = [];
  return crossingsOf(given.crossed).flatMap((crossing) => {
    const one = candidateOf(crossing, given, withheld, rule.threshold);
    const positions = inPart(one, shown, rule);
    if (positions === null) return listedBlank(crossing, given);
    shown.push(one);
    return crossing.stated.flatMap(({ position, index }): GuardedCrossed[] => {
      const cell = given.crossed[index];
      if (!cell) return [];
      const suppressed = positions.has(position);
      return [{ ...cell, value: suppressed ? null : cell.value, suppressed }];
    });
  });
}
