import fc from 'fast-check';
import type { Schedule } from './deliver.ts';
import { FAULT_KINDS } from './faults.ts';

const MOST_FAULTS = 4;

/** Schedules of runs that make about so many requests in quiet. */
export function schedules(requests: number): fc.Arbitrary<Schedule> {
  const fault = fc.record({
    at: fc.nat(requests + 10),
    kind: fc.constantFrom(...FAULT_KINDS),
    // The SDK tries a request six times.
    times: fc.constantFrom(1, 1, 1, 2, 6, 7),
  });
  return fc.record({
    picks: fc.array(fc.nat(11), { maxLength: requests * 2, size: 'max' }),
    faults: fc.array(fault, { maxLength: MOST_FAULTS }),
    doubled: fc.array(fc.nat(6), { maxLength: 2 }),
    lost: fc.uniqueArray(fc.nat(6), { maxLength: 2 }),
    batch: fc.constantFrom(1000, 2, 1000, 1),
  });
}
