import type { OverOrgUnits, OverTime, ReportedAs } from '../plan/model.ts';
import type { Cube, Plane, Window } from './cube.ts';
import { rollOverTime } from './over-time.ts';
import { rollOverUnits } from './over-units.ts';
import type { Tree } from './tree.ts';

/** The rules of an indicator that say how its figures add up. */
export interface RollUpRules {
  readonly overTime: OverTime;
  readonly overOrgUnits: OverOrgUnits;
  readonly reportedAs: ReportedAs;
}

/**
 * The figures of every org unit's subtree in one window: over time for each unit, then over units from the leaves up. `value` is NaN
 * where nothing is known; of a ratio it is the numerator. `series` limits the work to the first ones (1 = the total).
 */
export function rollUp(
  cube: Cube,
  window: Window,
  tree: Tree,
  rules: RollUpRules,
  series: number = cube.series,
): Plane {
  const plane = rollOverTime(cube, window, rules.overTime, rules.reportedAs === 'year-to-date', series);
  return rollOverUnits(plane, tree, rules.overOrgUnits);
}
