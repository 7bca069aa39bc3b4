import type { Indicator } from '../model.ts';
import { flag, type PlanCheck } from '../workbook/draft.ts';

type Fault = readonly [column: 'overOrgUnits' | 'overTime' | 'reportedAs', expected: string];

/** Columns whose choice gives figures without a meaning, with what would have one. */
function faults({ kind, overOrgUnits, overTime, reportedAs }: Indicator): Fault[] {
  const isShare = kind === 'percentage' || kind === 'score';
  const found: Fault[] = [];
  if (overOrgUnits === 'ratio' && !isShare) found.push(['overOrgUnits', 'sum; mean; max; min; none']);
  if (overOrgUnits === 'sum' && isShare) found.push(['overOrgUnits', 'ratio; mean; max; min; none']);
  const addsUp = kind === 'count' || kind === 'amount' || overOrgUnits === 'ratio';
  if (overTime === 'sum' && !addsUp) found.push(['overTime', 'latest; mean; max; none']);
  if (reportedAs === 'year-to-date' && overTime !== 'sum') found.push(['reportedAs', 'per-period']);
  return found;
}

/**
 * Shares and scores are not added up, over org units or over time, unless as a ratio of sums; a ratio needs a share or a score; only
 * what is added up over time can be reported as a running total of the year.
 */
export const aggregationMeaningCheck: PlanCheck = ({ indicators }) =>
  indicators.flatMap((entry) =>
    entry.sound('kind', 'overOrgUnits', 'overTime', 'reportedAs')
      ? faults(entry.item).map(([column, expected]) =>
          flag(entry, column, 'plan-meaningless-aggregation', 'error', expected, { kind: entry.item.kind }),
        )
      : [],
  );
