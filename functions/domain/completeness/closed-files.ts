import { calendarDateIn } from '../aggregation/punctuality.ts';
import { createLookup, type Lookup } from '../plan/lookup.ts';
import type { Plan } from '../plan/model.ts';
import { comparePeriods, lastDay, type Period } from '../plan/period.ts';

/** An upload that came after some of its periods had closed: its bytes are kept, and taken without being sent again once those are reopened. */
export interface ClosedFile {
  /** Folder it was dropped in. */
  readonly orgUnit: string;
  readonly order: string;
  readonly key: string;
  readonly versionId: string | null;
  readonly sequencer: string;
  readonly sha256: string | null;
  /** ISO instant. */
  readonly uploadedAt: string;
  /** Periods that had closed and still are, in order; none once all are reopened. */
  readonly periods: readonly Period[];
  /** Figures (org unit x indicator x period) returned because of that. */
  readonly figures: number;
  /** Periods of which nothing has been taken yet, so that reopening may take all of them: under `all-or-nothing` the others too. */
  readonly held: readonly Period[];
  /** Periods of which something has been taken. */
  readonly taken: readonly Period[];
  /** Periods reopened by the plan version that judged it last. */
  readonly reopened: readonly Period[];
}

/** Of periods, those that take no more files on a day (ISO date), by the plan's windows. */
export function closedOn(day: string, periods: readonly Period[], lookup: Lookup): Period[] {
  return periods.filter((period) => {
    const window = lookup.windowOf(period);
    return window !== null && day > window.closes;
  });
}

/** The periods of a kept file that a plan gives a closing date on or after the day of its upload. */
export function reopenedBy(plan: Plan, { periods, uploadedAt }: Pick<ClosedFile, 'periods' | 'uploadedAt'>): Period[] {
  const lookup = createLookup(plan);
  const closed = new Set(closedOn(calendarDateIn(plan.timeZone)(uploadedAt), periods, lookup));
  return periods.filter((period) => lookup.windowOf(period) !== null && !closed.has(period));
}

/** A kept file as reports list it. */
export interface ListedClosedFile {
  readonly orgUnit: string;
  readonly title: string;
  readonly key: string;
  readonly uploadedAt: string;
  readonly periods: readonly Period[];
  readonly figures: number;
}

/** The files of a scope's org units that wait for a period up to the end of this one to be reopened, as they were uploaded. */
export function closedFilesIn(
  files: readonly ClosedFile[],
  lookup: Lookup,
  { scope, period, titleOf }: { scope: string; period: Period; titleOf: (unit: string) => string },
): ListedClosedFile[] {
  const units = new Set(lookup.subtree(scope).map(({ code }) => code));
  return files
    .filter(({ orgUnit }) => units.has(orgUnit))
    .toSorted((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ orgUnit, key, uploadedAt, periods, figures }) => ({
      ...{ orgUnit, title: titleOf(orgUnit), key, uploadedAt, figures },
      periods: periods.filter((one) => lastDay(one) <= lastDay(period)).toSorted(comparePeriods),
    }))
    .filter(({ periods }) => periods.length > 0);
}
