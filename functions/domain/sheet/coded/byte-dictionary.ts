const SLOTS = 64;

/** Gives each different slice of some bytes a number from 1 on, in the order in which they are first met. */
export interface ByteDictionary {
  readonly codeOf: (hash: number, start: number, end: number) => number;
  /** One more than the last number given. */
  readonly size: () => number;
  readonly slice: (code: number) => Uint8Array;
}

function grown(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(length);
  longer.set(array);
  return longer;
}

/** A dictionary of the slices of `bytes`. The hash of a slice is the caller's, who reads the bytes anyway. */
export function createByteDictionary(bytes: Uint8Array): ByteDictionary {
  let slots = new Int32Array(SLOTS);
  let starts = new Int32Array(SLOTS / 2);
  let ends = new Int32Array(SLOTS / 2);
  let hashes = new Int32Array(SLOTS / 2);
  let size = 1;

  const equals = (code: number, start: number, end: number): boolean => {
    const known = starts[code] ?? 0;
    if ((ends[code] ?? 0) - known !== end - start) return false;
    for (let at = start, other = known; at < end; at += 1, other += 1) if (bytes[at] !== bytes[other]) return false;
    return true;
  };
  const place = (code: number, hash: number) => {
    const mask = slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = code;
  };
  const grow = () => {
    const length = 2 * slots.length;
    [starts, ends, hashes] = [grown(starts, length / 2), grown(ends, length / 2), grown(hashes, length / 2)];
    slots = new Int32Array(length);
    for (let code = 1; code < size; code += 1) place(code, hashes[code] ?? 0);
  };

  return {
    codeOf(hash, start, end) {
      const mask = slots.length - 1;
      for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
        const code = slots[slot] ?? 0;
        if (code === 0) break;
        if (hashes[code] === hash && equals(code, start, end)) return code;
      }
      if (size === starts.length) grow();
      const code = size;
      size += 1;
      [starts[code], ends[code], hashes[code]] = [start, end, hash];
      place(code, hash);
      return code;
    },
    size: () => size,
    slice: (code) => bytes.subarray(starts[code], ends[code]),
  };
}
