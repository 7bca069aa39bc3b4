import { OPEN } from '../sheets/dimensions.ts';
import { flag, type PlanCheck } from '../workbook/draft.ts';

/** A dimension has a title of its own: that of a row with a blank category, or of its `*` row. */
export const dimensionTitlesCheck: PlanCheck = ({ dimensions }) =>
  [...Map.groupBy(dimensions, ({ item }) => item.dimension).values()].flatMap(([first, ...more]) =>
    first?.sound('dimension') && [first, ...more].every(({ item }) => item.code !== '' && item.code !== OPEN)
      ? [flag(first, 'dimension', 'plan-dimension-without-title', 'warning')]
      : [],
  );
