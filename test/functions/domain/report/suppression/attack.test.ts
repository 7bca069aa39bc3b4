import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Guarded,
  type GuardedBreakdowns,
  withholdSmallCells,
} from '../../../../../functions/domain/report/suppression/guard.ts';
import { type PeopleTables, peopleTables } from '../../../../support/arbitrary-tables.ts';
import { attack, type Bounds } from '../../../../support/attack.ts';

const THRESHOLD = 5;
const RULE = { threshold: THRESHOLD, addsUp: true };

const isSmall = (value: number) => value > 0 && value < THRESHOLD;

/** Whether a figure is of a table that is withheld whole. */
function isOfNoTable({ kind, dimensions }: Bounds, { crossed }: GuardedBreakdowns): boolean {
  const own = crossed.filter(({ categories }) => Object.keys(categories).sort().join() === dimensions.join());
  return kind === 'crossed' && own.every(({ suppressed }) => suppressed);
}

/** Whether the total tells of the figure what no rule can keep. */
function isToldByTotal({ kind, dimensions }: Bounds, { total, breakdowns, unknown }: PeopleTables): boolean {
  const parts = [...breakdowns, ...unknown].filter(({ dimension }) => dimension === dimensions[0]);
  return total <= THRESHOLD || (kind !== 'crossed' && parts.length < 2);
}

/** The promise of the rule. */
function isKept(bounds: Bounds, tables: PeopleTables, shown: GuardedBreakdowns): boolean {
  const { truth, least, most } = bounds;
  if (isToldByTotal(bounds, tables)) return true;
  if (isOfNoTable(bounds, shown)) return !isSmall(truth) || most >= THRESHOLD;
  return isSmall(truth) ? least <= 1 && most >= THRESHOLD : least < most;
}

describe('a reader with the report and a solver', () => {
  const samples = fc.sample(peopleTables, { seed: 6, numRuns: 60 });

  it('cannot tell a withheld figure, nor that it is small', async () => {
    for (const tables of samples) {
      const shown = withholdSmallCells(tables, RULE);
      const broken = (await attack(tables.total, tables, shown)).filter((bounds) => !isKept(bounds, tables, shown));
      expect(broken, JSON.stringify({ tables, shown })).toEqual([]);
    }
  });

  it('finds out what is withheld where only the small figures are', async () => {
    const naive = <T extends { readonly value: number | null }>(cells: readonly T[]): Guarded<T>[] =>
      cells.map((cell) =>
        isSmall(cell.value ?? 0) ? { ...cell, value: null, suppressed: true } : { ...cell, suppressed: false },
      );
    let told = 0;
    for (const tables of samples.slice(0, 30)) {
      const { breakdowns, crossed, unknown } = tables;
      const shown = { breakdowns: naive(breakdowns), crossed: naive(crossed), unknown: naive(unknown) };
      told += (await attack(tables.total, tables, shown)).filter(({ least, most }) => least === most).length;
    }
    expect(told).toBeGreaterThan(10);
  });
});
