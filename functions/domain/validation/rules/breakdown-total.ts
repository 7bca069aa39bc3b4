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

/** A row's categories of some dimensions, as one text. */
function categoriesOf(row: BlockRow, dimensions: readonly string[]): string {
  return JSON.stringify(dimensions.map((dimension) => row.categories[dimension]));
}

/** The rows of a finer breakdown by the coarser row they are part of. */
function partsOf(finer: readonly BlockRow[], dimensions: readonly string[]): Map<string, BlockRow[]> {
  const parts = new Map<string, BlockRow[]>();
  for (const row of finer) {
    const key = categoriesOf(row, dimensions);
    const group = parts.get(key);
    if (group) group.push(row);
    else parts.set(key, [row]);
  }
  return parts;
}

/** Every coarser figure with the finer rows that make it up: the total with each breakdown, and `female` with `female x age`. */
function comparisons({ total, breakdown }: Block): Comparison[] {
  const groups = rowsByDimensions(breakdown);
  const wholes = [...(total ? [[total]] : []), ...groups.values()];
  return wholes.flatMap((coarser) =>
    [...groups].flatMap(([dimensions, finer]) => {
      const own = coarser[0]?.dimensions ?? [];
      const finest = finer[0]?.dimensions ?? [];
      if (finest.length <= own.length || !own.every((dimension) => finest.includes(dimension))) return [];
      const parts = partsOf(finer, own);
      return coarser.flatMap((whole) => {
        const rows = parts.get(categoriesOf(whole, own));
        return rows ? [{ whole, rows, dimensions }] : [];
      });
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

export function differs(sum: number, whole: number, indicator: Indicator, part: Part): boolean {
  const allowed = tolerance(indicator, part) + Math.abs(whole) * 1e-12;
  return indicator.breakdown === 'complete' ? Math.abs(sum - whole) > allowed : sum - whole > allowed;
}

/** Rows of a breakdown that do not add up to their total (`complete`), or add up to more (`partial`, `optional`). */
export const breakdownTotal: Rule = {
  code: 'breakdown-total',
  check(block, { proposals }) {
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
          dimension: dimensions.split(', ').map(proposals.dimension).join(', '),
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
