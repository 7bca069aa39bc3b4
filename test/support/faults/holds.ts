import fc from 'fast-check';
import { afterAll, beforeAll, it } from 'vitest';
import { createTrial, type Trial } from './trial.ts';

const SEED = 20261126;

/** The law, tried on so many schedules of some scenarios. All tests of schedules together try a thousand; `npm run soak` any number. */
export function holds(runs: number, ...scenarios: readonly string[]): void {
  let trial: Trial;
  beforeAll(async () => {
    trial = await createTrial();
  }, 60_000);
  afterAll(() => trial.stop());

  it(`Whatever happens to requests, messages and functions, what is left is what a quiet run leaves: ${scenarios.join('; ')}`, async () => {
    await fc.assert(
      fc.asyncProperty(await trial.any(...scenarios), async ([name, schedule]) => {
        await trial.run(name, schedule);
      }),
      { numRuns: runs, seed: SEED, endOnFailure: true },
    );
  }, 1_800_000);
}
