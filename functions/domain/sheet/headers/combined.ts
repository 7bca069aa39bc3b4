import { comparisonKey } from './key.ts';
import type { Meaning } from './meaning.ts';
import { isNotResult } from './words.ts';

const LONGEST_SPLIT = 60;

/** Whether two meanings side by side say one thing: a category with another of a different dimension, a total or a period; a value with a period. */
function belongTogether(a: Meaning, b: Meaning): boolean {
  const dimensions = new Set([...a.categories, ...b.categories].map(({ dimension }) => dimension));
  if (a.categories.length === 1 && b.categories.length === 1) return dimensions.size === 2;
  const [category, other] = a.categories.length === 1 ? [a, b] : [b, a];
  if (category.categories.length === 1) return other.role === 'value' || other.period !== null;
  const [value, period] = a.role === 'value' ? [a, b] : [b, a];
  return value.role === 'value' && !value.total && period.period !== null;
}

/** Two meanings written with nothing but a space between, as `Female 0-17` or `Result 2025`; null unless there is one way to part them. */
export function besideEachOther(text: string, meaningOf: (text: string) => Meaning | null): Meaning[] | null {
  const words = text.trim().split(/\s+/);
  if (text.length > LONGEST_SPLIT || words.length < 2 || words.length > 6) return null;
  const ways = words.slice(1).flatMap((_, index) => {
    const first = meaningOf(words.slice(0, index + 1).join(' '));
    const second = first && meaningOf(words.slice(index + 1).join(' '));
    return first && second && belongTogether(first, second) ? [[first, second]] : [];
  });
  return ways.length === 1 ? (ways[0] ?? null) : null;
}

/** A text that starts with one of the codes, as `1a.1 Refugees hosted this year`, and what follows it. Targets and baselines are no such text. */
export function leadingCode(
  text: string,
  codes: ReadonlyMap<string, string>,
): { readonly code: string; readonly rest: string } | null {
  const [, start, rest = ''] = /^\s*([\p{L}\p{N}]+(?:\.[\p{L}\p{N}]+)+)(?=[\s:(*)\]–—-])(.*)$/su.exec(text) ?? [];
  const code = start === undefined ? undefined : codes.get(comparisonKey(start));
  return code === undefined || isNotResult(comparisonKey(rest)) ? null : { code, rest };
}
