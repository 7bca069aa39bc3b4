import type { PeriodWindow, Plan } from '../plan/model.ts';

/** A day on which whoever has not reported a period is reminded. */
export interface Occasion {
  /** Tells it from every other occasion of the period; a due date that is moved makes new ones. */
  readonly id: string;
  /** ISO date from which it is due. */
  readonly day: string;
}

const BEFORE: readonly number[] = [7];
const AFTER: readonly number[] = [1];
const DAY = 86_400_000;

/** A plan new to Jalon would otherwise remind everybody of every period of its past. */
const MADE_UP_FOR_DAYS = 31;

function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** Whole days from one ISO date to another, negative when it lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}

/** The occasions of a period, ascending. Nobody is asked for a file before the period takes any. */
export function occasionsOf(plan: Plan, { opens, due }: PeriodWindow): Occasion[] {
  const before = (plan.remindBefore ?? BEFORE).toSorted((a, b) => b - a);
  const after = (plan.remindAfter ?? AFTER).toSorted((a, b) => a - b);
  return [
    ...before.map((days) => {
      const day = addDays(due, -days);
      return { id: `${due}-before-${days}`, day: day < opens ? opens : day };
    }),
    ...after.map((days) => ({ id: `${due}-after-${days}`, day: addDays(due, days) })),
  ];
}

/**
 * The occasion of a period on an ISO date: the latest whose day has come, so that missed ones are made up for by one mail and not by
 * several; null before the first, a month after the latest, and when the period takes no files any more.
 */
export function occasionOn(today: string, plan: Plan, window: PeriodWindow): Occasion | null {
  if (today < window.opens || today > window.closes) return null;
  const latest = occasionsOf(plan, window).findLast(({ day }) => day <= today);
  return latest && daysBetween(latest.day, today) <= MADE_UP_FOR_DAYS ? latest : null;
}
