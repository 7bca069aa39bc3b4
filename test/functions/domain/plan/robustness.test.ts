import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPlan } from '../../../../functions/domain/plan/read-plan.ts';
import type { Cell, Grid } from '../../../../functions/domain/sheet/grid.ts';
import { minimalPlanGrids } from '../../../support/plan.ts';

const workbook = minimalPlanGrids();
const written = workbook.flatMap((grid) => grid.rows.flat());

const anyCell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constantFrom(...written),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom('__proto__', 'constructor', '*', '٤٥', '1a.1[', '((((', '%', '9999-12-31', '0000', 'نعم'),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.string().map((iso) => ({ kind: 'date', iso }) as const),
  fc.double().map((value) => ({ kind: 'percent', value }) as const),
  fc.string().map((code) => ({ kind: 'error', code }) as const),
);

const anyGrid: fc.Arbitrary<Grid> = fc.record({
  sheet: fc.oneof(fc.constantFrom(...workbook.map((grid) => grid.sheet)), fc.string(), fc.constant(null)),
  hidden: fc.boolean(),
  rows: fc.array(fc.array(anyCell, { maxLength: 8 }), { maxLength: 8 }),
});

function agrees(grids: readonly Grid[]): void {
  const { plan, issues } = readPlan(grids);
  expect(plan === null).toBe(issues.some(({ severity }) => severity === 'error'));
}

it('gives a plan exactly when there is no error, and never throws, on sheets of any cells', () => {
  fc.assert(fc.property(fc.array(anyGrid, { maxLength: 14 }), agrees), { numRuns: 300 });
});

it('gives a plan exactly when there is no error, and never throws, on a plan with any cells put in', () => {
  const sheet = fc.nat({ max: workbook.length - 1 });
  const change = fc.tuple(sheet, fc.nat({ max: 14 }), fc.nat({ max: 22 }), anyCell);
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
      const cells = new Map(changes.map(([at, row, column, value]) => [`${at} ${row} ${column}`, value]));
      agrees(
        workbook.map((grid, at) => ({
          ...grid,
          rows: grid.rows.map((row, r) =>
            row.map((cell, c) => (cells.has(`${at} ${r} ${c}`) ? (cells.get(`${at} ${r} ${c}`) ?? null) : cell)),
          ),
        })),
      );
    }),
    { numRuns: 400 },
  );
});

it('judges a sheet of ten thousand unknown targets within a breath', () => {
  const header = ['indicator', 'orgUnit', 'period', 'value'];
  const rows = Array.from({ length: 10_000 }, (_, i) => [`x.${i}`, `unit-${i}`, '2025', i]);
  const started = performance.now();
  const { issues } = readPlan(minimalPlanGrids({ Targets: [header, ...rows] }));
  expect(issues).toHaveLength(20_000);
  expect(performance.now() - started).toBeLessThan(10_000);
});
