import type { Figure } from '../ledger/entry.ts';
import { oncePer } from '../once-per.ts';
import type { Indicator } from '../plan/model.ts';
import type { Block, BlockRow, Part } from './block.ts';

/** The sum of numbers, the same for any order of them: smallest first, with the rounding errors carried (Neumaier's summation). */
export function sum(numbers: readonly number[]): number {
  const sorted = numbers.every(Number.isInteger)
    ? numbers
    : [...numbers].sort((a, b) => Math.abs(a) - Math.abs(b) || a - b);
  let total = 0;
  let lost = 0;
  for (const number of sorted) {
    const next = total + number;
    lost += Math.abs(total) >= Math.abs(number) ? total - next + number : number - next + total;
    total = next;
  }
  return total + lost;
}

/** A figure as it is written in messages, without binary noise. */
export function plainNumber(number: number): string {
  return String(Number(number.toPrecision(12)));
}

/** The parts of an indicator's figure that add up over categories; none for scores, means and answers. */
export function additiveParts(indicator: Indicator): readonly Part[] {
  if (indicator.overOrgUnits === 'ratio') return ['numerator', 'denominator'];
  return indicator.kind === 'count' || indicator.kind === 'amount' ? ['value'] : [];
}

/** Rows broken down by the same dimensions, those with the fewest dimensions first. */
export const rowsByDimensions = oncePer((rows: readonly BlockRow[]): ReadonlyMap<string, readonly BlockRow[]> => {
  const groups = new Map<string, BlockRow[]>();
  const sorted = [...rows].sort((a, b) => a.dimensions.length - b.dimensions.length);
  for (const row of sorted) {
    const key = row.dimensions.join(', ');
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
});

/** The sum of a part over rows; null when a row does not state it, as a missing figure is not zero. */
export function sumOf(rows: readonly BlockRow[], part: Part): number | null {
  const numbers = rows.map((row) => row[part]).filter((number) => number !== null);
  return numbers.length === rows.length && rows.length > 0 ? sum(numbers) : null;
}

/** A row's figure; where only numerator and denominator are stated, or the indicator is a ratio, the value is their quotient (null for 0/0). */
export function figureOf(row: Figure, indicator: Indicator): Figure {
  const { value, numerator, denominator } = row;
  const quotient = numerator !== null && denominator !== null && denominator !== 0 ? numerator / denominator : null;
  const isRatio = indicator.overOrgUnits === 'ratio';
  return { value: isRatio ? quotient : (value ?? quotient), numerator, denominator };
}

/**
 * The total of a block: as stated, else (where the breakdown is complete and adds up) the sum of the rows with the fewest
 * dimensions; null where neither gives one.
 */
export function totalOf(block: Block, indicator: Indicator): Figure | null {
  if (block.total) return figureOf(block.total, indicator);
  const parts = additiveParts(indicator);
  if (indicator.breakdown !== 'complete' || parts.length === 0) return null;
  const [rows = []] = rowsByDimensions(block.breakdown).values();
  const sums = {
    value: null,
    numerator: null,
    denominator: null,
    ...Object.fromEntries(parts.map((part) => [part, sumOf(rows, part)])),
  };
  return parts.some((part) => sums[part] === null) ? null : figureOf(sums, indicator);
}

/** Half of the last decimal that the plan keeps: what rounding may hide. Percentages count theirs in hundredths. */
export function tolerance(indicator: Indicator, part: Part): number {
  const unit = part === 'value' && indicator.kind === 'percentage' ? 0.01 : 1;
  return 0.5 * 10 ** -indicator.decimals * unit;
}
