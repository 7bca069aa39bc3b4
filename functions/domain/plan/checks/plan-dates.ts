import { firstDay, lastDay, type Period } from '../period.ts';
import type { Settings } from '../sheets/settings.ts';
import { flag, type PlanCheck } from '../workbook/draft.ts';
import type { Entry } from '../workbook/record.ts';

/** Whether a period lies wholly within the plan; true where the plan's own dates make no sense. */
export function withinPlan(period: Period, settings: Entry<Settings>): boolean {
  const { start, end } = settings.item;
  if (!settings.sound('start', 'end') || start > end) return true;
  return firstDay(period) >= start && lastDay(period) <= end;
}

/** The plan's dates as an issue shows them. */
export function planDates({ item }: Entry<Settings>): string {
  return `${item.start} … ${item.end}`;
}

/** The plan starts before it ends, and this version takes effect in between. */
export const planDatesCheck: PlanCheck = ({ settings }) => {
  const { start, end, effectiveFrom } = settings.item;
  if (settings.sound('start', 'end') && start > end)
    return [flag(settings, 'end', 'plan-ends-before-start', 'error', start)];
  return settings.sound('effectiveFrom') && !withinPlan(effectiveFrom, settings)
    ? [flag(settings, 'effectiveFrom', 'plan-period-outside', 'error', planDates(settings))]
    : [];
};
