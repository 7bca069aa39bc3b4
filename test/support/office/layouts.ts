import type { Fact, Part } from './facts.ts';
import type { Naming } from './naming.ts';

/** A cell of a file not yet written: a text, a figure, or nothing. */
export type Draft = string | Fact | null;
export type Drafts = readonly (readonly Draft[])[];

/** A way to lay out facts as rows. Gives null for facts that it cannot hold. */
export type Layout = (facts: readonly Fact[], names: Naming) => Drafts | null;

const PARTS: readonly Part[] = ['value', 'numerator', 'denominator'];

function groups<T>(items: readonly T[], key: (item: T) => string): T[][] {
  return [...Map.groupBy(items, key).values()];
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

function partsOf(facts: readonly Fact[]): Part[] {
  return PARTS.filter((part) => facts.some((fact) => fact.part === part));
}

function dimensionsOf(facts: readonly Fact[]): string[] {
  return unique(facts.flatMap(({ categories }) => Object.keys(categories))).sort();
}

function categoriesKey({ categories }: Fact): string {
  return JSON.stringify(Object.entries(categories).sort());
}

/** Who, when, of what: the columns that rows start with. */
type Key = 'orgUnit' | 'indicator' | 'period';

function keyCells(keys: readonly Key[], fact: Fact, names: Naming): string[] {
  return keys.map((key) => names[key](fact[key]));
}

function find(facts: readonly Fact[], test: (fact: Fact) => boolean): Fact | null {
  return facts.find(test) ?? null;
}

/** A row for each figure (or numerator and denominator), with a column for each dimension. */
export const long: Layout = (facts, names) => {
  const dimensions = dimensionsOf(facts);
  const parts = partsOf(facts);
  const keys: readonly Key[] = ['orgUnit', 'period', 'indicator'];
  const rows = groups(facts, (fact) => JSON.stringify([keyCells(keys, fact, names), categoriesKey(fact)]));
  return [
    [...keys.map(names.word), ...dimensions.map(names.dimension), ...parts.map(names.word)],
    ...rows.map((row) => {
      const [first] = row;
      if (!first) return [];
      const by = dimensions.map((dimension) => {
        const code = first.categories[dimension];
        return code === undefined ? null : names.category(dimension, code);
      });
      return [...keyCells(keys, first, names), ...by, ...parts.map((part) => find(row, (fact) => fact.part === part))];
    }),
  ];
};

/** A column for each period; numerators and denominators side by side below it. */
export const byPeriod: Layout = (facts, names) => {
  const dimensions = dimensionsOf(facts);
  const parts = partsOf(facts);
  const periods = unique(facts.map(({ period }) => period)).sort();
  const keys: readonly Key[] = ['orgUnit', 'indicator'];
  const rows = groups(facts, (fact) => JSON.stringify([fact.orgUnit, fact.indicator, categoriesKey(fact)]));
  const left = [...keys.map(names.word), ...dimensions.map(names.dimension)];
  const isPlain = parts.length === 1 && parts[0] === 'value';
  const head: Draft[][] = isPlain
    ? [[...left, ...periods.map(names.period)]]
    : [
        [...left, ...periods.flatMap((period) => parts.map((_, index) => (index === 0 ? names.period(period) : null)))],
        [...left.map(() => null), ...periods.flatMap(() => parts.map(names.word))],
      ];
  return [
    ...head,
    ...rows.map((row) => {
      const [first] = row;
      if (!first) return [];
      const by = dimensions.map((dimension) => {
        const code = first.categories[dimension];
        return code === undefined ? null : names.category(dimension, code);
      });
      const cells = periods.flatMap((period) =>
        parts.map((part) => find(row, (fact) => fact.period === period && fact.part === part)),
      );
      return [...keyCells(keys, first, names), ...by, ...cells];
    }),
  ];
};

/** A column for each set of categories, and one for the total: values only. */
export const byCategory: Layout = (facts, names) => {
  if (facts.some(({ part, categories }) => part !== 'value' || 'nationality' in categories || 'origin' in categories))
    return null;
  const sets = groups(facts, categoriesKey).flatMap(([first]) => (first ? [first.categories] : []));
  const keys: readonly Key[] = ['orgUnit', 'indicator', 'period'];
  const rows = groups(facts, (fact) => JSON.stringify(keyCells(keys, fact, names)));
  const heading = (categories: Fact['categories']) =>
    Object.entries(categories)
      .map(([dimension, code]) => names.category(dimension, code))
      .join(' / ') || names.word('total');
  return [
    [...keys.map(names.word), ...sets.map(heading)],
    ...rows.map((row) => {
      const [first] = row;
      const cells = sets.map((set) => find(row, (fact) => JSON.stringify(fact.categories) === JSON.stringify(set)));
      return first ? [...keyCells(keys, first, names), ...cells] : [];
    }),
  ];
};

/** Periods over categories: two lines of headers, the upper one spanning. */
export const periodsOverCategories: Layout = (facts, names) => {
  if (facts.some(({ part, categories }) => part !== 'value' || 'nationality' in categories || 'origin' in categories))
    return null;
  const sets = groups(facts, categoriesKey).flatMap(([first]) => (first ? [first.categories] : []));
  if (sets.length < 2) return null;
  const periods = unique(facts.map(({ period }) => period)).sort();
  const keys: readonly Key[] = ['orgUnit', 'indicator'];
  const rows = groups(facts, (fact) => JSON.stringify(keyCells(keys, fact, names)));
  const heading = (categories: Fact['categories']) =>
    Object.entries(categories)
      .map(([dimension, code]) => names.category(dimension, code))
      .join(' / ') || names.word('total');
  return [
    [
      ...keys.map(names.word),
      ...periods.flatMap((period) => sets.map((_, index) => (index === 0 ? names.period(period) : null))),
    ],
    [...keys.map(() => null), ...periods.flatMap(() => sets.map(heading))],
    ...rows.map((row) => {
      const [first] = row;
      const cells = periods.flatMap((period) =>
        sets.map((set) =>
          find(row, (fact) => fact.period === period && JSON.stringify(fact.categories) === JSON.stringify(set)),
        ),
      );
      return first ? [...keyCells(keys, first, names), ...cells] : [];
    }),
  ];
};

/** A column for each indicator, or for its numerator and its denominator. */
export const byIndicator: Layout = (facts, names) => {
  const dimensions = dimensionsOf(facts);
  const keys: readonly Key[] = ['orgUnit', 'period'];
  const measures = unique(facts.map(({ indicator, part }) => JSON.stringify([indicator, part]))).map(
    (text): { indicator: string; part: Part } => {
      const fact = facts.find(({ indicator, part }) => JSON.stringify([indicator, part]) === text);
      return { indicator: fact?.indicator ?? '', part: fact?.part ?? 'value' };
    },
  );
  const rows = groups(facts, (fact) => JSON.stringify([keyCells(keys, fact, names), categoriesKey(fact)]));
  const heading = ({ indicator, part }: { indicator: string; part: Part }) =>
    part === 'value' ? names.indicator(indicator) : `${names.indicator(indicator)} – ${names.word(part)}`;
  return [
    [...keys.map(names.word), ...dimensions.map(names.dimension), ...measures.map(heading)],
    ...rows.map((row) => {
      const [first] = row;
      if (!first) return [];
      const by = dimensions.map((dimension) => {
        const code = first.categories[dimension];
        return code === undefined ? null : names.category(dimension, code);
      });
      const cells = measures.map(({ indicator, part }) =>
        find(row, (fact) => fact.indicator === indicator && fact.part === part),
      );
      return [...keyCells(keys, first, names), ...by, ...cells];
    }),
  ];
};

const TAGS = {
  ...{ orgUnit: '#country+code', period: '#date', indicator: '#indicator+code' },
  ...{ value: '#indicator+value+num', numerator: '#indicator+numerator', denominator: '#indicator+denominator' },
} as const;

function tagged(facts: readonly Fact[], names: Naming): { tags: Draft[]; rows: Drafts } {
  const [, ...rows] = long(facts, names) ?? [];
  const tags = [
    ...[TAGS.orgUnit, TAGS.period, TAGS.indicator],
    ...dimensionsOf(facts).map((dimension) => `#meta+${dimension}`),
    ...partsOf(facts).map((part) => TAGS[part]),
  ];
  return { tags, rows };
}

/** A long table under tags alone. */
export const tags: Layout = (facts, names) => {
  const { tags: row, rows } = tagged(facts, names);
  return [row, ...rows];
};

/** A long table with tags under headers that say nothing. */
export const tagsUnderHeaders: Layout = (facts, names) => {
  const { tags: row, rows } = tagged(facts, names);
  return [row.map((_, index) => `Kolumne ${'abcdefgh'[index]}`), row, ...rows];
};

/** Tables one below the other, one for each indicator, each with its own header. */
export function blocks(layout: Layout): Layout {
  return (facts, names) => {
    const tables = groups(facts, ({ indicator }) => indicator).map((own) => layout(own, names));
    return tables.some((table) => table === null) ? null : tables.flatMap((table) => [...(table ?? []), []]);
  };
}

export const LAYOUTS: Readonly<Record<string, Layout>> = {
  ...{ long, byPeriod, byCategory, periodsOverCategories, byIndicator, tags, tagsUnderHeaders },
  'blocks of long': blocks(long),
  'blocks by period': blocks(byPeriod),
};
