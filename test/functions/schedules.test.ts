import fc from 'fast-check';
import { afterAll, beforeAll, it } from 'vitest';
import { createTrial, type Trial } from '../support/faults/trial.ts';

let trial: Trial;
beforeAll(async () => {
  trial = await createTrial();
}, 60_000);
afterAll(() => trial.stop());

/** With those of dying.test.ts a thousand; `npm run soak` runs any number. */
const SCHEDULES = 720;

it('Whatever happens to requests, messages and functions, a run leaves what the quiet one leaves', async () => {
  await fc.assert(
    fc.asyncProperty(await trial.any(), async ([name, schedule]) => {
      await trial.run(name, schedule);
    }),
    { numRuns: SCHEDULES, seed: 20261126, endOnFailure: true },
  );
}, 1_800_000);
