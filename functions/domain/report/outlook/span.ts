import type { Frequency } from '../../plan/model.ts';
import { firstDay, frequencyOf, lastDay, type Period, periodsWithin, yearOf } from '../../plan/period.ts';

/** The periods of a frequency that have at least a day between two ISO dates, ascending. */
export function periodsBetween(from: string, to: string, frequency: Frequency): Period[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => String(first + i));
  const periods = years.flatMap((year) => periodsWithin(year, frequency));
  return periods.filter((period) => lastDay(period) >= from && firstDay(period) <= to);
}

/** A period's place in time, in periods of its length; periods of one season of different years are a whole number of years apart. */
export function placeOf(period: Period): number {
  const ofYear = periodsWithin(String(yearOf(period)), frequencyOf(period));
  return yearOf(period) * ofYear.length + ofYear.indexOf(period);
}

/** The season of a period: its place within the year, from 0. */
export function seasonOf(period: Period): number {
  return periodsWithin(String(yearOf(period)), frequencyOf(period)).indexOf(period);
}
