import fc from 'fast-check';
import type { Breakdowns } from '../../functions/domain/report/suppression/guard.ts';

/** Breakdowns of people as they come from offices, with the total they are of. */
export interface PeopleTables extends Breakdowns {
  readonly total: number;
}

/** As many people of the same categories; a dimension left out is not known of them. */
interface Group {
  readonly categories: Readonly<Record<string, string>>;
  readonly people: number;
  /** Dimensions by which the office crossed them; fewer than two: not crossed. */
  readonly crossed: readonly string[];
}

const keyOf = (categories: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(categories).sort());

/** The tables that a report would show of such people, were nothing withheld. */
export function tablesOf(groups: readonly Group[], dimensions: Readonly<Record<string, number>>): PeopleTables {
  const total = groups.reduce((sum, { people }) => sum + people, 0);
  const breakdowns = Object.entries(dimensions).flatMap(([dimension, count]) =>
    Array.from({ length: count }, (_, at) => {
      const category = `${dimension}${at}`;
      const of = groups.filter(({ categories }) => categories[dimension] === category);
      return { dimension, category, value: of.reduce((sum, { people }) => sum + people, 0) };
    }),
  );
  const unknown = Object.keys(dimensions).flatMap((dimension) => {
    const without = groups.filter(({ categories }) => categories[dimension] === undefined);
    const value = without.reduce((sum, { people }) => sum + people, 0);
    return value > 0 ? [{ dimension, value }] : [];
  });
  const cells = new Map<string, { categories: Record<string, string>; value: number }>();
  for (const { categories, people, crossed } of groups) {
    const stated = Object.fromEntries(Object.entries(categories).filter(([dimension]) => crossed.includes(dimension)));
    if (Object.keys(stated).length < 2) continue;
    const key = keyOf(stated);
    cells.set(key, { categories: stated, value: (cells.get(key)?.value ?? 0) + people });
  }
  return { total, breakdowns, crossed: [...cells.values()], unknown };
}

const people = fc.oneof(
  { weight: 3, arbitrary: fc.nat({ max: 6 }) },
  { weight: 4, arbitrary: fc.nat({ max: 40 }) },
  { weight: 2, arbitrary: fc.nat({ max: 900 }) },
  { weight: 1, arbitrary: fc.constant(0) },
);

/** Every combination of categories once. */
function combinations(dimensions: Readonly<Record<string, number>>): Record<string, string>[] {
  return Object.entries(dimensions).reduce<Record<string, string>[]>(
    (all, [dimension, count]) =>
      all.flatMap((one) => Array.from({ length: count }, (_, at) => ({ ...one, [dimension]: `${dimension}${at}` }))),
    [{}],
  );
}

const sizes = fc.oneof(
  fc.record({ a: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ a: fc.integer({ min: 1, max: 3 }), b: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ a: fc.constant(2), b: fc.integer({ min: 1, max: 4 }), c: fc.integer({ min: 1, max: 3 }) }),
);

/** How the offices broke their figures down: everything crossed, by some dimensions only, each by itself, or not all of it known. */
const ways = fc.constantFrom('crossed', 'crossed', 'crossed', 'apart', 'mixed', 'partly');

/** Tables of one to three dimensions, with zeros and ties, small and large cells. */
export const peopleTables: fc.Arbitrary<PeopleTables> = fc.tuple(sizes, ways).chain(([dimensions, way]) => {
  const names = Object.keys(dimensions);
  const subsets = fc.subarray(names, { minLength: Math.min(2, names.length) });
  const pattern = combinations(dimensions);
  const counts = fc.array(people, { minLength: pattern.length, maxLength: pattern.length });
  const crossings = fc.array(subsets, { minLength: pattern.length, maxLength: pattern.length });
  const unknowns = fc.array(fc.option(fc.constantFrom(...names), { freq: 3 }), {
    minLength: pattern.length,
    maxLength: pattern.length,
  });
  return fc.tuple(counts, subsets, crossings, unknowns).map(([values, one, each, left]) => {
    const groups = pattern.map((all, at) => {
      const lost = way === 'partly' ? left[at] : null;
      const categories = Object.fromEntries(Object.entries(all).filter(([name]) => name !== lost));
      const by = way === 'apart' ? [] : way === 'mixed' ? (each[at] ?? []) : one;
      return { categories, people: values[at] ?? 0, crossed: lost === null || lost === undefined ? by : [] };
    });
    return tablesOf(groups, dimensions);
  });
});
