import { columnLetters } from '../sheet/grid.ts';
import type { ExpectedResult } from './expected-rows.ts';

export type ColumnKey =
  | 'code'
  | 'indicator'
  | 'unit'
  | 'baseline'
  | 'target'
  | 'last'
  | 'period'
  | 'dimension'
  | 'category'
  | 'value'
  | 'numerator'
  | 'denominator'
  | 'check'
  | 'note';

/** In characters. */
const WIDTHS: Readonly<Record<ColumnKey, number>> = {
  ...{ code: 11, indicator: 46, unit: 12, baseline: 13, target: 14, last: 13, period: 15 },
  ...{ dimension: 16, category: 28, value: 14, numerator: 14, denominator: 14, check: 17, note: 28 },
};

const ORDER: readonly ColumnKey[] = [
  ...(['code', 'indicator', 'unit', 'baseline', 'target', 'last', 'period', 'dimension', 'category'] as const),
  ...(['value', 'numerator', 'denominator', 'check', 'note'] as const),
];

/** The columns of an entry sheet. */
export interface Columns {
  readonly keys: readonly ColumnKey[];
  readonly widths: readonly number[];
  /** Index from 0; -1 where the sheet has no such column. */
  index(key: ColumnKey): number;
  letter(key: ColumnKey): string;
}

/** The columns that the expected indicators need: no fractions without a ratio, no categories without a breakdown. */
export function columnsFor(results: readonly ExpectedResult[]): Columns {
  const indicators = results.flatMap((result) => result.indicators.map(({ indicator }) => indicator));
  const ratios = indicators.some(({ overOrgUnits }) => overOrgUnits === 'ratio');
  const breakdowns = indicators.some(({ dimensions }) => dimensions.length > 0);
  const left = new Set<ColumnKey>([
    ...(ratios ? [] : (['numerator', 'denominator'] as const)),
    ...(breakdowns ? [] : (['dimension', 'category'] as const)),
    ...(ratios || breakdowns ? [] : (['check'] as const)),
  ]);
  const keys = ORDER.filter((key) => !left.has(key));
  return {
    keys,
    widths: keys.map((key) => WIDTHS[key]),
    index: (key) => keys.indexOf(key),
    letter: (key) => columnLetters(keys.indexOf(key)),
  };
}
