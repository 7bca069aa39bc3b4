import type { Actual, CategoryActual, CrossedActual, UnknownRest } from '../../aggregation/actual.ts';
import { guardCrossed } from './crossed.ts';
import { withheldParts } from './parts.ts';

/** A figure as a report may show it: null where it is withheld. */
export type Guarded<T> = Omit<T, 'value'> & { readonly value: number | null; readonly suppressed: boolean };

/** The parts of one figure. */
export type Breakdowns = Pick<Actual, 'breakdowns' | 'crossed' | 'unknown'>;

export interface GuardedBreakdowns {
  readonly breakdowns: Guarded<CategoryActual>[];
  readonly crossed: Guarded<CrossedActual>[];
  readonly unknown: Guarded<UnknownRest>[];
}

export interface SuppressionRule {
  /** Figures above 0 and below it are withheld; in people. 0 withholds nothing. */
  readonly threshold: number;
  /** Whether categories add up to the total, and crossed ones to categories. */
  readonly addsUp: boolean;
}

function guarded<T extends { readonly value: number | null }>(
  cells: readonly T[],
  withheld: ReadonlySet<number>,
): Guarded<T>[] {
  return cells.map((cell, index) =>
    withheld.has(index) ? { ...cell, value: null, suppressed: true } : { ...cell, suppressed: false },
  );
}

interface Withheld {
  readonly breakdowns: Set<number>;
  readonly unknown: Set<number>;
}

/** Judges the categories of one dimension and what is not known of it: parts of the total. */
function addDimension(dimension: string, given: Breakdowns, threshold: number, to: Withheld): void {
  const isCrossed = given.crossed.some(({ categories }) => categories[dimension] !== undefined);
  const categories = given.breakdowns.flatMap(({ dimension: of, value }, index) =>
    of === dimension && value !== null ? [{ set: to.breakdowns, index, value, rank: 1 }] : [],
  );
  // What is not known tells least; but once it is withheld, no table of crossed categories can be shown beside it.
  const rests = given.unknown.flatMap(({ dimension: of, value }, index) =>
    of === dimension ? [{ set: to.unknown, index, value, rank: isCrossed ? 2 : 0 }] : [],
  );
  const parts = [...categories, ...rests];
  for (const at of withheldParts(parts, threshold)) parts[at]?.set.add(parts[at].index);
}

/**
 * Withholds what would tell of fewer people than the threshold, and as much more as is needed that nobody can work it out. The total
 * is public whatever its size, and so are sums over offices and time.
 *
 * The reader it guards against knows every figure of the report, that they count people (whole, not negative), that parts add up (categories
 * and what is not known to the total, crossed categories to categories where everything was crossed), the threshold and this rule. For all
 * he knows, every small figure may be anything from 1 to the threshold, so he cannot tell its value nor that it is small, and every other
 * figure withheld may be more or fewer. That cannot be had where the total itself is not above the threshold, or a dimension has one category
 * only: there everything is withheld, and he knows what the total alone tells. A table of crossed categories that cannot be shown
 * in part is withheld whole: he knows what its categories tell.
 *
 * After the threshold rule with secondary suppression (Hundepool et al., Statistical Disclosure Control, 2012, chapters 4 and 5); for crossed
 * tables after the hypercube method (Repsilber 1994; Giessing and Repsilber 2002), which finds for every figure a way of exchanging people
 * that leaves all that is shown as it is. So it needs no solver; tests attack it with one.
 */
export function withholdSmallCells(given: Breakdowns, { threshold, addsUp }: SuppressionRule): GuardedBreakdowns {
  const withheld = { breakdowns: new Set<number>(), unknown: new Set<number>() };
  const dimensions = new Set(given.breakdowns.map(({ dimension }) => dimension));
  for (const dimension of dimensions) addDimension(dimension, given, threshold, withheld);
  return {
    breakdowns: guarded(given.breakdowns, withheld.breakdowns),
    crossed: threshold > 0 ? guardCrossed(given, withheld, { threshold, addsUp }) : guarded(given.crossed, new Set()),
    unknown: guarded(given.unknown, withheld.unknown),
  };
}
