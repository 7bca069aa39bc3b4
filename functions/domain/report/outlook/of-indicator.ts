import type { Actual, ScopeActuals } from '../../aggregation/actual.ts';
import { oncePer } from '../../once-per.ts';
import type { Indicator, Plan } from '../../plan/model.ts';
import { firstDay, frequencyOf, lastDay, type Period } from '../../plan/period.ts';
import type { Stated } from './comparable-run.ts';
import { type Outlook, type OutlookInput, outlookOf } from './outlook.ts';
import type { WithoutOutlook } from './reasons.ts';
import { periodsBetween } from './span.ts';

const NOBODY = { reported: 0, expected: 0 };

const byIndicator = oncePer(
  ({ actuals }: ScopeActuals): ReadonlyMap<string, Actual> => new Map(actuals.map((one) => [one.indicator, one])),
);

/** Every period of the indicator's frequency from the plan's first, or the first with figures, to the last that has ended by a period's end. */
function statedBy(
  { code, frequency }: Indicator,
  plan: Pick<Plan, 'start'>,
  end: string,
  past: readonly ScopeActuals[],
): Stated[] {
  const known = new Map(past.filter((one) => frequencyOf(one.period) === frequency).map((one) => [one.period, one]));
  const start = [plan.start, ...[...known.keys()].map(firstDay)].sort()[0] ?? plan.start;
  const periods = periodsBetween(start, end, frequency).filter((period) => lastDay(period) <= end);
  return periods.map((period) => {
    const actuals = known.get(period);
    const actual = actuals ? byIndicator(actuals).get(code) : undefined;
    return { period, value: actual?.value ?? null, coverage: actual?.coverage ?? NOBODY };
  });
}

/**
 * The outlook of an indicator as of a period, from the scope's actuals of all periods of any length: the trend runs over periods of the indicator's own
 * frequency, however long the report's.
 */
export function outlookOfIndicator(
  indicator: Indicator,
  plan: Pick<Plan, 'start' | 'end'>,
  period: Period,
  past: readonly ScopeActuals[],
  { targetOf, sideOf }: Pick<OutlookInput, 'targetOf' | 'sideOf'>,
): Outlook | WithoutOutlook {
  const stated = statedBy(indicator, plan, lastDay(period), past);
  const latest = past.find((one) => one.period === stated.at(-1)?.period);
  const planToDate = latest ? (byIndicator(latest).get(indicator.code)?.planToDate ?? null) : null;
  return outlookOf({ indicator, plan, stated, planToDate, targetOf, sideOf });
}
