import { rowsByDimensions, totalOf } from '../figures.ts';
import { issue } from '../issue.ts';
import { blockParams, cellOfBlock } from '../place.ts';
import type { Rule } from '../rule.ts';

/** A total to be summed from categories of which some are not reported: what is missing is not zero. */
export const incompleteBreakdown: Rule = {
  code: 'incomplete-breakdown',
  check(block, { plan, proposals }) {
    const { definition, total, readable, breakdown } = block;
    if (!definition || total || !readable || !totalOf(block, definition)) return [];
    const [rows = []] = rowsByDimensions(breakdown).values();
    return (rows[0]?.dimensions ?? []).flatMap((code) => {
      const dimension = plan.dimensions.find((one) => one.code === code);
      if (!dimension || dimension.open) return [];
      const stated = new Set(rows.map(({ categories }) => categories[code]));
      const missing = dimension.categories.filter((category) => !stated.has(category.code));
      if (missing.length === 0) return [];
      const expected = missing.map((category) => proposals.categoryName(code, category.code)).join(', ');
      const params = { ...blockParams(block), dimension: proposals.dimension(code) };
      return [issue('incomplete-breakdown', 'error', { ...cellOfBlock(block), expected, params })];
    });
  },
};
