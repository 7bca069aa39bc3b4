import type { Named, Statement } from '../sheet/statement.ts';
import type { Block } from './block.ts';
import { rowsByDimensions } from './figures.ts';

/** Parts of breakdowns of which nobody can tell to which figure they belong: by what is known of that, then by their categories. */
export type UnplacedParts = ReadonlyMap<string, ReadonlyMap<string, Statement>>;

type Codes = Readonly<Record<string, string>>;

const keyOf = (unit: string | null, indicator: string | null, period: string | null, dimensions: readonly string[]) =>
  JSON.stringify([unit, indicator, period, [...dimensions].sort()]);

const categoriesKey = (categories: Codes) => JSON.stringify(Object.entries(categories).sort());

/** The categories of a statement by dimension; null where one is not known, or there is none. */
function codesOf({ categories }: Statement): Codes | null {
  const known = categories.flatMap(({ dimension, code }) => (code === null ? [] : [[dimension, code] as const]));
  return known.length < categories.length || known.length === 0 ? null : Object.fromEntries(known);
}

/** The statements with a figure and categories whose org unit, indicator or period could not be read. */
export function unplacedParts(statements: readonly Statement[]): UnplacedParts {
  const parts = new Map<string, Map<string, Statement>>();
  for (const statement of statements) {
    const { orgUnit, indicator, period, value, numerator, denominator } = statement;
    if (orgUnit.code !== null && indicator.code !== null && period.code !== null) continue;
    const codes = codesOf(statement);
    if (codes === null || [value, numerator, denominator].every((written) => written?.number == null)) continue;
    const key = keyOf(orgUnit.code, indicator.code, period.code, Object.keys(codes));
    const alike = parts.get(key) ?? new Map<string, Statement>();
    if (!alike.has(categoriesKey(codes))) alike.set(categoriesKey(codes), statement);
    parts.set(key, alike);
  }
  return parts;
}

/** A statement that may be one more of the rows whose sum a block is; null where there is none. */
export function possiblePart({ orgUnit, indicator, period, breakdown }: Block, parts: UnplacedParts): Statement | null {
  if (parts.size === 0) return null;
  const [summed = []] = rowsByDimensions(breakdown).values();
  const stated = new Set(summed.map(({ categories }) => categoriesKey(categories)));
  const either = ({ code }: Named) => [code, null];
  for (const unit of either(orgUnit))
    for (const what of either(indicator))
      for (const when of either(period)) {
        const alike = parts.get(keyOf(unit, what, when, summed[0]?.dimensions ?? []));
        for (const [categories, statement] of alike ?? []) if (!stated.has(categories)) return statement;
      }
  return null;
}
