/** Org units as integers from 0, in plan order. */
export interface Tree {
  readonly size: number;
  /** Index of the unit above, -1 where there is none. */
  readonly parent: Int32Array;
  /** Every unit after all units below it. */
  readonly bottomUp: Int32Array;
}

/** The tree of units given by code and parent's code; an unknown parent counts as none. */
export function treeOf(units: readonly { readonly code: string; readonly parent: string | null }[]): Tree {
  const indexOf = new Map(units.map((unit, index) => [unit.code, index]));
  const parent = Int32Array.from(units, (unit) => (unit.parent === null ? -1 : (indexOf.get(unit.parent) ?? -1)));
  const depth = units.map((_, index) => depthOf(parent, index));
  const bottomUp = Int32Array.from(units.keys()).sort((a, b) => (depth[b] ?? 0) - (depth[a] ?? 0) || a - b);
  return { size: units.length, parent, bottomUp };
}

function depthOf(parent: Int32Array, index: number): number {
  let depth = 0;
  for (let up = parent[index] ?? -1; up >= 0 && depth < parent.length; up = parent[up] ?? -1) depth++;
  return depth;
}

/** The unit and every unit above it. */
export function lineOf(tree: Tree, unit: number): number[] {
  const line: number[] = [];
  for (let up = unit; up >= 0 && line.length <= tree.size; up = tree.parent[up] ?? -1) line.push(up);
  return line;
}

/** Per unit, how many units of its subtree (itself included) the test holds for. */
export function countBelow(tree: Tree, test: (unit: number) => boolean): Int32Array {
  const counts = new Int32Array(tree.size);
  for (const unit of tree.bottomUp) {
    const own = (counts[unit] ?? 0) + (test(unit) ? 1 : 0);
    const parent = tree.parent[unit] ?? -1;
    counts[unit] = own;
    if (parent >= 0) counts[parent] = (counts[parent] ?? 0) + own;
  }
  return counts;
}
