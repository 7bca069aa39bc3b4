import type { BreakdownRow, Figure, Observation } from '../ledger/entry.ts';
import type { Indicator } from '../plan/model.ts';
import { isCrossed } from './crossed.ts';

/**
 * The figure as the indicator's roll-up takes it: its value or, of a ratio, its numerator. NaN where it is not reported; a ratio needs
 * its numerator and denominator.
 */
export function amountOf({ value, numerator, denominator }: Figure, ratio: boolean): number {
  if (!ratio) return value === null || !Number.isFinite(value) ? Number.NaN : value;
  if (numerator === null || denominator === null || !Number.isFinite(denominator)) return Number.NaN;
  return Number.isFinite(numerator) ? numerator : Number.NaN;
}

/** Of a ratio its denominator, else NaN. */
export function denominatorOf({ denominator }: Figure, ratio: boolean): number {
  return ratio && denominator !== null ? denominator : Number.NaN;
}

/** Whether figures of crossed categories may be added: ratios by their parts, sums, and whatever is counted. */
function isAdditive({ overOrgUnits, kind }: Indicator): boolean {
  return overOrgUnits === 'ratio' || overOrgUnits === 'sum' || kind === 'count' || kind === 'amount';
}

/** Which dimensions a row is broken down by, and how many. */
interface Crossing {
  readonly by: string;
  readonly depth: number;
}

const ALONE: Crossing = { by: '', depth: 1 };
const NONE: Crossing = { by: '', depth: Number.POSITIVE_INFINITY };

/** Rows of a ledger share the objects that name their categories. */
const crossings = new WeakMap<BreakdownRow['categories'], Crossing>();

function crossingOf(categories: BreakdownRow['categories']): Crossing {
  let depth = 0;
  for (const _ in categories) depth++;
  if (depth === 1) return ALONE;
  const known = crossings.get(categories);
  if (known) return known;
  const crossing = { by: Object.keys(categories).sort().join('\n'), depth };
  crossings.set(categories, crossing);
  return crossing;
}

const isSmaller = (a: Crossing, b: Crossing): boolean => a.depth < b.depth || (a.depth === b.depth && a.by < b.by);
const isSame = (a: Crossing, b: Crossing): boolean => a.depth === b.depth && a.by === b.by;

/** Whether a row has a figure that tells of a category of the dimension. */
function tells(row: BreakdownRow, dimension: string, ratio: boolean, additive: boolean): boolean {
  if (row.categories[dimension] === undefined || Number.isNaN(amountOf(row, ratio))) return false;
  return additive || crossingOf(row.categories).depth === 1;
}

/**
 * The rows that give the categories of each of the indicator's dimensions once, one dimension at a time: those of the dimension alone,
 * else of its smallest crossing, to be added up over the other dimensions, where figures may be added.
 */
export function eachMarginal(
  indicator: Indicator,
  rows: readonly BreakdownRow[],
  visit: (dimension: string, category: string, row: BreakdownRow) => void,
): void {
  const ratio = indicator.overOrgUnits === 'ratio';
  const additive = isAdditive(indicator);
  for (const dimension of indicator.dimensions) {
    let chosen = NONE;
    for (const row of rows) {
      if (!tells(row, dimension, ratio, additive)) continue;
      const crossing = crossingOf(row.categories);
      if (isSmaller(crossing, chosen)) chosen = crossing;
    }
    if (chosen === NONE) continue;
    for (const row of rows) {
      const category = row.categories[dimension];
      if (category === undefined || !tells(row, dimension, ratio, additive)) continue;
      if (isSame(crossingOf(row.categories), chosen)) visit(dimension, category, row);
    }
  }
}

/** Whether an observation has a figure of the indicator: a total, a category's or a crossed cell's. A withdrawal has none. */
export function isStated(indicator: Indicator, { total, breakdown }: Observation): boolean {
  const ratio = indicator.overOrgUnits === 'ratio';
  if (!Number.isNaN(amountOf(total, ratio))) return true;
  let found = false;
  eachMarginal(indicator, breakdown, () => {
    found = true;
  });
  return (
    found ||
    breakdown.some((row) => !Number.isNaN(amountOf(row, ratio)) && isCrossed(row.categories, indicator.dimensions))
  );
}
