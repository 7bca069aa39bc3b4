import type { BreakdownRow, Figure, Observation } from '../ledger/entry.ts';
import type { Indicator } from '../plan/model.ts';

/** A figure as the cube holds it: a value, or numerator and denominator. */
export interface Amount {
  readonly value: number;
  readonly denominator: number;
}

/** A category's amount in one observation. */
export interface Marginal extends Amount {
  readonly dimension: string;
  readonly category: string;
}

/** The figure as the indicator's roll-up takes it; null when it is not reported. A ratio needs its numerator and denominator. */
export function amountOf(figure: Figure, ratio: boolean): Amount | null {
  const { value, numerator, denominator } = figure;
  if (!ratio) return value === null || !Number.isFinite(value) ? null : { value, denominator: Number.NaN };
  if (numerator === null || denominator === null) return null;
  return Number.isFinite(numerator) && Number.isFinite(denominator) ? { value: numerator, denominator } : null;
}

/** Whether figures of crossed categories may be added: ratios by their parts, sums, and whatever is counted. */
function isAdditive({ overOrgUnits, kind }: Indicator): boolean {
  return overOrgUnits === 'ratio' || overOrgUnits === 'sum' || kind === 'count' || kind === 'amount';
}

/** Which dimensions a row is broken down by, and how many. */
function crossingOf({ categories }: BreakdownRow): { readonly by: string; readonly depth: number } {
  const dimensions = Object.keys(categories);
  return { by: dimensions.length === 1 ? '' : dimensions.sort().join('\n'), depth: dimensions.length };
}

/** The rows that give a dimension's categories once: those of the dimension alone, else of its smallest crossing. */
function rowsFor(rows: readonly BreakdownRow[], dimension: string, additive: boolean): readonly BreakdownRow[] {
  let best: BreakdownRow[] = [];
  let chosen = { by: '', depth: Number.POSITIVE_INFINITY };
  for (const row of rows) {
    if (row.categories[dimension] === undefined) continue;
    const crossing = crossingOf(row);
    if (crossing.depth > 1 && !additive) continue;
    if (crossing.depth === chosen.depth && crossing.by === chosen.by) best.push(row);
    else if (crossing.depth < chosen.depth || (crossing.depth === chosen.depth && crossing.by < chosen.by)) {
      best = [row];
      chosen = crossing;
    }
  }
  return best;
}

/**
 * An observation's figures by the categories of each of the indicator's dimensions, one dimension at a time; crossed rows are added up
 * over the other dimensions where figures may be added. Categories without a figure are left out.
 */
export function marginalsOf(indicator: Indicator, observation: Observation): Marginal[] {
  const marginals: Marginal[] = [];
  if (observation.breakdown.length === 0) return marginals;
  const ratio = indicator.overOrgUnits === 'ratio';
  const stated = observation.breakdown.filter((row) => amountOf(row, ratio) !== null);
  for (const dimension of indicator.dimensions) {
    const totals = new Map<string, Amount>();
    for (const row of rowsFor(stated, dimension, isAdditive(indicator))) {
      const category = row.categories[dimension];
      const amount = amountOf(row, ratio);
      if (category === undefined || amount === null) continue;
      const sum = totals.get(category);
      totals.set(category, sum ? plus(sum, amount) : amount);
    }
    for (const [category, { value, denominator }] of totals)
      marginals.push({ dimension, category, value, denominator });
  }
  return marginals;
}

export function plus(a: Amount, b: Amount): Amount {
  return { value: a.value + b.value, denominator: a.denominator + b.denominator };
}
