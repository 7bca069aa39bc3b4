import { flag, type PlanCheck } from '../workbook/draft.ts';

/** People and things are counted whole. */
export const decimalsCheck: PlanCheck = ({ indicators }) =>
  indicators.flatMap((entry) =>
    entry.item.kind === 'count' && entry.item.decimals > 0 && entry.sound('kind', 'decimals')
      ? [flag(entry, 'decimals', 'plan-count-with-decimals', 'error', 0)]
      : [],
  );
