import type { LedgerEntry } from '../ledger/entry.ts';
import { createLookup, type Lookup } from '../plan/lookup.ts';
import type { OrgUnit, Plan } from '../plan/model.ts';
import { isPeriod, type Period } from '../plan/period.ts';
import { type Calendar, calendarOf } from './calendar.ts';
import { createCells } from './cells.ts';
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

function statedPeriods(entries: readonly LedgerEntry[]): Set<Period> {
  const stated = new Set<Period>();
  let last: Period = '';
  for (const { observations } of entries)
    for (const { period } of observations) {
      if (period === last) continue;
      last = period;
      if (isPeriod(period)) stated.add(period);
    }
  return stated;
}

/** Folds the entries and lays out the year's figures. Throws RangeError on a plan without a global org unit. */
export function yearState(plan: Plan, year: number, entries: readonly LedgerEntry[]): YearState {
  const lookup = createLookup(plan);
  const units = plan.orgUnits;
  const calendar = calendarOf(year, statedPeriods(entries));
  const unitOf = indexBy(units.map(({ code }) => code));
  const indicatorOf = indexBy(plan.indicators.map(({ code }) => code));
  const winners = winnersOf(entries, { indicators: indicatorOf, periods: indexBy(calendar.periods), units: unitOf });
  const cells = createCells();
  const figures = plan.indicators.map((indicator, index) =>
    figuresOf(
      {
        ...{ indicator, units: units.length, calendar, dimensionOf: lookup.dimension },
        stated: (period, unit) => winners(index, period, unit)?.observation ?? null,
      },
      cells,
    ),
  );
  return { lookup, units, unitOf, tree: treeOf(units), calendar, figures, winners };
}
