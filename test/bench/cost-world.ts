import { createLedger } from '../../functions/aws/ledger.ts';
import { createTable } from '../../functions/aws/table.ts';
import type { LedgerEntry, Observation } from '../../functions/domain/ledger/entry.ts';
import type { Plan } from '../../functions/domain/plan/model.ts';
import type { Activity, Use, World } from '../../infra/cost/measured.ts';
import { createBucket } from '../../infra/local/bucket.ts';
import { type EmbeddedAws, startEmbeddedAws } from '../../infra/local/embedded-aws.ts';
import { createHandlers } from '../../infra/local/handlers.ts';
import { createPump } from '../../infra/local/pump.ts';
import { sqsEvent } from '../../infra/local/sqs-event.ts';
import { csvOf, officeCode, officeRows, SIX_AGES, syntheticPlan } from './synthetic.ts';

const PERIOD = '2025-Q1';
/** One subscriber of a report of each kind of scope. */
const SUBSCRIBED = ['GLOBAL', 'R0', officeCode(0)];

/** What another office has reported: crossed by sex and age, as the file that is measured. */
function entryOf(plan: Plan, office: number): LedgerEntry {
  const figure = (value: number) => ({ value, numerator: null, denominator: null });
  const observation = ({ code }: { readonly code: string }, i: number): Observation => ({
    ...{ orgUnit: officeCode(office), indicator: code, period: PERIOD, cells: [], sheet: null, note: null },
    total: figure(((office * 31 + i * 7) % 97) + 300),
    breakdown: ['F', 'M'].flatMap((sex) =>
      SIX_AGES.map((age) => ({ ...figure(((office + i) % 20) + 10), categories: { sex, age }, cells: [] })),
    ),
  });
  return {
    ...{ period: PERIOD, orgUnit: officeCode(office), order: `2025-01-01T00:00:00.000Z-${office}` },
    source: { key: '', version: '', sha256: '', planVersion: 1, uploadedAt: '2025-01-01T00:00:00.000Z' },
    observations: plan.indicators.map(observation),
  };
}

type Handlers = ReturnType<typeof createHandlers>;

/** Seconds of functions by their names. */
type Clock = <T>(name: string, work: () => Promise<T>) => Promise<T>;

function tallied({ requests }: EmbeddedAws): Use['requests'] {
  return Object.fromEntries(
    Object.entries(requests).flatMap(([service, actions]) =>
      Object.entries(actions).map(([action, tally]) => [`${service} ${action}`, { ...tally }]),
    ),
  );
}

function since(before: Use['requests'], after: Use['requests']): Use['requests'] {
  const grown = Object.entries(after).map(([name, { count, bytesIn, bytesOut }]) => {
    const known = before[name] ?? { count: 0, bytesIn: 0, bytesOut: 0 };
    return [
      name,
      { count: count - known.count, bytesIn: bytesIn - known.bytesIn, bytesOut: bytesOut - known.bytesOut },
    ] as const;
  });
  return Object.fromEntries(grown.filter(([, { count }]) => count > 0));
}

/** Does something with functions that have not run before, and tells what it asked of AWS. */
async function using(
  embedded: EmbeddedAws,
  work: (handlers: Handlers, clock: Clock) => Promise<unknown>,
  isPumped = true,
): Promise<Use> {
  const handlers = createHandlers(embedded);
  const seconds: Record<string, { calls: number; seconds: number }> = {};
  const note = (name: string, ms: number): void => {
    const known = seconds[name] ?? { calls: 0, seconds: 0 };
    seconds[name] = { calls: known.calls + 1, seconds: Number((known.seconds + ms / 1000).toFixed(3)) };
  };
  const clock: Clock = async (name, timed) => {
    const start = performance.now();
    const result = await timed();
    note(name, performance.now() - start);
    return result;
  };
  const pump = createPump({ embedded, handlers: handlers.steps, onBatch: ({ step, ms }) => note(step, ms) });
  const before = tallied(embedded);
  if (isPumped) pump.start();
  try {
    await work(handlers, clock);
    if (isPumped) await pump.idle();
    const dead = isPumped ? await pump.deadLetters() : [];
    if (dead.length > 0) throw new Error(`${dead.length} dead letters: ${dead[0]?.reason}`);
    return { requests: since(before, tallied(embedded)), work: seconds };
  } finally {
    await pump.stop();
    await handlers.close();
  }
}

/** Every activity of a quarter, once each, where so many offices report so many indicators. */
export async function measureWorld(offices: number, indicators: number): Promise<World> {
  const { plan, workbook } = await syntheticPlan(offices, indicators, {
    ...{ ages: SIX_AGES, quarters: [PERIOD], subscribed: SUBSCRIBED },
  });
  const embedded = await startEmbeddedAws();
  const table = createTable(embedded.environment.TABLE_NAME ?? '');
  try {
    const bucket = createBucket(embedded.environment.BUCKET_NAME ?? '');
    const drop = (office: number) => () =>
      bucket.drop(`uploads/${officeCode(office)}/q1.csv`, csvOf(officeRows(plan, [PERIOD], office)));
    const report =
      (scope = 'GLOBAL') =>
      ({ dispatch }: Handlers) =>
        dispatch({ period: PERIOD, scopes: [scope], languages: ['en'] });
    const planned = await using(embedded, () => bucket.drop('plan/plan.xlsx', workbook));
    const ledger = createLedger(table);
    for (let office = 2; office < offices; office += 1) await ledger.put(entryOf(plan, office));
    // The first file finds the figures of all others not yet summed up, which is no single file's doing.
    await using(embedded, drop(1));
    const activities: Record<Activity, Use> = {
      plan: planned,
      file: await using(embedded, drop(0)),
      worldReport: await using(embedded, report('GLOBAL')),
      regionReport: await using(embedded, report('R0')),
      officeReport: await using(embedded, report(officeCode(0))),
      workbook: await using(embedded, ({ steps }, clock) => {
        const Body = JSON.stringify({ orgUnit: officeCode(0), period: PERIOD });
        const event = sqsEvent([{ MessageId: 'one', Body }], embedded.queues.workbook.arn, embedded.region);
        return clock('workbook', () => steps.workbook(event));
      }),
      canary: await using(embedded, ({ canary }, clock) => clock('canary', () => canary({}))),
      // What these ask for waits in the queues: it is measured above.
      opening: await using(embedded, ({ dispatch }, clock) => clock('dispatch', () => dispatch({})), false),
      day: await using(
        embedded,
        async ({ dispatch, remind }, clock) => {
          await clock('dispatch', () => dispatch({}));
          await clock('remind', () => remind({}));
        },
        false,
      ),
    };
    return { offices, indicators, activities };
  } finally {
    table.client.destroy();
    await embedded.stop();
  }
}
