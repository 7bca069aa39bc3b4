import { oncePer } from '../../once-per.ts';
import type { Frequency, Plan } from '../../plan/model.ts';
import { comparePeriods, contains, isPeriod, type Period, periodOfDate } from '../../plan/period.ts';
import { type Cell, cellText } from '../grid.ts';
import { comparisonKey, latinDigits } from '../headers/key.ts';
import { daysNamed, periodOfRange } from './dates.ts';
import { FILLERS, HALF_NAMES, MONTH_NUMBERS, ORDINAL_NUMBERS, QUARTER_NAMES, RANGE_WORDS } from './words.ts';

type Part = 'Q' | 'S' | 'M';

/** No notation of a period is longer, in characters. */
const LONGEST = 60;

const LIMITS: Readonly<Record<Part, number>> = { Q: 4, S: 2, M: 12 };

/** A part of some year, such as `Q4`, as a text names it without (or besides) its year. */
interface YearPart {
  readonly part: Part;
  readonly number: number;
}

function write(year: number, { part, number }: YearPart): Period | null {
  if (number < 1 || number > LIMITS[part]) return null;
  return part === 'M' ? `${year}-${String(number).padStart(2, '0')}` : `${year}-${part}${number}`;
}

function tokensOf(text: string): string[] {
  // The point of `4.º trimestre` ends no word.
  const key = comparisonKey(text.replace(/(\d)\.(?=[ºª°])/g, '$1'))
    .replace(/(\d)(st|nd|rd|th|er|ere|re|eme|nde|e|do|ro|to|o)\b/g, ' $1$2 ')
    .replace(/\b([qtshm]|trim|qtr|sem)(\d{1,2})(?!\d)/g, ' $1 $2 ')
    .replace(/\b([1-4])([qtsh])(?=\b|\d{2}\b|\d{4}\b)/g, ' $2 $1 ')
    .replace(/(\p{L})(\d{4})\b/gu, '$1 $2')
    .replace(/\b(\d{4})([qtshm]) ?(\d)/g, '$1 $2 $3');
  return key.split(' ').filter((token) => token !== '' && !FILLERS.has(token));
}

function monthNumber(tokens: readonly string[]): number | undefined {
  return MONTH_NUMBERS.get(tokens.join(' '));
}

/** The quarter or half-year from one month to another; null where there is no such one. */
function between(first: number, last: number): YearPart | null {
  const length = last - first + 1;
  if (length === 3 && last % 3 === 0) return { part: 'Q', number: last / 3 };
  return length === 6 && last % 6 === 0 ? { part: 'S', number: last / 6 } : null;
}

/** A month, written once or under both of its names (`كانون الثاني/يناير`), or the months of a quarter or half-year (`Oct-Dec`). */
function monthsNamed(tokens: readonly string[]): YearPart | 'year' | null {
  const words = tokens.filter((token) => !RANGE_WORDS.has(token));
  const month = monthNumber(words);
  if (month !== undefined) return { part: 'M', number: month };
  for (let cut = 1; cut < words.length; cut += 1) {
    const [first, last] = [monthNumber(words.slice(0, cut)), monthNumber(words.slice(cut))];
    if (first === undefined || last === undefined) continue;
    if (first === last) return { part: 'M', number: first };
    return first === 1 && last === 12 ? 'year' : between(first, last);
  }
  return null;
}

/** What is left of a period's text besides the year: `t 4`, `4e trimestre`, `الربع الرابع`, `march`. */
function yearPart(tokens: readonly string[]): YearPart | null {
  const months = monthsNamed(tokens);
  if (months !== null) return months === 'year' ? null : months;
  if (tokens.length !== 2) return null;
  const numberOf = (token: string): number | undefined =>
    /^\d{1,2}$/.test(token) ? Number(token) : ORDINAL_NUMBERS.get(token);
  for (const [name = '', which = ''] of [tokens, [...tokens].reverse()]) {
    const number = numberOf(which);
    if (number === undefined) continue;
    if (QUARTER_NAMES.has(name)) return { part: 'Q', number };
    if (HALF_NAMES.has(name)) return { part: 'S', number };
    if (name === 'm') return { part: 'M', number };
  }
  return null;
}

function isYear(token: string): boolean {
  return /^(?:19|20|21)\d\d$/.test(token);
}

/** `Q4`, `4e trimestre`, `mars`: part of a year that the text does not name. */
export function isYearPart(text: string): boolean {
  if (text.length > LONGEST) return false;
  const part = yearPart(tokensOf(text));
  return part !== null && write(2000, part) !== null;
}

/** The plan's period in which a date falls: of the frequency given, else the finest the plan lists. */
function ofDate(date: string, plan: Plan, frequency: Frequency | undefined): Period | null {
  if (frequency) return periodOfDate(date, frequency);
  const month = periodOfDate(date, 'monthly');
  const listed = plan.periods.map((window) => window.period).filter((period) => contains(period, month));
  return listed.sort(comparePeriods)[0] ?? null;
}

function ofNumbers(text: string): Period | null {
  const plain = latinDigits(text).trim();
  // With a point, two digits: `2025.5` is a figure.
  const yearFirst = /^(\d{4})(?:[-/ ](?=\d)|\.(?=\d\d))(\d{1,2})$/.exec(plain);
  const monthFirst = /^(\d{1,2})(?:[-/ ]|(?<=\d\d)\.)(\d{4})$/.exec(plain);
  const [year, month] = yearFirst ? [yearFirst[1], yearFirst[2]] : [monthFirst?.[2], monthFirst?.[1]];
  if (!year || !month || !isYear(year)) return null;
  return write(Number(year), { part: 'M', number: Number(month) });
}

/** `Jan-25`, as spreadsheet programs write months, and `Q4 25`: two digits last are a year where the plan has that year. */
function ofShortYear(tokens: readonly string[], plan: Plan): Period | null {
  const last = tokens.at(-1) ?? '';
  const year = `20${last}`;
  if (tokens.length < 2 || !/^\d\d$/.test(last) || !plan.periods.some(({ period }) => period.startsWith(year)))
    return null;
  const part = yearPart(tokens.slice(0, -1));
  return part && write(Number(year), part);
}

/** The period that a text names in words: a year, a part of it, or both. */
function ofWords(text: string, plan: Plan): Period | null {
  const tokens = tokensOf(text);
  const years = tokens.filter(isYear);
  const [year] = years;
  if (year === undefined) return ofShortYear(tokens, plan);
  if (years.length > 1) return null;
  const rest = tokens.filter((token) => token !== year);
  if (rest.length === 0 || monthsNamed(rest) === 'year') return year;
  const part = yearPart(rest);
  return part && write(Number(year), part);
}

/** `202512`, as exports of databases write months: only where the plan lists that month, since it could as well be a figure. */
function ofYearAndMonth(text: string, plan: Plan): Period | null {
  const [, year, month] = /^(\d{4})(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return null;
  return plan.periods.find(({ period }) => period === `${year}-${month}`)?.period ?? null;
}

/** Texts remembered of a plan; after so many different ones the memory starts afresh. */
const MOST_KNOWN = 10_000;

/** What texts name in a plan, worked out once for all files that a function reads. */
const periodsOf = oncePer((_: Plan) => {
  const known = new Map<string, { readonly period: Period | null }>();
  return (question: string, read: () => Period | null): Period | null => {
    const before = known.get(question);
    if (before) return before.period;
    if (known.size >= MOST_KNOWN) known.clear();
    const period = read();
    known.set(question, { period });
    return period;
  };
});

/**
 * The reporting period that a text or cell names in any notation Jalon knows (`2025-Q4`, `T4 2025`, `4e trimestre 2025`, `03/2025`,
 * `الربع الرابع 2025`…), whether or not the plan lists it. A whole date stands for the period in which it falls, of the frequency given.
 * Null where no single period is named.
 */
export function readPeriod(from: Cell, plan: Plan, frequency?: Frequency): Period | null {
  if (typeof from === 'boolean' || from === null) return null;
  if (typeof from === 'object' && from.kind !== 'date') return null;
  if (typeof from === 'number' && !Number.isInteger(from)) return null;
  const text = cellText(from);
  return text.length > LONGEST
    ? null
    : periodsOf(plan)(`${frequency ?? ''}|${text}`, () => periodIn(text, plan, frequency));
}

function periodIn(text: string, plan: Plan, frequency: Frequency | undefined): Period | null {
  const upper = latinDigits(text).toUpperCase();
  if (isPeriod(upper)) return isYear(upper.slice(0, 4)) ? upper : null;
  const dates = new Set(daysNamed(text, plan).map((date) => ofDate(date, plan, frequency)));
  if (dates.size > 0) return dates.size === 1 ? ([...dates][0] ?? null) : null;
  return (
    ofNumbers(text) ??
    ofYearAndMonth(upper, plan) ??
    ofWords(text, plan) ??
    periodOfRange(text, plan, (month) => ofWords(month, plan))
  );
}
