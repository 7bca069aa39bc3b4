import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUIET } from '../support/faults/deliver.ts';
import { createTrial, type Trial } from '../support/faults/trial.ts';

let trial: Trial;
beforeAll(async () => {
  trial = await createTrial();
});
afterAll(() => trial.stop());

describe('A function that dies before or after a request, whichever it is, leaves what a quiet run leaves', () => {
  it.each(['one file', 'a file of which some is returned', 'the first plan'])(
    '%s',
    async (name) => {
      const requests = await trial.requests(name);
      for (let at = 0; at < requests; at += 1)
        for (const kind of ['die-before', 'die-after'] as const) {
          const left = await trial.run(name, { ...QUIET, faults: [{ at, kind, times: 1 }] });
          expect(left.replayed, `${kind} request ${at}`).toBe(0);
        }
    },
    600_000,
  );
});

it('Whatever happens to requests, messages and functions, a run leaves what the quiet one leaves', async () => {
  await fc.assert(
    fc.asyncProperty(await trial.any(), async ([name, schedule]) => {
      await trial.run(name, schedule);
    }),
    { numRuns: 400, seed: 20261126, endOnFailure: true },
  );
}, 1_200_000);
