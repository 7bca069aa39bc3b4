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
function rangeOf(indicator: Indicator, part: Part, isTotal: boolean): Range {
  if (part !== 'value') return { min: indicator.kind === 'amount' ? null : 0, max: null };
  const floor = indicator.kind === 'count' || indicator.kind === 'percentage' ? 0 : null;
  const adds = additiveParts(indicator).length > 0;
  const min = isTotal || !adds ? indicator.min : indicator.min === null ? null : Math.min(indicator.min, 0);
  return { min: min ?? floor, max: indicator.max };
}

function outside(number: number, { min, max }: Range): boolean {
  return (min !== null && number < min) || (max !== null && number > max);
}

function rangeText(indicator: Indicator, { min, max }: Range, part: Part): string {
  const show = (bound: number) =>
    indicator.kind === 'percentage' && part === 'value' ? `${Number((bound * 100).toPrecision(12))}%` : String(bound);
  if (min === null) return max === null ? '' : `≤ ${show(max)}`;
  return max === null ? `≥ ${show(min)}` : `${show(min)} – ${show(max)}`;
}

/** The quotient that a ratio's numerator and denominator make, at the numerator's place. */
function quotientOf({ numerator, denominator }: Statement): WrittenNumber | null {
  if (numerator?.number == null || !denominator?.number) return null;
  return {
    ...numerator,
    found: `${numerator.found} / ${denominator.found}`,
    number: numerator.number / denominator.number,
  };
}

/** A figure outside the range that the plan allows, or below zero where nothing can be. */
export const outOfRange: Rule = {
  code: 'out-of-range',
  check({ definition, statements }) {
    if (!definition) return [];
    return statements.flatMap((statement) => {
      const isTotal = statement.categories.length === 0;
      const quotient = statement.value === null ? quotientOf(statement) : null;
      const unclear =
        definition.kind === 'percentage' &&
        definition.max !== null &&
        statement.value?.number != null &&
        statement.value.number > 1 &&
        !/[%٪]/.test(statement.value.found);
      const figures = [...figuresOf(statement), ...(quotient ? [{ part: 'value' as const, written: quotient }] : [])];
      return figures
        .filter(
          ({ part, written }) =>
            written.number !== null &&
            !(unclear && part === 'value') &&
            outside(written.number, rangeOf(definition, part, isTotal)),
        )
        .map(({ part, written: { at, found } }) =>
          issue('out-of-range', 'error', {
            ...at,
            found,
            expected: rangeText(definition, rangeOf(definition, part, isTotal), part),
          }),
        );
    });
  },
};
