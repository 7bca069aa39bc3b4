import type { LedgerEntry } from '../ledger/entry.ts';
import type { Plan } from '../plan/model.ts';
import { yearOf } from '../plan/period.ts';
import { basisOf, distinctEntries } from './basis.ts';
import { planToDateWindow } from './calendar.ts';
import { continued, type Running } from './running.ts';
import { yearState } from './year-state.ts';

/**
 * What the years of a plan up to the end of one leave to those that come after: totals only, under the codes, the rules and the org
 * units of one version of the plan, so that the plan so far can be told without reading the ledger of earlier years.
 */
export interface Carry {
  /** The last year it holds. */
  readonly year: number;
  /** Ledger entries of all its years; grows only. */
  readonly total: number;
  /** Of these, per org unit in plan order, those of its subtree. */
  readonly entries: readonly number[];
  /** Per indicator in plan order; null where nothing was reported. */
  readonly figures: readonly (Running | null)[];
}

export interface CarryInput {
  readonly plan: Plan;
  readonly year: number;
  /** Every ledger entry of the year, in any order, repeated or not, under the plan's codes. */
  readonly entries: readonly LedgerEntry[];
  /** That of the last year before with figures; null where the plan has none. */
  readonly before: Carry | null;
}

function isEmpty({ value, denominator }: Running): boolean {
  return value.every(Number.isNaN) && (denominator?.every(Number.isNaN) ?? true);
}

/** The carry of a year: that of the years before, continued by the year. Years before the plan's first carry nothing. */
export function carryOf({ plan, year, entries, before }: CarryInput): Carry {
  const state = yearState(plan, year, entries);
  const window = planToDateWindow(state.calendar, String(year), plan.start);
  const basis = basisOf(year, entries, state.unitOf, state.tree);
  const own = distinctEntries(entries).filter(({ period }) => yearOf(period) === year);
  return {
    year,
    total: (before?.total ?? 0) + own.length,
    entries: state.units.map((_, unit) => (before?.entries[unit] ?? 0) + basis(String(year), unit).entries),
    figures: state.figures.map(({ cube, indicator }, index) => {
      const running = continued(before?.figures[index] ?? null, cube, window, indicator);
      return isEmpty(running) ? null : running;
    }),
  };
}
