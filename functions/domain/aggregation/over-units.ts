import type { OverOrgUnits } from '../plan/model.ts';
import type { Plane } from './cube.ts';
import { lostIn } from './sum.ts';
import type { Tree } from './tree.ts';

const isMissing = Number.isNaN;

/** Adds every unit's row to its parent's, bottom up, in place. */
function addUp(column: Float64Array, series: number, tree: Tree): void {
  const lost = new Float64Array(column.length);
  for (const unit of tree.bottomUp) {
    const parent = tree.parent[unit] ?? -1;
    if (parent < 0) continue;
    for (let s = 0; s < series; s++) {
      const from = unit * series + s;
      const to = parent * series + s;
      const value = column[from] ?? Number.NaN;
      if (isMissing(value)) continue;
      const sum = column[to] ?? Number.NaN;
      column[to] = isMissing(sum) ? value : sum + value;
      lost[to] = (lost[to] ?? 0) + (lost[from] ?? 0) + (isMissing(sum) ? 0 : lostIn(sum, value));
    }
  }
  for (let i = 0; i < column.length; i++) column[i] = (column[i] ?? Number.NaN) + (lost[i] ?? 0);
}

function keepUp(column: Float64Array, series: number, tree: Tree, better: (a: number, b: number) => number): void {
  for (const unit of tree.bottomUp) {
    const parent = tree.parent[unit] ?? -1;
    if (parent < 0) continue;
    for (let s = 0; s < series; s++) {
      const value = column[unit * series + s] ?? Number.NaN;
      if (isMissing(value)) continue;
      const to = parent * series + s;
      const kept = column[to] ?? Number.NaN;
      column[to] = isMissing(kept) ? value : better(kept, value);
    }
  }
}

function meanUp(column: Float64Array, series: number, tree: Tree): void {
  const counts = column.map((value) => (isMissing(value) ? Number.NaN : 1));
  addUp(column, series, tree);
  addUp(counts, series, tree);
  for (let i = 0; i < column.length; i++) column[i] = (column[i] ?? Number.NaN) / (counts[i] ?? Number.NaN);
}

/** Turns each unit's own figures into those of its subtree, in place. `none` leaves each unit its own. */
export function rollOverUnits(plane: Plane, tree: Tree, rule: OverOrgUnits): Plane {
  switch (rule) {
    case 'sum':
      addUp(plane.value, plane.series, tree);
      return plane;
    case 'ratio':
      addUp(plane.value, plane.series, tree);
      if (plane.denominator) addUp(plane.denominator, plane.series, tree);
      return plane;
    case 'mean':
      meanUp(plane.value, plane.series, tree);
      return plane;
    case 'max':
      keepUp(plane.value, plane.series, tree, Math.max);
      return plane;
    case 'min':
      keepUp(plane.value, plane.series, tree, Math.min);
      return plane;
    case 'none':
      return plane;
    default:
      return rule satisfies never;
  }
}
