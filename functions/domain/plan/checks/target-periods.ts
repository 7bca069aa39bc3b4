import { frequencyOf, periodsWithin } from '../period.ts';
import { flag, type PlanCheck } from '../workbook/draft.ts';
import { planDates, withinPlan } from './plan-dates.ts';

/** A target's period lies within the plan and is no shorter than the indicator is reported for. */
export const targetPeriodsCheck: PlanCheck = ({ targets, indicators, settings }) => {
  const byCode = new Map(indicators.map((entry) => [entry.item.code, entry]));
  return targets.flatMap((entry) => {
    const { period, indicator } = entry.item;
    if (!entry.sound('period')) return [];
    if (!withinPlan(period, settings))
      return [flag(entry, 'period', 'plan-period-outside', 'error', planDates(settings))];
    const reported = byCode.get(indicator);
    return reported?.sound('frequency') && periodsWithin(period, reported.item.frequency).length === 0
      ? [
          flag(entry, 'period', 'plan-target-too-fine', 'warning', reported.item.frequency, {
            frequency: frequencyOf(period),
          }),
        ]
      : [];
  });
};
