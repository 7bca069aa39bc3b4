import type { Period } from '../plan/period.ts';

export interface Coverage {
  readonly reported: number;
  readonly expected: number;
}

/** A breakdown's figure; `value` of a ratio is a fraction of 1. */
export interface CategoryActual {
  readonly dimension: string;
  readonly category: string;
  readonly value: number | null;
}

/** The figure of one cell of a crossed breakdown. */
export interface CrossedActual {
  /** Category by dimension, dimensions in the indicator's order; two at least. */
  readonly categories: Readonly<Record<string, string>>;
  readonly value: number | null;
}

/** What a total has beyond the categories of a dimension: not broken down, or of no known category. Above 0. */
export interface UnknownRest {
  readonly dimension: string;
  readonly value: number;
}

/** An indicator's aggregated figure in one scope and period. */
export interface Actual {
  readonly indicator: string;
  /** In the plan's unit at full precision; a ratio as a fraction of 1; null where nothing was reported or the figure is not rolled up. */
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** The same figure from the year's first day to the end of the period. */
  readonly yearToDate: number | null;
  /** The same figure from the plan's first day to the end of the period; null where figures are not rolled up over time. */
  readonly planToDate: number | null;
  readonly coverage: Coverage;
  readonly breakdowns: readonly CategoryActual[];
  /** Cells of the crossings that were stated, each rolled up like the total; a crossing of very many cells is left out. */
  readonly crossed: readonly CrossedActual[];
  /** Per dimension of the indicator, where figures add up. */
  readonly unknown: readonly UnknownRest[];
}

/** A remark an office wrote beside its figure. */
export interface DataNote {
  readonly orgUnit: string;
  readonly indicator: string;
  readonly period: Period;
  readonly text: string;
}

/** All actuals of one scope and period, with the basis they were computed from. */
export interface ScopeActuals {
  readonly scope: string;
  readonly period: Period;
  readonly planVersion: number;
  /** Number of ledger entries of the scope read; grows only. */
  readonly entries: number;
  /** Number of ledger entries of the scope in earlier years of the plan, which `planToDate` is made of as well; grows only. */
  readonly carried: number;
  /** Time of the latest upload counted, ISO instant; null when there is none. */
  readonly dataAsOf: string | null;
  /** Units of the scope with at least one figure in the period, and those expected to report at least one. */
  readonly coverage: Coverage;
  /** Org units of the scope that were expected to report in the period and did not, in plan order. */
  readonly missing: readonly string[];
  /** Org units whose latest upload counted for the period came after its due date, in plan order. */
  readonly late: readonly string[];
  /** Only indicators with something to say: reported by, or expected of, a unit of the scope. */
  readonly actuals: readonly Actual[];
  readonly notes: readonly DataNote[];
}

/**
 * Whether figures were made of anything of their own year: those of a scope without any entry in it are stored or not, by the order in
 * which uploads were worked on.
 */
export const restsOnData = ({ entries }: Pick<ScopeActuals, 'entries'>): boolean => entries > 0;
