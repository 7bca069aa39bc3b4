import type { ValidationIssue } from '../../validation/issue.ts';
import type { PeriodWindow } from '../model.ts';
import { firstDay, lastDay } from '../period.ts';
import { type Draft, flag, type PlanCheck } from '../workbook/draft.ts';
import type { Entry } from '../workbook/record.ts';
import { planDates, withinPlan } from './plan-dates.ts';

function orderIssues(entry: Entry<PeriodWindow>): ValidationIssue[] {
  const { opens, due, closes } = entry.item;
  const sound = (...columns: string[]) => entry.sound(...columns);
  return [
    ...(sound('opens', 'due') && due < opens ? [flag(entry, 'due', 'plan-due-before-opens', 'error', opens)] : []),
    ...(sound('due', 'closes') && closes < due ? [flag(entry, 'closes', 'plan-closes-before-due', 'error', due)] : []),
  ];
}

function periodIssues(entry: Entry<PeriodWindow>, { settings }: Draft): ValidationIssue[] {
  const { period, opens, due } = entry.item;
  if (!entry.sound('period')) return [];
  if (!withinPlan(period, settings))
    return [flag(entry, 'period', 'plan-period-outside', 'error', planDates(settings))];
  return [
    ...(entry.sound('opens') && opens < firstDay(period)
      ? [flag(entry, 'opens', 'plan-opens-before-period', 'warning', firstDay(period), { period })]
      : []),
    ...(entry.sound('due') && due < lastDay(period)
      ? [flag(entry, 'due', 'plan-due-before-period-ends', 'warning', lastDay(period), { period })]
      : []),
  ];
}

/** A period lies within the plan, and its window opens, falls due and closes in that order, around the period's end. */
export const periodWindowsCheck: PlanCheck = (draft) =>
  draft.periods.flatMap((entry) => [...orderIssues(entry), ...periodIssues(entry, draft)]);
