import type { Plan } from '../../plan/model.ts';
import { firstDay, isPeriod, lastDay, type Period, periodsContaining } from '../../plan/period.ts';
import { comparisonKey, latinDigits } from '../headers/key.ts';
import { FILLERS, MONTH_NUMBERS, RANGE_TEXTS } from './words.ts';

function iso(year: string, month: number, day: number): string[] {
  if (month < 1 || month > 12 || day < 1 || day > 31) return [];
  return [`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`];
}

/** `2025-03-31`, `31/03/2025`: both days where day and month could be exchanged. */
function inNumbers(text: string): string[] {
  const plain = latinDigits(text)
    .trim()
    .replace(/[T ]\d{2}:\d{2}.*$/, '');
  const [, year = '', month, day] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain) ?? [];
  if (year !== '') return iso(year, Number(month), Number(day));
  const [, first, second, last = ''] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(plain) ?? [];
  if (last === '') return [];
  return [...iso(last, Number(second), Number(first)), ...iso(last, Number(first), Number(second))];
}

/** `31 Dec 2025`, `December 31, 2025`, `31 de diciembre de 2025`; `31-Dec-25` where the plan has the year. */
function inWords(text: string, plan: Plan): string[] {
  const tokens = comparisonKey(text)
    .replace(/(\d)(?:st|nd|rd|th|er|ere|o)\b/g, '$1')
    .split(' ')
    .filter((token) => token !== '' && !FILLERS.has(token));
  const last = tokens.at(-1) ?? '';
  const isShort = /^\d\d$/.test(last) && plan.periods.some(({ period }) => period.startsWith(`20${last}`));
  const year = tokens.find((token) => /^(?:19|20|21)\d\d$/.test(token)) ?? (isShort ? `20${last}` : '');
  const rest = isShort && !tokens.includes(year) ? tokens.slice(0, -1) : tokens.filter((token) => token !== year);
  const days = rest.filter((token) => /^\d{1,2}$/.test(token));
  const month = MONTH_NUMBERS.get(rest.filter((token) => !days.includes(token)).join(' '));
  const [day, ...others] = days;
  if (year === '' || month === undefined || day === undefined || others.length > 0) return [];
  // `25 December 25` may start with its year, but nobody writes it so.
  return iso(year, month, Number(day));
}

/** The day that a text names, ISO date: two where day and month could be exchanged, none where it names no single day. */
export function daysNamed(text: string, plan: Plan): string[] {
  const numeric = inNumbers(text);
  return numeric.length > 0 ? numeric : inWords(text, plan);
}

const RANGE = new RegExp(`^(.+?)(?:\\s+(?:[-–—]|${RANGE_TEXTS.join('|')})\\s+|\\s*[–—]\\s*)(.+)$`, 'iu');
const NUMERIC_RANGE = /^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})\s*[-–—/]\s*(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})$/;
const OPENING = /^(?:from|du|de|del|desde|من)\s+(?:(?:el|le|the)\s+)?/i;

/** The period from one day or month to another, if it is one: `01/10/2025 - 31/12/2025`, `du 1er octobre au 31 décembre 2025`. */
export function periodOfRange(text: string, plan: Plan, monthOf: (text: string) => Period | null): Period | null {
  const plain = latinDigits(text).trim().replace(OPENING, '');
  const [, from = '', to = ''] = NUMERIC_RANGE.exec(plain) ?? RANGE.exec(plain) ?? [];
  if (from === '' || to === '') return null;
  const year = /\b(?:19|20|21)\d\d\b/.exec(to)?.[0] ?? '';
  const spans = (side: string, bound: (period: Period) => string): string[] => {
    const dated = /\b\d{4}\b/.test(side) ? side : `${side} ${year}`;
    const days = daysNamed(dated, plan);
    if (days.length > 0) return days;
    const month = monthOf(dated);
    return month !== null && /^\d{4}-\d\d$/.test(month) ? [bound(month)] : [];
  };
  const [starts, ends] = [spans(from, firstDay), spans(to, lastDay)];
  const found = starts
    .flatMap((start) => (isPeriod(start.slice(0, 7)) ? periodsContaining(start.slice(0, 7)) : []))
    .filter((period) => starts.includes(firstDay(period)) && ends.includes(lastDay(period)));
  const [only, ...others] = new Set(found);
  return only !== undefined && others.length === 0 ? only : null;
}
