import type { ScopeActuals } from '../aggregation/actual.ts';
import { calendarDateIn } from '../aggregation/punctuality.ts';
import type { Lookup } from '../plan/lookup.ts';
import type { PeriodWindow } from '../plan/model.ts';
import type { Period } from '../plan/period.ts';
import type { SubmissionSummary } from './submission.ts';

/** What is known of one org unit and period. */
export interface UnitFacts {
  readonly orgUnit: string;
  readonly period: Period;
  /** Codes of the indicators expected of the unit itself, and those of them it has reported; in plan order. */
  readonly expected: readonly string[];
  readonly reported: readonly string[];
  /** Whether the latest upload that counts came after the due date. */
  readonly late: boolean;
  /** The latest file touching the period where it was returned in whole or part, and no later one corrected it. */
  readonly returned: SubmissionSummary | null;
  /** ISO instant of the latest upload that touches the period; null when none is known. */
  readonly lastUpload: string | null;
}

export interface FactSources {
  readonly lookup: Lookup;
  readonly period: Period;
  /** Actuals of the period by scope: of the units asked about and of those directly below them. */
  readonly actuals: ReadonlyMap<string, ScopeActuals>;
  /** Files of each org unit, in any order. */
  readonly submissions: ReadonlyMap<string, readonly SubmissionSummary[]>;
}

function expectedByUnit({ lookup, period }: FactSources): Map<string, string[]> {
  const expected = new Map<string, string[]>();
  for (const { code } of lookup.plan.indicators)
    for (const unit of lookup.expectedUnits(code, period, lookup.root.code)) {
      const known = expected.get(unit.code);
      if (known) known.push(code);
      else expected.set(unit.code, [code]);
    }
  return expected;
}

/** Units of a scope that reported each indicator, itself included. */
function countsOf(actuals: ScopeActuals | undefined): Map<string, number> {
  return new Map(actuals?.actuals.map(({ indicator, coverage }) => [indicator, coverage.reported]));
}

/** The indicators a unit reported itself: its scope counts one unit more than the scopes below it together. */
function ownReports(unit: string, { lookup, actuals }: FactSources): (indicator: string) => boolean {
  const own = countsOf(actuals.get(unit));
  const below = lookup.children(unit).map((child) => countsOf(actuals.get(child.code)));
  return (indicator) =>
    (own.get(indicator) ?? 0) > below.reduce((sum, counts) => sum + (counts.get(indicator) ?? 0), 0);
}

/** A file of which not even the periods could be read. */
function isUnread({ status, periods, returnedPeriods }: SubmissionSummary): boolean {
  return status === 'rejected' && periods.length === 0 && returnedPeriods.length === 0;
}

function touching(
  period: Period,
  window: PeriodWindow | null,
  complete: boolean,
  dateOf: (instant: string) => string,
): (submission: SubmissionSummary) => boolean {
  return (submission) => {
    if (submission.periods.includes(period) || submission.returnedPeriods.includes(period)) return true;
    // A file nobody could read was meant for a period that then took files and had something missing.
    if (complete || window === null || !isUnread(submission)) return false;
    const date = dateOf(submission.uploadedAt);
    return window.opens <= date && date <= window.closes;
  };
}

/**
 * A function giving the facts of an org unit in the period. Whether an indicator was reported is told from coverage, so a year counts
 * as reported once one of its quarters is. A file is corrected by any later one that touches the period and has nothing of it returned.
 */
export function createFacts(sources: FactSources): (unit: string) => UnitFacts {
  const { lookup, period, actuals, submissions } = sources;
  const expected = expectedByUnit(sources);
  const dateOf = calendarDateIn(lookup.plan.timeZone);
  return (unit) => {
    const due = expected.get(unit) ?? [];
    const reported = due.filter(ownReports(unit, sources));
    const touches = touching(period, lookup.windowOf(period), reported.length === due.length, dateOf);
    const last = (submissions.get(unit) ?? [])
      .filter(touches)
      .toSorted((a, b) => (a.order < b.order ? -1 : 1))
      .at(-1);
    const returned = last && (last.returnedPeriods.includes(period) || isUnread(last)) ? last : null;
    const counted = reported.length > 0 ? (actuals.get(unit)?.dataAsOf ?? null) : null;
    return {
      orgUnit: unit,
      period,
      expected: due,
      reported,
      late: actuals.get(unit)?.late.includes(unit) ?? false,
      returned,
      lastUpload: last?.uploadedAt ?? counted,
    };
  };
}
