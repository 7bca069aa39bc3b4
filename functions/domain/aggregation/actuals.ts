import type { Indicator } from '../plan/model.ts';
import type { Actual, CategoryActual, CrossedActual } from './actual.ts';
import type { Windows } from './calendar.ts';
import type { Carry } from './carry.ts';
import type { Plane } from './cube.ts';
import type { Figures } from './figures.ts';
import { rollOverUnits } from './over-units.ts';
import { figureAt, valueAt } from './plane-figures.ts';
import { rollUp } from './roll-up.ts';
import { continued, planeOf } from './running.ts';
import { countBelow } from './tree.ts';
import { unknownRests } from './unknown.ts';
import type { YearState } from './year-state.ts';

function breakdownsOf({ categories }: Figures, plane: Plane, scope: number): CategoryActual[] {
  const breakdowns: CategoryActual[] = [];
  for (const { dimension, category, series } of categories) {
    const value = valueAt(plane, scope, series);
    if (value !== undefined) breakdowns.push({ dimension, category, value });
  }
  return breakdowns;
}

/** A crossing of more cells than this says nothing that anybody would read, and would fill the table. */
const MOST_CELLS = 1000;

function crossedOf({ crossed }: Figures, plane: Plane, scope: number): CrossedActual[] {
  const cells: CrossedActual[] = [];
  let start = 0;
  for (const [c, { categories, crossing, series }] of crossed.entries()) {
    if (crossing !== crossed[c - 1]?.crossing) start = cells.length;
    const value = valueAt(plane, scope, series);
    if (value !== undefined) cells.push({ categories, value });
    if (crossing !== crossed[c + 1]?.crossing && cells.length - start > MOST_CELLS) cells.length = start;
  }
  return cells;
}

/** An indicator's figures from the plan's first day to the end of the period. */
function planToDateOf(figures: Figures, index: number, { state, carry, windows }: ActualsInput): Plane {
  const { cube, indicator } = figures;
  const running = continued(carry?.figures[index] ?? null, cube, windows.planToDate, indicator);
  return rollOverUnits(planeOf(running), state.tree, indicator.overOrgUnits);
}

/** Adds one indicator's actual to each scope that has something to say about it. */
function addIndicator(into: readonly Actual[][], figures: Figures, index: number, input: ActualsInput): void {
  const { state, windows, scopes } = input;
  const { indicator, cube } = figures;
  const { tree } = state;
  const expected = input.expected(indicator);
  const reported = countBelow(tree, (unit) => ((cube.reported[unit] ?? 0) & windows.own.inside) !== 0);
  const plane = rollUp(cube, windows.own, tree, indicator);
  const toDate = rollUp(cube, windows.yearToDate, tree, indicator, 1);
  const sinceStart = planToDateOf(figures, index, input);
  for (const scope of scopes) {
    const coverage = { reported: reported[scope] ?? 0, expected: expected[scope] ?? 0 };
    const yearToDate = valueAt(toDate, scope, 0) ?? null;
    const planToDate = valueAt(sinceStart, scope, 0) ?? null;
    const isSilent = coverage.reported === 0 && coverage.expected === 0;
    if (isSilent && yearToDate === null && planToDate === null) continue;
    const { value, numerator, denominator } = figureAt(plane, scope, 0);
    const breakdowns = breakdownsOf(figures, plane, scope);
    into[scope]?.push({
      ...{ indicator: indicator.code, value, numerator, denominator, yearToDate, planToDate, coverage, breakdowns },
      crossed: crossedOf(figures, plane, scope),
      unknown: unknownRests(indicator, value, breakdowns),
    });
  }
}

export interface ActualsInput {
  readonly state: YearState;
  /** What earlier years of the plan leave to this one. */
  readonly carry: Carry | null;
  readonly windows: Windows;
  /** How many units of each scope are expected to report an indicator in the period. */
  readonly expected: (indicator: Indicator) => Int32Array;
  readonly scopes: readonly number[];
}

/** The actuals of a period by unit index, each in plan order; empty lists for scopes not asked for. */
export function actualsOf(input: ActualsInput): readonly Actual[][] {
  const actuals: Actual[][] = input.state.units.map(() => []);
  for (const [index, figures] of input.state.figures.entries()) addIndicator(actuals, figures, index, input);
  return actuals;
}
