import type { LedgerEntry } from '../ledger/entry.ts';
import { type CurrentObservation, foldEntries } from '../ledger/fold.ts';
import { createLookup, type Lookup } from '../plan/lookup.ts';
import type { OrgUnit, Plan } from '../plan/model.ts';
import { isPeriod } from '../plan/period.ts';
import { type Calendar, calendarOf } from './calendar.ts';
import { type Figures, figuresOf, type Placed } from './figures.ts';
import { type Tree, treeOf } from './tree.ts';

/** What the ledger says about a year, laid out for computing. */
export interface YearState {
  readonly lookup: Lookup;
  readonly units: readonly OrgUnit[];
  readonly unitOf: ReadonlyMap<string, number>;
  readonly tree: Tree;
  readonly calendar: Calendar;
  /** The plan's indicators, in plan order. */
  readonly figures: readonly Figures[];
  /** Current observations by indicator in plan order, then by period and unit. */
  readonly placed: readonly (readonly Placed[])[];
  /** Those of them that carry a note. */
  readonly noted: readonly Placed[];
}

function indexBy(items: readonly { readonly code: string }[]): Map<string, number> {
  return new Map(items.map((item, index) => [item.code, index]));
}

/** Observations grouped by indicator; those of units, indicators or years that the plan does not have are left out. */
function place(
  current: readonly CurrentObservation[],
  indicatorOf: ReadonlyMap<string, number>,
  unitOf: ReadonlyMap<string, number>,
  calendar: Calendar,
): Placed[][] {
  const groups: Placed[][] = Array.from({ length: indicatorOf.size }, () => []);
  const periodOf = new Map(calendar.periods.map((period, index) => [period, index]));
  for (const observation of current) {
    const indicator = indicatorOf.get(observation.indicator);
    const unit = unitOf.get(observation.orgUnit);
    const period = periodOf.get(observation.period);
    if (indicator === undefined || unit === undefined || period === undefined) continue;
    groups[indicator]?.push({ unit, period, observation });
  }
  for (const group of groups) group.sort((a, b) => a.period - b.period || a.unit - b.unit);
  return groups;
}

/** Folds the entries and lays out the year's figures. Throws RangeError on a plan without a global org unit. */
export function yearState(plan: Plan, year: number, entries: readonly LedgerEntry[]): YearState {
  const lookup = createLookup(plan);
  const units = plan.orgUnits;
  const current = foldEntries(entries).filter(({ period }) => isPeriod(period));
  const calendar = calendarOf(
    year,
    current.map(({ period }) => period),
  );
  const unitOf = indexBy(units);
  const placed = place(current, indexBy(plan.indicators), unitOf, calendar);
  const figures = plan.indicators.map((indicator, index) =>
    figuresOf(indicator, placed[index] ?? [], units.length, calendar, lookup.dimension),
  );
  const noted = placed.flatMap((group) => group.filter(({ observation }) => (observation.note?.trim() ?? '') !== ''));
  return { lookup, units, unitOf, tree: treeOf(units), calendar, figures, placed, noted };
}
