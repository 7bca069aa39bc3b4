/** Items by group: those of group g stand in `items` from `ends[g - 1]` (0 for the first) to `ends[g]`, in the order they came. */
export interface Grouped {
  readonly items: Int32Array;
  readonly ends: Int32Array;
}

/** Groups the indices of `groupOf` by their group (0 to `groups` - 1); those of a group below 0 are left out. */
export function groupIndices(groupOf: Int32Array, groups: number): Grouped {
  const next = new Int32Array(groups + 1);
  for (const group of groupOf) if (group >= 0) next[group + 1] = (next[group + 1] ?? 0) + 1;
  for (let group = 1; group <= groups; group += 1) next[group] = (next[group] ?? 0) + (next[group - 1] ?? 0);
  const items = new Int32Array(next[groups] ?? 0);
  for (let index = 0; index < groupOf.length; index += 1) {
    const group = groupOf[index] ?? -1;
    if (group < 0) continue;
    const at = next[group] ?? 0;
    items[at] = index;
    next[group] = at + 1;
  }
  return { items, ends: next.subarray(0, groups) };
}

/** Sorts integers by a key from 0 to `keys` - 1, those of one key in the order they came. */
export function sortedBy(integers: Int32Array, keys: number, keyOf: (integer: number) => number): Int32Array {
  const { items } = groupIndices(integers.map(keyOf), keys);
  return items.map((index) => integers[index] ?? 0);
}
