import { createLookup } from '../domain/plan/lookup.ts';
import type { Plan, Subscription } from '../domain/plan/model.ts';
import {
  comparePeriods,
  contains,
  frequencyOf,
  lastDay,
  type Period,
  periodsContaining,
} from '../domain/plan/period.ts';
import { daysBetween } from '../domain/reminder/occasion.ts';
import type { ReportMessage } from '../events.ts';

/** A report that subscribers wait for, and the day after which it is theirs: ISO date. */
export interface DueReport {
  readonly message: ReportMessage;
  readonly due: string;
  /** Whether no later one of its kind is due: only then is it made again when data change. */
  readonly isLatest: boolean;
}

/** For so many days a report that was not sent when it was due is still sent, though a later one is due as well. */
const CATCH_UP_DAYS = 31;

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

interface DuePeriod {
  readonly period: Period;
  readonly date: string;
}

/** Periods whose due date, and the days that reports wait after it, have passed; ascending. */
function duePeriods(plan: Plan, today: string): DuePeriod[] {
  const all = new Set(plan.periods.flatMap((window) => periodsContaining(window.period)));
  return [...all]
    .map((period) => ({ period, date: dueDateOf(period, plan) }))
    .filter((one): one is DuePeriod => one.date !== null && daysBetween(one.date, today) > (plan.reportAfterDays ?? 0))
    .sort((a, b) => comparePeriods(a.period, b.period));
}

function reportsOf({ report, scope, language, frequency }: Subscription, due: readonly DuePeriod[], today: string) {
  const own = due.filter(({ period }) => frequencyOf(period) === frequency);
  const last = own.at(-1);
  const kind = report === 'annual' ? { kind: 'annual' as const } : {};
  return own
    .filter((one) => one === last || daysBetween(one.date, today) <= CATCH_UP_DAYS)
    .map(({ period, date }): DueReport => {
      return { message: { period, scope, language, ...kind }, due: date, isLatest: period === last?.period };
    });
}

/**
 * For each subscription the latest period of its frequency whose due date has passed, and those due shortly before it, in case they could not
 * be sent then; each report once.
 */
export function dueBySubscription(plan: Plan, today: string): DueReport[] {
  const { orgUnit } = createLookup(plan);
  const due = duePeriods(plan, today);
  const found = plan.subscriptions
    .filter(({ scope }) => orgUnit(scope) !== null)
    .flatMap((subscription) => reportsOf(subscription, due, today));
  return [...new Map(found.map((one) => [idOf(one.message), one])).values()];
}
