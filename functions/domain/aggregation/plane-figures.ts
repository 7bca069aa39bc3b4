import type { Actual } from './actual.ts';
import type { Plane } from './cube.ts';

/** Not known where a plane has nothing, or what no text can carry. */
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
  return { value: quotientOf(value, denominator), numerator: value, denominator };
}

function quotientOf(numerator: number | null, denominator: number | null): number | null {
  return numerator === null || denominator === null || denominator === 0 ? null : numerator / denominator;
}

/** The value alone: null where it cannot be computed, undefined where there is neither a value nor a numerator. */
export function valueAt(plane: Plane, scope: number, series: number): number | null | undefined {
  const at = scope * plane.series + series;
  const value = known(plane.value[at]);
  if (value === null) return undefined;
  return plane.denominator ? quotientOf(value, known(plane.denominator[at])) : value;
}
