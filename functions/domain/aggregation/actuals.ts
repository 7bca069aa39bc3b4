import type { Period } from '../plan/period.ts';
import type { Actual, CategoryActual } from './actual.ts';
import { yearToDateWindow } from './calendar.ts';
import type { Plane, Window } from './cube.ts';
import type { Figures } from './figures.ts';
import { rollUp } from './roll-up.ts';
import { countBelow } from './tree.ts';
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

/** Adds one indicator's actual to each scope that has something to say about it. */
function addIndicator(
  into: readonly Actual[][],
  figures: Figures,
  state: YearState,
  period: Period,
  window: Window,
  scopes: readonly number[],
): void {
  const { indicator, cube } = figures;
  const { tree, lookup } = state;
  const due = new Set(
    lookup.expectedUnits(indicator.code, period, lookup.root.code).map(({ code }) => state.unitOf.get(code)),
  );
  const expected = countBelow(tree, (unit) => due.has(unit));
  const reported = countBelow(tree, (unit) => ((cube.reported[unit] ?? 0) & window.inside) !== 0);
  const plane = rollUp(cube, window, tree, indicator);
  const toDate = rollUp(cube, yearToDateWindow(state.calendar, period), tree, indicator, 1);
  for (const scope of scopes) {
    const coverage = { reported: reported[scope] ?? 0, expected: expected[scope] ?? 0 };
    const yearToDate = figureAt(toDate, scope, 0).value;
    if (coverage.reported === 0 && coverage.expected === 0 && yearToDate === null) continue;
    into[scope]?.push({
      indicator: indicator.code,
      ...figureAt(plane, scope, 0),
      yearToDate,
      coverage,
      breakdowns: breakdownsOf(figures, plane, scope),
    });
  }
}

/** The actuals of a period by unit index, each in plan order; empty lists for scopes not asked for. */
export function actualsOf(
  state: YearState,
  period: Period,
  window: Window,
  scopes: readonly number[],
): readonly Actual[][] {
  const actuals: Actual[][] = state.units.map(() => []);
  for (const figures of state.figures) addIndicator(actuals, figures, state, period, window, scopes);
  return actuals;
}
