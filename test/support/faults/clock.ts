const RealDate = Date;
let time: number | null = null;

class VirtualDate extends RealDate {
  constructor(...given: [] | [number | string | Date] | [number, number]) {
    if (given.length === 0) super(VirtualDate.now());
    else if (given.length === 1) super(given[0]);
    else super(...given);
  }
  static override now(): number {
    return time ?? RealDate.now();
  }
}

/** Everything that asks for the time, functions and SDK alike, is told this instant (in milliseconds) until it is set anew; null for the real time. */
export function setClock(instant: number | null): void {
  time = instant;
  globalThis.Date = Object.assign(instant === null ? RealDate : VirtualDate);
}
