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

interface StatedRow extends Amount {
  readonly row: BreakdownRow;
  /** The dimensions it is broken down by, in the plan's order for the indicator. */
  readonly by: string;
  readonly depth: number;
}

function statedRows(indicator: Indicator, observation: Observation): StatedRow[] {
  return observation.breakdown.flatMap((row) => {
    const amount = amountOf(row, indicator.overOrgUnits === 'ratio');
    const by = indicator.dimensions.filter((dimension) => row.categories[dimension] !== undefined);
    return amount ? [{ ...amount, row, by: by.join('\n'), depth: Object.keys(row.categories).length }] : [];
  });
}

/** The rows that give a dimension's categories once: those of the dimension alone, else of its smallest crossing. */
function rowsFor(rows: readonly StatedRow[], dimension: string, additive: boolean): readonly StatedRow[] {
  const candidates = rows
    .filter(({ row, depth }) => row.categories[dimension] !== undefined && (depth === 1 || additive))
    .sort((a, b) => a.depth - b.depth || (a.by < b.by ? -1 : a.by > b.by ? 1 : 0));
  const first = candidates[0];
  return first ? candidates.filter(({ by, depth }) => by === first.by && depth === first.depth) : [];
}

/**
 * An observation's figures by the categories of each of the indicator's dimensions, one dimension at a time; crossed rows are added up
 * over the other dimensions where figures may be added. Categories without a figure are left out.
 */
export function marginalsOf(indicator: Indicator, observation: Observation): Marginal[] {
  if (observation.breakdown.length === 0) return [];
  const rows = statedRows(indicator, observation);
  return indicator.dimensions.flatMap((dimension) => {
    const totals = new Map<string, Amount>();
    for (const { row, value, denominator } of rowsFor(rows, dimension, isAdditive(indicator))) {
      const category = row.categories[dimension] ?? '';
      const sum = totals.get(category);
      totals.set(category, {
        value: value + (sum?.value ?? 0),
        denominator: denominator + (sum?.denominator ?? 0),
      });
    }
    return [...totals].map(([category, amount]) => ({ dimension, category, ...amount }));
  });
}
