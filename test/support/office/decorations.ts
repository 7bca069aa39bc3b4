import fc from 'fast-check';
import type { Draft, Drafts } from './layouts.ts';

/** Changes a table of one header row and its data in a way that leaves what it states. */
export type Decoration = (table: Drafts) => Drafts;

const TITLES: readonly (readonly Draft[])[] = [
  ['Report of the office'],
  ['Updated on 5 January 2026'],
  ['Suivi des indicateurs', null, 'v2'],
  [null, 'Confidentiel – usage interne'],
  ['تقرير المكتب'],
  ['Elaborado por: J. Pérez (31.12.2025)'],
  [],
];

const FOOTERS: readonly (readonly Draft[])[] = [
  [],
  ['Source: enquête auprès des ménages'],
  ['Prepared by: J. Doe'],
  ['* figures to be confirmed by the end of the month'],
  ['المصدر: تقارير المكاتب'],
];

function insert(rows: Drafts, at: number, added: Drafts): Drafts {
  return [...rows.slice(0, at), ...added, ...rows.slice(at)];
}

const titled = fc.array(fc.constantFrom(...TITLES), { minLength: 1, maxLength: 4 }).map(
  (added): Decoration =>
    (table) => [...added, ...table],
);

const footed = fc.array(fc.constantFrom(...FOOTERS), { minLength: 1, maxLength: 3 }).map(
  (added): Decoration =>
    (table) => [...table, [], ...added],
);

const spaced = fc.nat().map(
  (seed): Decoration =>
    (table) =>
      insert(table, 1 + (seed % table.length), [[]]),
);

const headedAgain = fc.nat().map(
  (seed): Decoration =>
    (table) =>
      insert(table, 1 + (seed % table.length), table.slice(0, 1)),
);

const totalled = fc
  .record({
    at: fc.nat(),
    name: fc.constantFrom('Total', 'Ensemble', 'Total général', 'الإجمالي'),
    sum: fc.nat({ max: 999 }),
  })
  .map(
    ({ at, name, sum }): Decoration =>
      (table) =>
        insert(table, 2 + (at % Math.max(1, table.length - 1)), [
          (table[0] ?? []).map((_, index, header) =>
            index === 0 ? name : index === header.length - 1 ? String(sum) : null,
          ),
        ]),
  );

const shuffledRows = fc.nat().map(
  (seed): Decoration =>
    ([header = [], ...rows]) => {
      const keyed = rows.map((row, index) => ({ row, key: (index * 7919 + seed) % 104_729 }));
      return [header, ...keyed.sort((a, b) => a.key - b.key).map(({ row }) => row)];
    },
);

const shuffledColumns = fc.nat().map(
  (seed): Decoration =>
    (table) => {
      const width = Math.max(...table.map((row) => row.length));
      const order = Array.from({ length: width }, (_, index) => index).sort(
        (a, b) => ((a * 31 + seed) % 101) - ((b * 31 + seed) % 101),
      );
      return table.map((row) => order.map((index) => row[index] ?? null));
    },
);

function withColumn(header: Draft, cell: (row: number) => Draft, place: number): Decoration {
  return (table) => table.map((row, at) => row.toSpliced(place % (row.length + 1), 0, at === 0 ? header : cell(at)));
}

const furtherColumn = fc
  .tuple(
    fc.constantFrom<[Draft, (row: number) => Draft]>(
      ['Comments', (row) => (row % 2 === 0 ? null : 'checked with partners')],
      ['Donor', () => 'ECHO'],
      ['#', (row) => String(row)],
      [null, () => null],
      ['Cible', () => '1200'],
    ),
    fc.nat(),
  )
  .map(([[header, cell], place]): Decoration => withColumn(header, cell, place));

/** Key cells left blank where the row above says the same, as merged cells are: of the first two columns only, the third names the row. */
const merged = fc.constant<Decoration>((table) =>
  table.map((row, at) =>
    row.map((cell, index) => (at > 1 && index < 2 && cell !== null && table[at - 1]?.[index] === cell ? null : cell)),
  ),
);

/** Decorations of a table with one header row, those first that move its rows and columns, then those that add to it. */
export const arbitraryDecorations: fc.Arbitrary<Decoration> = fc
  .tuple(
    fc.array(fc.oneof(shuffledRows, furtherColumn, shuffledColumns), { maxLength: 3 }),
    fc.array(fc.oneof(spaced, headedAgain, footed), { maxLength: 3 }),
    fc.option(titled, { nil: null }),
  )
  .map(([moves, additions, titles]) => (table) => {
    const all = [...moves, ...additions, ...(titles ? [titles] : [])];
    return all.reduce<Drafts>((rows, decorate) => decorate(rows), table);
  });

export { merged, totalled };
