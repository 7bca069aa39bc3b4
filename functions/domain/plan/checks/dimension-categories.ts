import { flag, type PlanCheck } from '../workbook/draft.ts';

/** A dimension has categories, or takes any (`*`). */
export const dimensionCategoriesCheck: PlanCheck = ({ dimensions }) =>
  [...Map.groupBy(dimensions, ({ item }) => item.dimension).values()].flatMap(([first, ...more]) =>
    first?.sound('dimension', 'category') && [first, ...more].every(({ item }) => item.code === '')
      ? [flag(first, 'category', 'plan-dimension-without-categories', 'error', '*')]
      : [],
  );
