import type { BreakdownRow } from '../ledger/entry.ts';
import type { Laid } from './winners.ts';

/** Everything that rows of a year's entries tell of, as integers from 0. */
export interface CategoryCodes {
  readonly all: readonly BreakdownRow['categories'][];
  /** Per entry laid out, the code of each of its own categories. */
  readonly of: readonly Int32Array[];
}

/** Gives each combination of categories a code, the same in all entries. */
export function categoryCodes(laid: readonly Laid[]): CategoryCodes {
  const all: BreakdownRow['categories'][] = [];
  const byObject = new Map<BreakdownRow['categories'], number>();
  const byText = new Map<string, number>();
  const codeOf = (categories: BreakdownRow['categories']): number => {
    const met = byObject.get(categories);
    if (met !== undefined) return met;
    const text = JSON.stringify(categories);
    const code = byText.get(text) ?? all.push(categories) - 1;
    byText.set(text, code);
    byObject.set(categories, code);
    return code;
  };
  return { all, of: laid.map(({ columns }) => Int32Array.from(columns.breakdown.categories, codeOf)) };
}
