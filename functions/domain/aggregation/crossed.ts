import type { BreakdownRow } from '../ledger/entry.ts';

/** Tells cells apart whatever the order in which their dimensions were written. */
export function cellKey(categories: BreakdownRow['categories'], dimensions: readonly string[]): string {
  return JSON.stringify(dimensions.map((dimension) => categories[dimension] ?? null));
}

/** Whether a row is crossed, by dimensions of the indicator only. */
export function isCrossed(categories: BreakdownRow['categories'], dimensions: readonly string[]): boolean {
  let stated = 0;
  for (const dimension in categories) {
    if (!dimensions.includes(dimension)) return false;
    stated++;
  }
  return stated > 1;
}
