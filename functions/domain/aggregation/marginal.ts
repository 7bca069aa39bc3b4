import type { FigureColumns } from '../ledger/columns.ts';
import type { BreakdownRow, Figure, Observation } from '../ledger/entry.ts';
import type { Indicator } from '../plan/model.ts';
import { isCrossed } from './crossed.ts';

/** The amount of a ratio needs its denominator. */
const amount = (value: number, denominator: number, ratio: boolean): number =>
  Number.isFinite(value) && (!ratio || Number.isFinite(denominator)) ? value : Number.NaN;

/**
 * A figure as the indicator's roll-up takes it: its value or, of a ratio, its numerator. NaN where it is not reported; a ratio needs
 * its numerator and denominator.
 */
export function amountAt({ value, numerator, denominator }: FigureColumns, at: number, ratio: boolean): number {
  const column = ratio ? numerator : value;
  return amount(column?.[at] ?? Number.NaN, denominator?.[at] ?? Number.NaN, ratio);
}

/** Of a ratio its denominator, else NaN. */
export function denominatorAt({ denominator }: FigureColumns, at: number, ratio: boolean): number {
  return ratio ? (denominator?.[at] ?? Number.NaN) : Number.NaN;
}

/** Whether figures of crossed categories may be added: ratios by their parts, sums, and whatever is counted. */
export function isAdditive({ overOrgUnits, kind }: Indicator): boolean {
  return overOrgUnits === 'ratio' || overOrgUnits === 'sum' || kind === 'count' || kind === 'amount';
}

/** Whether an observation has a figure of the indicator: a total, a category's or a crossed cell's. A withdrawal has none. */
export function isStated(indicator: Indicator, { total, breakdown }: Observation): boolean {
  const ratio = indicator.overOrgUnits === 'ratio';
  const isAmount = ({ value, numerator, denominator }: Figure): boolean =>
    !Number.isNaN(amount((ratio ? numerator : value) ?? Number.NaN, denominator ?? Number.NaN, ratio));
  const tells = ({ categories }: BreakdownRow): boolean =>
    isCrossed(categories, indicator.dimensions) ||
    (indicator.dimensions.some((dimension) => categories[dimension] !== undefined) &&
      (isAdditive(indicator) || Object.keys(categories).length === 1));
  return isAmount(total) || breakdown.some((row) => isAmount(row) && tells(row));
}
