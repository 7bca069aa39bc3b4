import type { ScopeActuals } from '../aggregation/actual.ts';
import { TWO_LETTERS } from '../plan/iso-countries.ts';
import type { Plan } from '../plan/model.ts';

/** Of an open list, the share of codes that must be countries' for all of them to be read so: `FRA` is a language too. */
const MOST = 0.75;

/** The two-letter code of a country by that of three letters (ISO 3166-1); null where there is none. */
export function twoLettersOf(code: string): string | null {
  return TWO_LETTERS.get(code) ?? null;
}

/** The plan's open lists whose categories, as reported, are codes of countries: three in four at least. */
export function listsOfCountries({ dimensions }: Pick<Plan, 'dimensions'>, current: ScopeActuals | null): Set<string> {
  const open = new Set(dimensions.filter((dimension) => dimension.open).map((dimension) => dimension.code));
  const cells = (current?.actuals ?? []).flatMap((actual) => actual.breakdowns);
  const lists = Map.groupBy(cells, (cell) => cell.dimension);
  return new Set(
    [...lists].flatMap(([dimension, group]) => {
      const codes = new Set(group.map((cell) => cell.category));
      const known = [...codes].filter((code) => TWO_LETTERS.has(code)).length;
      return open.has(dimension) && known >= MOST * codes.size ? [dimension] : [];
    }),
  );
}
