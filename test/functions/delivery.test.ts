import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recompute } from '../../functions/aggregate/step.ts';
import type { AggregateMessage, Upload } from '../../functions/events.ts';
import { ingest } from '../../functions/ingest/step.ts';
import { acceptPlan } from '../../functions/plan/step.ts';
import { startTestAws } from '../support/embedded.ts';
import { createDependencies, snapshot } from '../support/pipeline.ts';

const upload = (key: string, minute: number): Upload => ({
  key,
  versionId: null,
  size: null,
  eventTime: `2026-01-10T08:${String(minute).padStart(2, '0')}:00.000Z`,
  sequencer: `0${minute}`,
});

const PLAN = upload('plan/plan.xlsx', 0);

/** A file, the file that corrects it, one returned in part, one of another office in the same region. */
const FILES = [
  upload('uploads/SOM/02-results-q4.xlsx', 1),
  upload('uploads/SOM/03-correction-q4.xlsx', 2),
  upload('uploads/TCD/01-suivi-2025.csv', 3),
  upload('uploads/NER/01-rapport-2025.csv', 4),
];

/** Deliveries of the four files and re-computations in between, as a queue may bring them: repeated, in any order. */
async function run(
  deliveries: readonly number[],
  recomputeAfter: ReadonlySet<number>,
): Promise<Record<string, string>> {
  const aws = await startTestAws();
  try {
    for (const { key } of [PLAN, ...FILES]) await aws.put(key, readFileSync(`fixtures/${key}`));
    const due: AggregateMessage[] = [];
    const deps = createDependencies(aws);
    await acceptPlan(PLAN, deps);
    for (const [i, file] of deliveries.entries()) {
      const chosen = FILES[file];
      if (!chosen) continue;
      const { orgUnit, periods } = await ingest(chosen, deps);
      due.push(...periods.map((period): AggregateMessage => ({ kind: 'observations', orgUnits: [orgUnit], period })));
      if (recomputeAfter.has(i)) await recompute(due.splice(0), deps);
    }
    await recompute(due.toReversed(), deps);
    return await snapshot(aws);
  } finally {
    await aws.stop();
  }
}

const figures = (state: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(state).filter(([key]) => /^table (ACTUALS|LEDGER)#/.test(key)));

let quiet: Record<string, string>;
beforeAll(async () => {
  quiet = figures(await run([0, 1, 2, 3], new Set()));
}, 60_000);
afterAll(() => {
  expect(Object.keys(quiet).length).toBeGreaterThan(20);
});

it('gives the same ledger and actuals for any order and repetition of deliveries and re-computations', async () => {
  const schedules = fc
    .tuple(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), fc.array(fc.nat({ max: 3 }), { maxLength: 4 }))
    .chain(([all, again]) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }));
  await fc.assert(
    fc.asyncProperty(schedules, fc.array(fc.nat({ max: 7 })), async (deliveries, breaks) => {
      expect(figures(await run(deliveries, new Set(breaks)))).toEqual(quiet);
    }),
    { numRuns: 2 },
  );
}, 180_000);
