import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type GuardedBreakdowns,
  withholdSmallCells,
} from '../../../../../functions/domain/report/suppression/guard.ts';
import { peopleTables, tablesOf } from '../../../../support/arbitrary-tables.ts';

const RULE = { threshold: 5, addsUp: true };
const W = 'withheld';

/** People of one sex a row, of one age a column, all of them crossed. */
function crossTable(rows: readonly (readonly number[])[]) {
  const dimensions = { sex: rows.length, age: rows[0]?.length ?? 0 };
  const groups = rows.flatMap((row, sex) =>
    row.map((people, age) => ({
      categories: { sex: `sex${sex}`, age: `age${age}` },
      people,
      crossed: ['sex', 'age'],
    })),
  );
  return tablesOf(groups, dimensions);
}

const shown = ({ value, suppressed }: { value: number | null; suppressed: boolean }) => (suppressed ? W : value);

/** The rows of a table of two dimensions, as they may be shown. */
function rowsOf(guarded: GuardedBreakdowns, columns: number) {
  const cells = guarded.crossed.map(shown);
  return Array.from({ length: cells.length / columns }, (_, row) => cells.slice(row * columns, (row + 1) * columns));
}

describe('a table of crossed categories', () => {
  it.each([
    [
      'is shown whole where nothing is small',
      [
        [50, 60],
        [70, 0],
      ],
      [
        [50, 60],
        [70, 0],
      ],
    ],
    [
      'withholds a small cell with three others, the smallest there are',
      [
        [3, 40, 50],
        [60, 70, 80],
        [90, 95, 99],
      ],
      [
        [W, W, 50],
        [W, W, 80],
        [90, 95, 99],
      ],
    ],
    [
      'takes a box without zeros where there is one',
      [
        [3, 0, 50],
        [60, 70, 80],
      ],
      [
        [W, 0, W],
        [W, 70, W],
      ],
    ],
    [
      'withholds what is not zero of withheld categories',
      [
        [3, 1],
        [2, 70],
      ],
      [
        [W, W],
        [W, W],
      ],
    ],
    [
      'is withheld whole where no box is large enough',
      [
        [3, 1, 6],
        [6, 7, 1],
        [0, 0, 9],
      ],
      [
        [W, W, W],
        [W, W, W],
        [W, W, W],
      ],
    ],
  ])('%s', (_, rows, expected) => {
    expect(rowsOf(withholdSmallCells(crossTable(rows), RULE), rows[0]?.length ?? 0)).toEqual(expected);
  });

  it('is withheld whole beside a withheld rest', () => {
    const table = crossTable([
      [50, 60],
      [70, 80],
    ]);
    const given = { ...table, unknown: [{ dimension: 'sex', value: 2 }] };
    const guarded = withholdSmallCells(given, RULE);
    expect(guarded.unknown.map(shown)).toEqual([W]);
    expect(guarded.breakdowns.map(shown)).toEqual([W, 150, 120, 140]);
    expect(guarded.crossed.map(shown)).toEqual([W, W, W, W]);
  });

  it('of figures that do not add up is shown whole or not at all', () => {
    const rule = { ...RULE, addsUp: false };
    expect(
      rowsOf(
        withholdSmallCells(
          crossTable([
            [50, 60],
            [70, 0],
          ]),
          rule,
        ),
        2,
      ),
    ).toEqual([
      [50, 60],
      [70, 0],
    ]);
    expect(
      rowsOf(
        withholdSmallCells(
          crossTable([
            [3, 60],
            [70, 80],
          ]),
          rule,
        ),
        2,
      ),
    ).toEqual([
      [W, W],
      [W, W],
    ]);
  });

  it('is withheld when another that shares two of its dimensions withholds something', () => {
    const pairs = [
      [3, 60],
      [70, 80],
    ].flatMap((row, a) =>
      row.map((people, b) => ({ categories: { a: `a${a}`, b: `b${b}`, c: 'c0' }, people, crossed: ['a', 'b'] })),
    );
    const triples = [
      [30, 60],
      [70, 80],
    ].flatMap((row, a) =>
      row.map((people, b) => ({ categories: { a: `a${a}`, b: `b${b}`, c: 'c1' }, people, crossed: ['a', 'b', 'c'] })),
    );
    const guarded = withholdSmallCells(tablesOf([...pairs, ...triples], { a: 2, b: 2, c: 2 }), RULE);
    const triplesShown = guarded.crossed.filter(({ categories }) => categories.c !== undefined).map(shown);
    expect(triplesShown).toEqual([W, W, W, W, W, W, W, W]);
  });
});

it('of a table withheld whole not even tells which cells were stated', () => {
  const rows = [
    ['a0', 'b0', 893],
    ['a1', 'b1', 7],
    ['a2', 'b0', 2],
    ['a2', 'b2', 16],
  ] as const;
  const groups = rows.map(([a, b, people]) => ({ categories: { a, b }, people, crossed: ['a', 'b'] }));
  const guarded = withholdSmallCells(tablesOf(groups, { a: 3, b: 3 }), RULE);
  expect(guarded.crossed.map(shown)).toEqual(new Array(9).fill(W));
});

describe('withholdSmallCells', () => {
  it('judges each dimension by itself', () => {
    const cells = (dimension: string, values: readonly number[]) =>
      values.map((value, at) => ({ dimension, category: `${dimension}${at}`, value }));
    const breakdowns = [...cells('sex', [3, 40]), ...cells('age', [20, 23])];
    const guarded = withholdSmallCells({ breakdowns, crossed: [], unknown: [] }, RULE);
    expect(guarded.breakdowns.map(shown)).toEqual([W, W, 20, 23]);
  });

  it('leaves alone what was not reported', () => {
    const cells = [3, null, 40].map((value, at) => ({ dimension: 'sex', category: `sex${at}`, value }));
    const guarded = withholdSmallCells({ breakdowns: cells, crossed: [], unknown: [] }, RULE);
    expect(guarded.breakdowns.map(shown)).toEqual([W, null, W]);
  });

  it('withholds nothing below a threshold of 0', () => {
    const guarded = withholdSmallCells(
      crossTable([
        [1, 2],
        [3, 4],
      ]),
      { threshold: 0, addsUp: true },
    );
    expect([...guarded.breakdowns, ...guarded.crossed].some(({ suppressed }) => suppressed)).toBe(false);
  });

  it('keeps order, number and every figure it shows, and shows no small one', () => {
    fc.assert(
      fc.property(peopleTables, (tables) => {
        const guarded = withholdSmallCells(tables, RULE);
        const keyOf = (categories: object) => JSON.stringify(Object.entries(categories).sort());
        const crossed = new Map(tables.crossed.map(({ categories, value }) => [keyOf(categories), value]));
        const pairs = [
          ...guarded.breakdowns.map((cell, at) => ({ ...cell, truth: tables.breakdowns[at]?.value })),
          ...guarded.crossed.map((cell) => ({ ...cell, truth: crossed.get(keyOf(cell.categories)) })),
          ...guarded.unknown.map((cell, at) => ({ ...cell, truth: tables.unknown[at]?.value })),
        ];
        for (const { value, suppressed, truth } of pairs) {
          expect(value).toBe(suppressed ? null : truth);
          expect(value !== null && value > 0 && value < RULE.threshold).toBe(false);
        }
        const { breakdowns, unknown } = guarded;
        expect(breakdowns.map(({ category }) => category)).toEqual(tables.breakdowns.map(({ category }) => category));
        expect(unknown.map(({ dimension }) => dimension)).toEqual(tables.unknown.map(({ dimension }) => dimension));
        const listed = new Set(guarded.crossed.map(({ categories }) => keyOf(categories)));
        expect(tables.crossed.every(({ categories }) => listed.has(keyOf(categories)))).toBe(true);
      }),
      { seed: 20261126, numRuns: 200 },
    );
  });

  it('takes no time to speak of for a full plan, large tables among it', () => {
    const rows = [0, 1].map((sex) => Array.from({ length: 150 }, (_, at) => (at * at * (7 + sex)) % 61));
    const large = crossTable(rows);
    const usual = crossTable([
      [3, 40, 50, 2, 9],
      [60, 70, 80, 4, 100],
    ]);
    withholdSmallCells(large, RULE);
    const before = process.cpuUsage();
    for (let at = 0; at < 300; at += 1) withholdSmallCells(at % 30 === 0 ? large : usual, RULE);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(1000);
  });
});
