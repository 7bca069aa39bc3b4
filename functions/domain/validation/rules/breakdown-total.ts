import type { Indicator } from '../../plan/model.ts';
import type { Block, BlockRow, Part } from '../block.ts';
import { additiveParts, plainNumber, rowsByDimensions, sumOf, tolerance } from '../figures.ts';
import { issue } from '../issue.ts';
import { blockParams, cellOfBlock, cellOfRow } from '../place.ts';
import type { Rule } from '../rule.ts';

interface Comparison {
  readonly whole: BlockRow;
  readonly rows: readonly BlockRow[];
  readonly dimensions: string;
}

function isPartOf(row: BlockRow, whole: BlockRow): boolean {
  return whole.dimensions.every((dimension) => row.categories[dimension] === whole.categories[dimension]);
}

/** Every coarser figure with the finer rows that make it up: the total with each breakdown, and `female` with `female x age`. */
function comparisons({ total, breakdown }: Block): Comparison[] {
  const groups = rowsByDimensions(breakdown);
  return [...(total ? [total] : []), ...breakdown].flatMap((whole) =>
    [...groups].flatMap(([dimensions, rows]) => {
      const [first] = rows;
      const finer =
        first !== undefined &&
        first.dimensions.length > whole.dimensions.length &&
        whole.dimensions.every((dimension) => first.dimensions.includes(dimension));
      const parts = finer ? rows.filter((row) => isPartOf(row, whole)) : [];
      return parts.length > 0 ? [{ whole, rows: parts, dimensions }] : [];
    }),
  );
}

/** Two different breakdowns of a total that is not stated must at least agree with each other. */
function unstated({ total, breakdown }: Block): Comparison[] {
  if (total) return [];
  const [[, base = []] = ['', []], ...others] = rowsByDimensions(breakdown);
  const [first] = base;
  if (!first) return [];
  const sums = {
    value: sumOf(base, 'value'),
    numerator: sumOf(base, 'numerator'),
    denominator: sumOf(base, 'denominator'),
  };
  return others.map(([dimensions, rows]) => ({ whole: { ...first, ...sums }, rows, dimensions }));
}

function differs(sum: number, whole: number, indicator: Indicator, part: Part): boolean {
  const allowed = tolerance(indicator, part) + Math.abs(whole) * 1e-12;
  return indicator.breakdown === 'complete' ? Math.abs(sum - whole) > allowed : sum - whole > allowed;
}

/** Rows of a breakdown that do not add up to their total (`complete`), or add up to more (`partial`, `optional`). */
export const breakdownTotal: Rule = {
  code: 'breakdown-total',
  check(block) {
    const { definition, readable } = block;
    if (!definition || !readable) return [];
    const additive = additiveParts(definition);
    const all = [...comparisons(block), ...(definition.breakdown === 'complete' ? unstated(block) : [])];
    return all.flatMap(({ whole, rows, dimensions }) =>
      additive.flatMap((part) => {
        const total = whole[part];
        const sum = sumOf(rows, part);
        if (total === null || sum === null || !differs(sum, total, definition, part)) return [];
        const params = {
          ...blockParams(block),
          dimension: dimensions,
          breakdown: definition.breakdown,
          difference: plainNumber(sum - total),
        };
        return [
          issue('breakdown-total', 'error', {
            ...(cellOfRow(whole) ?? cellOfBlock(block)),
            found: plainNumber(sum),
            expected: plainNumber(total),
            params,
          }),
        ];
      }),
    );
  },
};
