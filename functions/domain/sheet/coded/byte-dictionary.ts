const SLOTS = 64;

function grown(array: Int32Array, length: number): Int32Array {
  const longer = new Int32Array(length);
  longer.set(array);
  return longer;
}

/** Gives each different slice of some bytes a code from 1 on, in the order in which they are first met. */
export class ByteDictionary {
  /** One more than the last code given. */
  size = 1;
  readonly #bytes: Uint8Array;
  #slots: Int32Array = new Int32Array(SLOTS);
  #starts: Int32Array = new Int32Array(SLOTS / 2);
  #ends: Int32Array = new Int32Array(SLOTS / 2);
  #hashes: Int32Array = new Int32Array(SLOTS / 2);

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The code of a slice. Its hash is the caller's, who reads the bytes anyway. */
  codeOf(hash: number, start: number, end: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const code = slots[slot] ?? 0;
      if (code === 0) return this.#add(hash, start, end);
      if (this.#hashes[code] === hash && this.#equals(code, start, end)) return code;
    }
  }

  slice(code: number): Uint8Array {
    return this.#bytes.subarray(this.#starts[code], this.#ends[code]);
  }

  #equals(code: number, start: number, end: number): boolean {
    const bytes = this.#bytes;
    let other = this.#starts[code] ?? 0;
    if ((this.#ends[code] ?? 0) - other !== end - start) return false;
    for (let at = start; at < end; at += 1, other += 1) if (bytes[at] !== bytes[other]) return false;
    return true;
  }

  #add(hash: number, start: number, end: number): number {
    if (this.size === this.#starts.length) this.#grow();
    const code = this.size;
    this.size += 1;
    this.#starts[code] = start;
    this.#ends[code] = end;
    this.#hashes[code] = hash;
    this.#place(code, hash);
    return code;
  }

  #place(code: number, hash: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = code;
  }

  #grow(): void {
    const length = this.#slots.length;
    this.#starts = grown(this.#starts, length);
    this.#ends = grown(this.#ends, length);
    this.#hashes = grown(this.#hashes, length);
    this.#slots = new Int32Array(2 * length);
    for (let code = 1; code < this.size; code += 1) this.#place(code, this.#hashes[code] ?? 0);
  }
}
