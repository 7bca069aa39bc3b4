import type { LedgerEntry } from '../ledger/entry.ts';
import { createLookup, type Lookup } from '../plan/lookup.ts';
import type { OrgUnit, Plan } from '../plan/model.ts';
import { isPeriod, type Period } from '../plan/period.ts';
import { type Calendar, calendarOf } from './calendar.ts';
import { type Figures, figuresOf } from './figures.ts';
import { type Tree, treeOf } from './tree.ts';
import { type Winners, winnersOf } from './winners.ts';

/** What the ledger says about a year, laid out for computing. */
export interface YearState {
  readonly lookup: Lookup;
  readonly units: readonly OrgUnit[];
  readonly unitOf: ReadonlyMap<string, number>;
  readonly tree: Tree;
  readonly calendar: Calendar;
  /** The plan's indicators, in plan order. */
  readonly figures: readonly Figures[];
  /** The observations that count; those of units, indicators or years that the plan does not have are left out. */
  readonly winners: Winners;
}

function indexBy(codes: Iterable<string>): Map<string, number> {
  return new Map(Array.from(codes, (code, index) => [code, index]));
}

const statedPeriods = (entries: readonly LedgerEntry[]): Set<Period> =>
  new Set(
    entries
      .filter(({ observations }) => observations.length > 0)
      .map(({ period }) => period)
      .filter(isPeriod),
  );

/** Folds the entries and lays out the year's figures. Throws RangeError on a plan without a global org unit. */
export function yearState(plan: Plan, year: number, entries: readonly LedgerEntry[]): YearState {
  const lookup = createLookup(plan);
  const units = plan.orgUnits;
  const calendar = calendarOf(year, statedPeriods(entries));
  const unitOf = indexBy(units.map(({ code }) => code));
  const indicatorOf = indexBy(plan.indicators.map(({ code }) => code));
  const winners = winnersOf(entries, { indicators: indicatorOf, periods: indexBy(calendar.periods), units: unitOf });
  const figures = figuresOf({
    ...{ indicators: plan.indicators, units: units.length, calendar, winners },
    dimensionOf: lookup.dimension,
  });
  return { lookup, units, unitOf, tree: treeOf(units), calendar, figures, winners };
}
