import type { Period } from '../plan/period.ts';
import type { Actual, CategoryActual, CrossedActual } from './actual.ts';
import { planToDateWindow, yearToDateWindow } from './calendar.ts';
import type { Carry } from './carry.ts';
import type { Plane, Window } from './cube.ts';
import type { Figures } from './figures.ts';
import { rollOverUnits } from './over-units.ts';
import { rollUp } from './roll-up.ts';
import { continued, planeOf } from './running.ts';
import { countBelow } from './tree.ts';
import { unknownRests } from './unknown.ts';
import type { YearState } from './year-state.ts';

function known(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value + 0 : null;
}

/** What a plane says at a cell: a plain value, or numerator, denominator and their quotient. */
export function figureAt(
  plane: Plane,
  scope: number,
  series: number,
): Pick<Actual, 'value' | 'numerator' | 'denominator'> {
  const at = scope * plane.series + series;
  const value = known(plane.value[at]);
  if (!plane.denominator) return { value, numerator: null, denominator: null };
  const denominator = known(plane.denominator[at]);
  const quotient = value === null || denominator === null || denominator === 0 ? null : value / denominator;
  return { value: quotient, numerator: value, denominator };
}

function breakdownsOf(figures: Figures, plane: Plane, scope: number): CategoryActual[] {
  return figures.categories.flatMap(({ dimension, category, series }) => {
    const { value, numerator } = figureAt(plane, scope, series);
    return value === null && numerator === null ? [] : [{ dimension, category, value }];
  });
}

/** A crossing of more cells than this says nothing that anybody would read, and would fill the table. */
const MOST_CELLS = 1000;

function crossedOf(figures: Figures, plane: Plane, scope: number): CrossedActual[] {
  if (figures.crossed.length === 0) return [];
  const known = figures.crossed.flatMap(({ categories, crossing, series }) => {
    const { value, numerator } = figureAt(plane, scope, series);
    return value === null && numerator === null ? [] : [{ crossing, cell: { categories, value } }];
  });
  const sizes = Map.groupBy(known, ({ crossing }) => crossing);
  return known.flatMap(({ crossing, cell }) => ((sizes.get(crossing)?.length ?? 0) > MOST_CELLS ? [] : [cell]));
}

/** An indicator's figures from the plan's first day to the end of the period. */
function planToDateOf(state: YearState, carry: Carry | null, index: number, period: Period): Plane | null {
  const figures = state.figures[index];
  if (!figures) return null;
  const { cube, indicator } = figures;
  const window = planToDateWindow(state.calendar, period, state.lookup.plan.start);
  const running = continued(carry?.figures[index] ?? null, cube, window, indicator);
  return rollOverUnits(planeOf(running), state.tree, indicator.overOrgUnits);
}

/** Adds one indicator's actual to each scope that has something to say about it. */
function addIndicator(
  into: readonly Actual[][],
  index: number,
  { state, carry, period, window, scopes }: ActualsInput,
): void {
  const figures = state.figures[index];
  if (!figures) return;
  const { indicator, cube } = figures;
  const { tree, lookup } = state;
  const due = new Set(
    lookup.expectedUnits(indicator.code, period, lookup.root.code).map(({ code }) => state.unitOf.get(code)),
  );
  const expected = countBelow(tree, (unit) => due.has(unit));
  const reported = countBelow(tree, (unit) => ((cube.reported[unit] ?? 0) & window.inside) !== 0);
  const plane = rollUp(cube, window, tree, indicator);
  const toDate = rollUp(cube, yearToDateWindow(state.calendar, period), tree, indicator, 1);
  const sinceStart = planToDateOf(state, carry, index, period);
  for (const scope of scopes) {
    const coverage = { reported: reported[scope] ?? 0, expected: expected[scope] ?? 0 };
    const yearToDate = figureAt(toDate, scope, 0).value;
    const planToDate = sinceStart ? figureAt(sinceStart, scope, 0).value : null;
    const isSilent = coverage.reported === 0 && coverage.expected === 0;
    if (isSilent && yearToDate === null && planToDate === null) continue;
    const own = figureAt(plane, scope, 0);
    const breakdowns = breakdownsOf(figures, plane, scope);
    into[scope]?.push({
      indicator: indicator.code,
      ...own,
      yearToDate,
      planToDate,
      coverage,
      breakdowns,
      crossed: crossedOf(figures, plane, scope),
      unknown: unknownRests(indicator, own.value, breakdowns),
    });
  }
}

export interface ActualsInput {
  readonly state: YearState;
  /** What earlier years of the plan leave to this one. */
  readonly carry: Carry | null;
  readonly period: Period;
  readonly window: Window;
  readonly scopes: readonly number[];
}

/** The actuals of a period by unit index, each in plan order; empty lists for scopes not asked for. */
export function actualsOf(input: ActualsInput): readonly Actual[][] {
  const actuals: Actual[][] = input.state.units.map(() => []);
  for (const index of input.state.figures.keys()) addIndicator(actuals, index, input);
  return actuals;
}
