import { afterAll, beforeAll, expect, it } from 'vitest';
import { QUIET } from '../../support/faults/deliver.ts';
import type { FaultKind } from '../../support/faults/faults.ts';
import { createTrial, type Trial } from '../../support/faults/trial.ts';

let trial: Trial;
beforeAll(async () => {
  trial = await createTrial();
}, 60_000);
afterAll(() => trial.stop());

/** So many times that the SDK gives up, where it would try again. */
const FAULTS: readonly (readonly [kind: FaultKind, times: number])[] = [
  ['die-before', 1],
  ['die-after', 1],
  ['lost', 1],
  ['throttle', 6],
];

it.each([
  ['one file', FAULTS],
  ['a file of which some is returned', FAULTS.slice(0, 2)],
  ['the first plan', FAULTS],
] as const)(
  'A fault at a request, whichever it is, leaves what a quiet run leaves: %s',
  async (name, faults) => {
    const requests = await trial.requests(name);
    expect(requests).toBeGreaterThan(30);
    for (let at = 0; at < requests; at += 1)
      for (const [kind, times] of faults) {
        const left = await trial.run(name, { ...QUIET, faults: [{ at, kind, times }] });
        expect(left.replayed, `${kind} at request ${at}`).toBe(0);
      }
  },
  600_000,
);
