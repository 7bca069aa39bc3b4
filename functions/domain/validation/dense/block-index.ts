const FIRST_SLOTS = 1024;

/** Blocks by org unit, indicator and period, each of these a number, in the order in which they are first met. */
export interface BlockIndex {
  /** The block of the three; a new one where they are met for the first time. */
  readonly blockOf: (unit: number, indicator: number, period: number) => number;
  readonly size: () => number;
  readonly unit: (block: number) => number;
  readonly indicator: (block: number) => number;
  readonly period: (block: number) => number;
}

/** An index of blocks in arrays of integers: a file may have hundreds of thousands. */
export function createBlockIndex(): BlockIndex {
  let slots = new Int32Array(FIRST_SLOTS).fill(-1);
  let keys = new Int32Array((3 * FIRST_SLOTS) / 2);
  let size = 0;
  const hashOf = (unit: number, indicator: number, period: number) => {
    const mixed = Math.imul(unit, 0x9e3779b1) ^ Math.imul(indicator, 0x85ebca6b) ^ Math.imul(period, 0xc2b2ae35);
    return mixed ^ (mixed >>> 15);
  };
  const part = (block: number, which: number) => keys[3 * block + which] ?? 0;
  const slotFor = (hash: number) => {
    const mask = slots.length - 1;
    let slot = hash & mask;
    while (slots[slot] !== -1) slot = (slot + 1) & mask;
    return slot;
  };
  const grow = () => {
    const longer = new Int32Array(2 * keys.length);
    longer.set(keys);
    keys = longer;
    slots = new Int32Array(2 * slots.length).fill(-1);
    for (let block = 0; block < size; block += 1)
      slots[slotFor(hashOf(part(block, 0), part(block, 1), part(block, 2)))] = block;
  };
  return {
    blockOf(unit, indicator, period) {
      const hash = hashOf(unit, indicator, period);
      const mask = slots.length - 1;
      for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
        const block = slots[slot] ?? -1;
        if (block < 0) break;
        if (part(block, 0) === unit && part(block, 1) === indicator && part(block, 2) === period) return block;
      }
      if (3 * size === keys.length) grow();
      const block = size;
      size += 1;
      keys[3 * block] = unit;
      keys[3 * block + 1] = indicator;
      keys[3 * block + 2] = period;
      slots[slotFor(hash)] = block;
      return block;
    },
    size: () => size,
    unit: (block) => part(block, 0),
    indicator: (block) => part(block, 1),
    period: (block) => part(block, 2),
  };
}
