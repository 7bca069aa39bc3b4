import { type Cube, emptyCube, type Window } from '../../functions/domain/aggregation/cube.ts';
import { rollUp } from '../../functions/domain/aggregation/roll-up.ts';
import { treeOf } from '../../functions/domain/aggregation/tree.ts';
import { measure, print } from './measure.ts';

const MONTHS = 12;
const OFFICES = 600;
const REGIONS = 10;
/** Totals and categories of ten indicators. */
const CUBES = 10;
const SERIES = 14;
const FIGURES = CUBES * MONTHS * OFFICES * SERIES;

const UNITS = [
  { code: 'GLOBAL', parent: null },
  ...Array.from({ length: REGIONS }, (_, r) => ({ code: `R${r}`, parent: 'GLOBAL' })),
  ...Array.from({ length: OFFICES }, (_, i) => ({ code: `C${i}`, parent: `R${i % REGIONS}` })),
];

const bits = (from: number, to: number): number => ((1 << to) - 1) & ~((1 << from) - 1);

/** Months, quarters, semesters and the year. */
const WINDOWS: readonly Window[] = [1, 3, 6, 12].flatMap((length) =>
  Array.from({ length: MONTHS / length }, (_, i): Window => {
    const first = i * length;
    return { inside: bits(first, first + length), before: first === 0 ? null : bits(0, first), itself: 0 };
  }),
);

function filled(seed: number): Cube {
  const cube = emptyCube(MONTHS, UNITS.length, SERIES, false);
  for (let month = 0; month < MONTHS; month += 1)
    for (let unit = 1 + REGIONS; unit < UNITS.length; unit += 1) {
      cube.reported[unit] = (cube.reported[unit] ?? 0) | (1 << month);
      for (let s = 0; s < SERIES; s += 1)
        cube.value[(month * UNITS.length + unit) * SERIES + s] = (seed * 7 + month * 31 + unit * 3 + s) % 1000;
    }
  return cube;
}

/** The same sums as most would write them: a Map with a text key a group. */
function withStringKeys(cubes: readonly Cube[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [c, cube] of cubes.entries())
    for (const [w, { inside }] of WINDOWS.entries())
      for (let month = 0; month < MONTHS; month += 1) {
        if ((inside & (1 << month)) === 0) continue;
        for (let unit = 1 + REGIONS; unit < UNITS.length; unit += 1)
          for (let s = 0; s < SERIES; s += 1) {
            const value = cube.value[(month * UNITS.length + unit) * SERIES + s] ?? 0;
            for (const scope of [`C${unit}`, UNITS[unit]?.parent ?? '', 'GLOBAL']) {
              const key = `${scope}|${c}|${w}|${s}`;
              sums.set(key, (sums.get(key) ?? 0) + value);
            }
          }
      }
  return sums;
}

/** A million figures over all org units and all months, quarters, semesters and the year. */
export async function benchRollUp(rounds: number): Promise<void> {
  const cubes = Array.from({ length: CUBES }, (_, seed) => filled(seed));
  const tree = treeOf(UNITS);
  const rules = { overTime: 'sum', overOrgUnits: 'sum', reportedAs: 'per-period' } as const;
  const groups = WINDOWS.length * UNITS.length * CUBES * SERIES;
  print(
    `Roll-up of ${FIGURES} figures to ${groups} groups`,
    await measure(
      [
        { name: 'Map with text keys', run: () => withStringKeys(cubes) },
        {
          name: 'Jalon: dense arrays',
          run: () => cubes.map((cube) => WINDOWS.map((w) => rollUp(cube, w, tree, rules))),
        },
      ],
      Math.min(rounds, 3),
    ),
  );
}
