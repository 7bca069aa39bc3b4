import type { Indicator } from '../../plan/model.ts';
import type { Statement, WrittenNumber } from '../../sheet/statement.ts';
import { figuresOf, type Part } from '../block.ts';
import { additiveParts } from '../figures.ts';
import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

interface Range {
  readonly min: number | null;
  readonly max: number | null;
}

/** The range of a figure. The part of a sum may be less than the least allowed for the whole; only amounts can be negative without the plan saying so. */
export function rangeOf(indicator: Indicator, part: Part, isTotal: boolean): Range {
  if (part !== 'value') return { min: indicator.kind === 'amount' ? null : 0, max: null };
  const floor = indicator.kind === 'count' || indicator.kind === 'percentage' ? 0 : null;
  const adds = additiveParts(indicator).length > 0;
  const min = isTotal || !adds ? indicator.min : indicator.min === null ? null : Math.min(indicator.min, 0);
  return { min: min ?? floor, max: indicator.max };
}

function outside(number: number, { min, max }: Range): boolean {
  return (min !== null && number < min) || (max !== null && number > max);
}

/** Whole numbers beyond the greatest safe one lose their last digits. */
function isExact(number: number | null): boolean {
  return number === null || Math.abs(number) <= Number.MAX_SAFE_INTEGER;
}

function rangeText(indicator: Indicator, { min, max }: Range, part: Part): string {
  const show = (bound: number) =>
    indicator.kind === 'percentage' && part === 'value' ? `${Number((bound * 100).toPrecision(12))}%` : String(bound);
  if (min === null) return max === null ? '' : `≤ ${show(max)}`;
  return max === null ? `≥ ${show(min)}` : `${show(min)} – ${show(max)}`;
}

/** The quotient that a ratio's numerator and denominator make, at the numerator's place; null where another rule tells what is wrong with it. */
function quotientOf({ value, numerator, denominator }: Statement, { kind, max }: Indicator): WrittenNumber | null {
  if (value !== null || numerator?.number == null || !denominator?.number) return null;
  const number = numerator.number / denominator.number;
  if (kind === 'percentage' && (number < 0 || (number > 1 && (max ?? 1) <= 1))) return null;
  return { ...numerator, found: `${numerator.found} / ${denominator.found}`, number };
}

/** A bare 45 for a percentage is unclear before it is too great. */
function isUnclear(written: WrittenNumber, { kind }: Indicator): boolean {
  return kind === 'percentage' && (written.number ?? 0) > 1 && !/[%٪]/.test(written.found);
}

/** A figure outside the range that the plan allows, or below zero where nothing can be. */
export const outOfRange: Rule = {
  code: 'out-of-range',
  check({ definition, statements }) {
    if (!definition) return [];
    return statements.flatMap((statement) => {
      const isTotal = statement.categories.length === 0;
      const quotient = quotientOf(statement, definition);
      const stated = figuresOf(statement).filter(
        ({ part, written }) => part !== 'value' || !isUnclear(written, definition),
      );
      const figures = quotient ? [...stated, { part: 'value' as const, written: quotient }] : stated;
      return figures.flatMap(({ part, written: { at, found, number } }) => {
        const allowed = rangeOf(definition, part, isTotal);
        const range = isExact(number) ? allowed : { ...allowed, max: allowed.max ?? Number.MAX_SAFE_INTEGER };
        if (number === null || !outside(number, range)) return [];
        return [issue('out-of-range', 'error', { ...at, found, expected: rangeText(definition, range, part) })];
      });
    });
  },
};
