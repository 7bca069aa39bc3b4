import { afterEach, describe, expect, it } from 'vitest';
import { recompute } from '../../functions/aggregate/step.ts';
import { orderOf } from '../../functions/domain/ledger/order.ts';
import type { AggregateMessage, Upload } from '../../functions/events.ts';
import { ingest } from '../../functions/ingest/step.ts';
import { acceptPlan } from '../../functions/plan/step.ts';
import { startTestAws, type TestAws } from '../support/embedded.ts';
import { Crash, createDependencies, type Dependencies, snapshot, withCrash } from '../support/pipeline.ts';
import { minimalPlan } from '../support/plan.ts';
import { planWorkbook } from '../support/plan-workbook.ts';

const PLAN: Upload = {
  key: 'plan/plan.xlsx',
  versionId: null,
  size: null,
  eventTime: '2025-12-01T08:00:00.000Z',
  sequencer: '0A',
};
const EARLIER: Upload = { ...PLAN, eventTime: '2025-11-01T08:00:00.000Z' };
/** Of two periods only: every period more is one more call to die at. */
const SMALL: Upload = { ...PLAN, key: 'uploads/KEN/small.csv', eventTime: '2026-01-10T08:00:00.000Z', sequencer: '0B' };
/** Of which nothing can be taken. */
const RETURNED: Upload = { ...SMALL, key: 'uploads/KEN/returned.csv' };
const DUE: AggregateMessage[] = [{ kind: 'observations', orgUnits: ['KEN'], period: '2025-Q2' }];

const window = { opens: '2025-01-01', due: '2026-02-01', closes: '2026-03-31' };
const BYTES: ReadonlyMap<Upload, string | Uint8Array> = new Map<Upload, string | Uint8Array>([
  [PLAN, await planWorkbook(minimalPlan({ periods: ['2025-Q1', '2025-Q2'].map((period) => ({ period, ...window })) }))],
  [SMALL, 'Period;Indicator;Value\n2025-Q1;1a.3;1480\n2025-Q2;1a.3;1512\n'],
  [RETURNED, 'Period;Indicator;Value\n2025-Q1;1a.3;many\n2025-Q2;1a.3;some\n'],
]);

type Step = (deps: Dependencies) => Promise<unknown>;

/** So many functions died of reading the upload. */
const died =
  (upload: Upload, times: number): Step =>
  async ({ attempts, now }) => {
    for (let i = 1; i <= times; i += 1)
      await attempts.begin(`reading#${orderOf(upload)}`, now().getTime() - i * 600_000);
  };

/** The step of an upload that is not read any more fails at its end, so that its message ends with the dead letters. */
const givingUp =
  (step: Step): Step =>
  async (deps) => {
    const ended = await step(deps).then(
      () => 'well',
      (error: unknown) => error,
    );
    if (ended instanceof Crash) throw ended;
    expect(String(ended)).toContain('Two functions died of reading');
  };

interface Work {
  readonly before: readonly Step[];
  readonly step: Step;
}

/** At whose every request `schedules/each-request.test.ts` has a function die. */
const PLAIN: Readonly<Record<string, Work>> = {
  'taking a plan': { before: [], step: (deps) => acceptPlan(PLAN, deps) },
  'judging a file': { before: [(deps) => acceptPlan(PLAN, deps)], step: (deps) => ingest(SMALL, deps) },
  'returning a file with its cells marked': {
    before: [(deps) => acceptPlan(PLAN, deps)],
    step: (deps) => ingest(RETURNED, deps),
  },
  'recomputing actuals': {
    before: [(deps) => acceptPlan(PLAN, deps), (deps) => ingest(SMALL, deps)],
    step: (deps) => recompute(DUE, deps),
  },
};

const AFTER_DEATHS: Readonly<Record<string, Work>> = {
  'judging a file that one function died of': {
    before: [(deps) => acceptPlan(PLAN, deps), died(SMALL, 1)],
    step: (deps) => ingest(SMALL, deps),
  },
  'answering a file that two functions died of': {
    before: [(deps) => acceptPlan(PLAN, deps), died(SMALL, 2)],
    step: givingUp((deps) => ingest(SMALL, deps)),
  },
  'taking a plan that one function died of': { before: [died(PLAN, 1)], step: (deps) => acceptPlan(PLAN, deps) },
  'answering a plan that two functions died of': {
    before: [(deps) => acceptPlan(EARLIER, deps), died(PLAN, 2)],
    step: givingUp((deps) => acceptPlan(PLAN, deps)),
  },
};

let running: TestAws[] = [];
afterEach(async () => {
  await Promise.all(running.map((aws) => aws.stop()));
  running = [];
});

async function prepared(before: readonly Step[]): Promise<{ aws: TestAws; deps: Dependencies }> {
  const aws = await startTestAws();
  running.push(aws);
  for (const [{ key }, bytes] of BYTES) await aws.put(key, bytes);
  const deps = createDependencies(aws);
  for (const step of before) await step(deps);
  return { aws, deps };
}

/** A death at the very last call goes unnoticed. */
async function dyingIn(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => expect(error).toBeInstanceOf(Crash));
}

/** What is left, but for when a file that is given up was begun: a death is one more time. */
async function leftIn(aws: TestAws): Promise<Record<string, string>> {
  const state = Object.entries(await snapshot(aws));
  return Object.fromEntries(state.map(([key, item]) => [key, key.startsWith('table ATTEMPT#') ? 'begun' : item]));
}

const subjects = async (aws: TestAws): Promise<string[]> =>
  (await aws.embedded.readInbox()).map((mail) => mail.subject);

describe.each(Object.entries(AFTER_DEATHS))('a process that dies while %s', (_, { before, step }) => {
  it('leaves, once retried, what a quiet run leaves, wherever it died', async () => {
    const quiet = await prepared(before);
    const { deps, calls } = withCrash(quiet.deps, null);
    await step(deps);
    const expected = await leftIn(quiet.aws);
    const mails = await subjects(quiet.aws);
    expect(Object.keys(expected).length).toBeGreaterThan(2);
    expect(calls()).toBeGreaterThan(2);
    await quiet.aws.stop();

    for (let at = 1; at <= calls(); at += 1)
      // Before a call is after the one before it: AWS holds the same.
      for (const when of at === 1 ? (['before', 'after'] as const) : (['after'] as const)) {
        const { aws, deps: real } = await prepared(before);
        await dyingIn(step(withCrash(real, { at, when }).deps));
        await step(real);
        expect(await leftIn(aws), `${when} call ${at}`).toEqual(expected);
        // A mail handed over just before the death cannot be known to have gone: that one may come twice, none is missing.
        expect(new Set(await subjects(aws)), `${when} call ${at}`).toEqual(new Set(mails));
        expect((await subjects(aws)).length, `${when} call ${at}`).toBeLessThanOrEqual(mails.length + 1);
        await aws.stop();
      }
  }, 600_000);
});

describe.each(Object.entries({ ...PLAIN, ...AFTER_DEATHS }))('%s', (_, { before, step }) => {
  it('repeats nothing when the same message comes again', async () => {
    const { aws, deps } = await prepared(before);
    await step(deps);
    const once = await snapshot(aws);
    const mails = await subjects(aws);
    await step(deps);
    expect(await snapshot(aws)).toEqual(once);
    expect(await subjects(aws)).toEqual(mails);
  });
});
