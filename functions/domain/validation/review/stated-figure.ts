import type { BreakdownRow, Observation } from '../../ledger/entry.ts';
import type { NamedFigure } from '../../plan/expression.ts';
import type { Indicator } from '../../plan/model.ts';
import { additiveParts, sum } from '../figures.ts';

export interface StatedFigure {
  readonly value: number;
  /** The row that states it; undefined for a total. */
  readonly row: BreakdownRow | undefined;
}

type Categories = NamedFigure['categories'];

function includes(row: BreakdownRow, categories: Categories): boolean {
  return categories.every(({ dimension, category }) => row.categories[dimension] === category);
}

/** The sum of the rows that break a part down further, by the fewest dimensions. */
function summed(rows: readonly BreakdownRow[]): StatedFigure | null {
  const groups = Map.groupBy(rows, (row) => Object.keys(row.categories).join('\n'));
  const [finer = []] = [...groups.values()].sort(
    ([a], [b]) => Object.keys(a?.categories ?? {}).length - Object.keys(b?.categories ?? {}).length,
  );
  const values = finer.flatMap(({ value }) => value ?? []);
  const [row] = finer;
  return row && values.length === finer.length ? { value: sum(values), row } : null;
}

/**
 * What an observation states of a figure that a rule names: its total, or the part for some categories; of a complete breakdown also the sum
 * of the rows that break that part down further, and 0 as the part of nothing. Null where it states none.
 */
export function statedFigure(
  { total, breakdown }: Observation,
  indicator: Indicator,
  categories: Categories,
): StatedFigure | null {
  if (categories.length === 0) return total.value === null ? null : { value: total.value, row: undefined };
  const rows = breakdown.filter((row) => includes(row, categories));
  const exact = rows.find((row) => Object.keys(row.categories).length === categories.length);
  if (exact) return exact.value === null ? null : { value: exact.value, row: exact };
  if (indicator.breakdown !== 'complete' || !additiveParts(indicator).includes('value')) return null;
  if (breakdown.length === 0 && total.value === 0) return { value: 0, row: undefined };
  return summed(rows);
}
