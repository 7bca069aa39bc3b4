import type { Frequency } from '../../plan/model.ts';
import {
  firstDay,
  frequencyOf,
  lastDay,
  type Period,
  periodsWithin,
  shareOfYearElapsed,
  yearOf,
} from '../../plan/period.ts';

/** The periods of a frequency that have at least a day between two ISO dates, ascending. */
export function periodsBetween(from: string, to: string, frequency: Frequency): Period[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => String(first + i));
  const periods = years.flatMap((year) => periodsWithin(year, frequency));
  return periods.filter((period) => lastDay(period) >= from && firstDay(period) <= to);
}

const PER_YEAR: Readonly<Record<Frequency, number>> = { annual: 1, semiannual: 2, quarterly: 4, monthly: 12 };

/** The season of a period: its place within the year, from 0. */
export function seasonOf(period: Period): number {
  return Math.round(shareOfYearElapsed(period) * PER_YEAR[frequencyOf(period)]) - 1;
}

/** A period's place in time, in periods of its length. */
export function placeOf(period: Period): number {
  return yearOf(period) * PER_YEAR[frequencyOf(period)] + seasonOf(period);
}
