import { comparePeriods, contains, firstDay, lastDay, type Period, yearOf } from '../plan/period.ts';
import type { Window } from './cube.ts';

/** The periods of a year for which something was stated, as bits, bit 0 the first to end. */
export interface Calendar {
  readonly year: number;
  readonly periods: readonly Period[];
  /** Per period the bits of those that lie strictly within it. */
  readonly finer: readonly number[];
}

function bitsWhere(periods: readonly Period[], test: (period: Period) => boolean): number {
  return periods.reduce((bits, period, p) => (test(period) ? bits | (1 << p) : bits), 0);
}

/** The calendar of the periods given that lie in the year, each once. A year has 19 periods at most. */
export function calendarOf(year: number, stated: Iterable<Period>): Calendar {
  const periods = [...new Set(stated)].filter((period) => yearOf(period) === year).sort(comparePeriods);
  const finer = periods.map((outer) => bitsWhere(periods, (inner) => inner !== outer && contains(outer, inner)));
  return { year, periods, finer };
}

/** The day before an ISO date. */
function dayBefore(date: string): string {
  return new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
}

/** The stated periods a period's own figure is made of. */
export function windowOf({ year, periods }: Calendar, period: Period): Window {
  const start = firstDay(period);
  const before = dayBefore(start);
  return {
    inside: bitsWhere(periods, (inner) => contains(period, inner)),
    before: start === firstDay(String(year)) ? null : bitsWhere(periods, (other) => lastDay(other) === before),
    itself: bitsWhere(periods, (other) => other === period),
  };
}

/** The stated periods from the year's first day to the end of a period. */
export function yearToDateWindow({ periods }: Calendar, period: Period): Window {
  const end = lastDay(period);
  const inside = bitsWhere(periods, (other) => lastDay(other) <= end);
  const whole = (other: Period) => lastDay(other) === end && firstDay(other).endsWith('-01-01');
  return { inside, before: null, itself: bitsWhere(periods, whole) };
}

/** The stated periods of the year from the plan's first day, where that lies in the year, to the end of a period. */
export function planToDateWindow(calendar: Calendar, period: Period, start: string): Window {
  const yearBegins = firstDay(String(calendar.year));
  const toDate = yearToDateWindow(calendar, period);
  if (start <= yearBegins) return toDate;
  const { periods } = calendar;
  const before = dayBefore(start);
  return {
    inside: toDate.inside & bitsWhere(periods, (other) => firstDay(other) >= start),
    before: bitsWhere(periods, (other) => lastDay(other) === before),
    itself: 0,
  };
}

/** The windows of a period: its own, and those that go up to its end. */
export interface Windows {
  readonly own: Window;
  readonly yearToDate: Window;
  readonly planToDate: Window;
}

/** The windows of a period under a plan that starts on a day (ISO date). */
export function windowsOf(calendar: Calendar, period: Period, start: string): Windows {
  return {
    own: windowOf(calendar, period),
    yearToDate: yearToDateWindow(calendar, period),
    planToDate: planToDateWindow(calendar, period, start),
  };
}

/** Leaves out the periods that a finer one among them makes up: coarser figures are never mixed with finer ones. */
export function finestOf({ finer }: Calendar, reported: number): number {
  return finer.reduce((bits, within, p) => ((reported & within) !== 0 ? bits & ~(1 << p) : bits), reported);
}
