import type { Actual, Coverage } from '../aggregation/actual.ts';
import type { CurrentObservation } from '../ledger/fold.ts';

/**
 * How an observation enters its unit's figure of the period: `added` up; `averaged`; the `latest` of several; the `greatest`, or
 * `compared` with it and not above it; `itself`, stated for that very period; `to-date`, the year so far, from which what an earlier
 * report had by then is `subtracted`; `undifferenced`, reported to date while the report to subtract is missing: it gives no figure yet.
 */
export type Entering =
  | 'added'
  | 'averaged'
  | 'latest'
  | 'greatest'
  | 'compared'
  | 'itself'
  | 'to-date'
  | 'subtracted'
  | 'undifferenced';

/** An observation that takes part in a figure. */
export interface Counted {
  readonly enters: Entering;
  /** How many of the unit's figures enter together; an average is taken over so many. */
  readonly of: number;
  readonly observation: CurrentObservation;
}

/**
 * Why an observation about the period does not count: a later upload replaced it (`superseded`); the later upload took it back
 * (`withdrawn`); it says that there is no figure (`not-reported`); the unit stated finer periods too (`finer-periods`), or a later one
 * where the latest counts (`later-period`); its indicator is not rolled up over time (`not-over-time`); the plan in force has no such
 * org unit (`unknown-unit`).
 */
export type Reason =
  | 'superseded'
  | 'withdrawn'
  | 'not-reported'
  | 'finer-periods'
  | 'later-period'
  | 'not-over-time'
  | 'unknown-unit';

export interface Uncounted {
  readonly why: Reason;
  readonly observation: CurrentObservation;
  /** What counts, or was stated last, in its place. */
  readonly by: CurrentObservation | null;
}

type Figures = Pick<Actual, 'value' | 'numerator' | 'denominator'>;

/** A scope's figure of one indicator and period, made of its own observations and of the scopes below. */
export interface LineageNode extends Figures {
  readonly scope: string;
  readonly coverage: Coverage;
  readonly counted: readonly Counted[];
  readonly uncounted: readonly Uncounted[];
  /** In plan order; only scopes with anything to show. */
  readonly below: readonly LineageNode[];
}

/** Whether what a tree lists makes up a figure, to the last digit. */
export function recomputes(node: Figures, actual: Figures): boolean {
  return node.value === actual.value && node.numerator === actual.numerator && node.denominator === actual.denominator;
}
