import { afterAll, beforeAll, expect, it } from 'vitest';
import { QUIET } from '../../support/faults/deliver.ts';
import { createTrial, type Trial } from '../../support/faults/trial.ts';

let trial: Trial;
beforeAll(async () => {
  trial = await createTrial();
}, 60_000);
afterAll(() => trial.stop());

it.each(['one file', 'a file of which some is returned', 'the first plan'])(
  'A function that dies before or after a request, whichever it is, leaves what a quiet run leaves: %s',
  async (name) => {
    const requests = await trial.requests(name);
    expect(requests).toBeGreaterThan(30);
    for (let at = 0; at < requests; at += 1)
      for (const kind of ['die-before', 'die-after'] as const) {
        const left = await trial.run(name, { ...QUIET, faults: [{ at, kind, times: 1 }] });
        expect(left.replayed, `${kind} request ${at}`).toBe(0);
      }
  },
  600_000,
);
