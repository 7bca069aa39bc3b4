import type { Frequency } from './model.ts';

/** A reporting period: `2025`, `2025-S1`, `2025-Q1` or `2025-03`. Calendar years. */
export type Period = string;

const NOTATION = /^(\d{4})(?:-(?:S([12])|Q([1-4])|(0[1-9]|1[0-2])))?$/;

const MONTHS: Readonly<Record<Frequency, number>> = { annual: 12, semiannual: 6, quarterly: 3, monthly: 1 };

interface Span {
  readonly year: number;
  /** First month, 0-11, and number of months. */
  readonly month: number;
  readonly months: number;
  /** ISO dates. */
  readonly firstDay: string;
  readonly lastDay: string;
}

/** There are few periods, and they are asked for often. */
const spans = new Map<Period, Span>();

function spanOf(period: Period): Span {
  const known = spans.get(period) ?? readSpan(period);
  spans.set(period, known);
  return known;
}

function readSpan(period: Period): Span {
  const match = NOTATION.exec(period);
  if (!match) throw new RangeError(`Not a reporting period: ${period}`);
  const year = Number(match[1]);
  if (match[2]) return span(year, (Number(match[2]) - 1) * 6, 6);
  if (match[3]) return span(year, (Number(match[3]) - 1) * 3, 3);
  if (match[4]) return span(year, Number(match[4]) - 1, 1);
  return span(year, 0, 12);
}

function span(year: number, month: number, months: number): Span {
  return { year, month, months, firstDay: isoDate(year, month, 1), lastDay: isoDate(year, month + months, 0) };
}

function notation(year: number, month: number, frequency: Frequency): Period {
  const index = Math.floor(month / MONTHS[frequency]) + 1;
  switch (frequency) {
    case 'annual':
      return String(year);
    case 'semiannual':
      return `${year}-S${index}`;
    case 'quarterly':
      return `${year}-Q${index}`;
    case 'monthly':
      return `${year}-${String(index).padStart(2, '0')}`;
    default:
      return frequency satisfies never;
  }
}

function isoDate(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}

/** Whether a text is written as a reporting period. */
export function isPeriod(text: string): text is Period {
  return NOTATION.test(text);
}

/** The frequency whose periods are as long as this one. Throws RangeError on a text that is no period. */
export function frequencyOf(period: Period): Frequency {
  switch (spanOf(period).months) {
    case 12:
      return 'annual';
    case 6:
      return 'semiannual';
    case 3:
      return 'quarterly';
    default:
      return 'monthly';
  }
}

/** The calendar year of a period, as a number. */
export function yearOf(period: Period): number {
  return spanOf(period).year;
}

/** The calendar years from one ISO date to another. */
export function yearsOf({ start, end }: { readonly start: string; readonly end: string }): number[] {
  const first = Number(start.slice(0, 4));
  return Array.from({ length: Number(end.slice(0, 4)) - first + 1 }, (_, i) => first + i);
}

/** First day of a period, ISO date. */
export function firstDay(period: Period): string {
  return spanOf(period).firstDay;
}

/** Last day of a period, ISO date. */
export function lastDay(period: Period): string {
  return spanOf(period).lastDay;
}

/** Share of the calendar year gone when the period ends, in whole months: `2025-Q1` gives 0.25. */
export function shareOfYearElapsed(period: Period): number {
  const { month, months } = spanOf(period);
  return (month + months) / 12;
}

/** Whether the outer period covers the inner one wholly; a period contains itself. */
export function contains(outer: Period, inner: Period): boolean {
  return firstDay(outer) <= firstDay(inner) && lastDay(inner) <= lastDay(outer);
}

/** The periods of a frequency that make up a period, in order; empty when the frequency is coarser than the period. */
export function periodsWithin(period: Period, frequency: Frequency): Period[] {
  const { year, month, months } = spanOf(period);
  const step = MONTHS[frequency];
  return Array.from({ length: Math.floor(months / step) }, (_, i) => notation(year, month + i * step, frequency));
}

/** The period of a frequency in which an ISO date falls. */
export function periodOfDate(date: string, frequency: Frequency): Period {
  return notation(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, frequency);
}

/** Every period that contains this one, itself first, from fine to coarse. */
export function periodsContaining(period: Period): Period[] {
  const frequencies: Frequency[] = ['monthly', 'quarterly', 'semiannual', 'annual'];
  const { year, month, months } = spanOf(period);
  return frequencies.filter((f) => MONTHS[f] >= months).map((f) => notation(year, month, f));
}

/** The period of the same length just before. */
export function periodBefore(period: Period): Period {
  const { year, month, months } = spanOf(period);
  return month === 0
    ? notation(year - 1, 12 - months, frequencyOf(period))
    : notation(year, month - months, frequencyOf(period));
}

/** Orders periods by their end, then finer before coarser. */
export function comparePeriods(a: Period, b: Period): number {
  return lastDay(a).localeCompare(lastDay(b)) || firstDay(b).localeCompare(firstDay(a));
}
