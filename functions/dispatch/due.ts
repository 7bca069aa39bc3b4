import { createLookup } from '../domain/plan/lookup.ts';
import type { Plan } from '../domain/plan/model.ts';
import {
  comparePeriods,
  contains,
  frequencyOf,
  lastDay,
  type Period,
  periodsContaining,
} from '../domain/plan/period.ts';
import type { ReportMessage } from '../events.ts';

/** A report that subscribers wait for, and the day after which it is theirs: ISO date. */
export interface DueReport {
  readonly message: ReportMessage;
  readonly due: string;
}

export const idOf = ({ period, scope, language, kind }: ReportMessage): string =>
  `dispatch#${period}#${scope}#${language}${kind === 'annual' ? '#annual' : ''}`;

export const once = (messages: readonly ReportMessage[]): ReportMessage[] => [
  ...new Map(messages.map((message) => [idOf(message), message])).values(),
];

/**
 * The day after which a report on the period is due: the due date its window names, else the last one of the finer periods it is
 * made of; null where the plan lists none that reaches the period's end.
 */
function dueDateOf(period: Period, plan: Plan): string | null {
  const own = plan.periods.find((window) => window.period === period);
  if (own) return own.due;
  const parts = plan.periods.filter((window) => contains(period, window.period));
  if (!parts.some((window) => lastDay(window.period) === lastDay(period))) return null;
  return (
    parts
      .map((window) => window.due)
      .sort()
      .at(-1) ?? null
  );
}

/** For each subscription the latest period of its frequency whose due date has passed, each report once. */
export function dueBySubscription(plan: Plan, today: string): DueReport[] {
  const { orgUnit } = createLookup(plan);
  const all = new Set(plan.periods.flatMap((window) => periodsContaining(window.period)));
  const due = [...all]
    .map((period) => ({ period, date: dueDateOf(period, plan) }))
    .filter((one): one is { period: Period; date: string } => one.date !== null && one.date < today)
    .sort((a, b) => comparePeriods(a.period, b.period));
  const found = plan.subscriptions
    .filter(({ scope }) => orgUnit(scope) !== null)
    .flatMap(({ report, scope, language, frequency }): DueReport[] => {
      const last = due.findLast(({ period }) => frequencyOf(period) === frequency);
      if (!last) return [];
      const kind = report === 'annual' ? { kind: 'annual' as const } : {};
      return [{ message: { period: last.period, scope, language, ...kind }, due: last.date }];
    });
  return [...new Map(found.map((one) => [idOf(one.message), one])).values()];
}
