import type { Lookup } from '../plan/lookup.ts';
import type { Period } from '../plan/period.ts';

/** A function giving the ISO date on which an instant falls in a time zone. */
export function calendarDateIn(timeZone: string): (instant: string) => string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (instant) => {
    const parts = new Map(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
    return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
  };
}

/** Whether an upload came after the period's due date, in the plan's time zone; never where the plan has no window for the period. */
export function lateness(lookup: Lookup): (period: Period, uploadedAt: string) => boolean {
  const dateOf = calendarDateIn(lookup.plan.timeZone);
  const dates = new Map<string, string>();
  return (period, uploadedAt) => {
    const due = lookup.windowOf(period)?.due;
    if (due === undefined) return false;
    const date = dates.get(uploadedAt) ?? dateOf(uploadedAt);
    dates.set(uploadedAt, date);
    return date > due;
  };
}
