import type { BreakdownRow, Observation } from '../ledger/entry.ts';
import type { Indicator } from '../plan/model.ts';
import { type Amount, amountOf, plus } from './marginal.ts';

/** The amount of one cell of a crossed breakdown in one observation. */
export interface CrossedCell extends Amount {
  readonly categories: BreakdownRow['categories'];
}

/** Tells cells apart whatever the order in which their dimensions were written. */
export function cellKey(categories: BreakdownRow['categories'], dimensions: readonly string[]): string {
  return JSON.stringify(dimensions.map((dimension) => categories[dimension] ?? null));
}

/** Whether a row is crossed, by dimensions of the indicator only. */
function isCrossed(categories: BreakdownRow['categories'], dimensions: readonly string[]): boolean {
  const stated = Object.keys(categories);
  return stated.length > 1 && stated.every((dimension) => dimensions.includes(dimension));
}

/** An observation's crossed cells, as stated; those without a figure are left out, a cell stated twice is added up. */
export function crossedCellsOf({ dimensions, overOrgUnits }: Indicator, { breakdown }: Observation): CrossedCell[] {
  const cells = new Map<string, CrossedCell>();
  for (const row of breakdown) {
    const { categories } = row;
    if (!isCrossed(categories, dimensions)) continue;
    const amount = amountOf(row, overOrgUnits === 'ratio');
    if (amount === null) continue;
    const key = cellKey(categories, dimensions);
    const known = cells.get(key);
    cells.set(key, { categories, ...(known ? plus(known, amount) : amount) });
  }
  return [...cells.values()];
}
