import { createLedger } from '../../functions/aws/ledger.ts';
import { createTable } from '../../functions/aws/table.ts';
import type { LedgerEntry, Observation } from '../../functions/domain/ledger/entry.ts';
import type { Plan } from '../../functions/domain/plan/model.ts';
import { priceRequests } from '../../infra/cost/price-requests.ts';
import { createBucket } from '../../infra/local/bucket.ts';
import { startEmbeddedAws } from '../../infra/local/embedded-aws.ts';
import { createHandlers } from '../../infra/local/handlers.ts';
import { createPump } from '../../infra/local/pump.ts';
import { csvOf, officeCode, officeRows, QUARTERS, syntheticPlan } from './synthetic.ts';

const INDICATORS = 150;
const PERIOD = '2025-Q2';

/** Ten quarters up to the one reported. */
const LONG = ['2023', '2024'].flatMap((year) => [1, 2, 3, 4].map((n) => `${year}-Q${n}`)).concat('2025-Q1', PERIOD);

interface World {
  readonly name: string;
  readonly offices: number;
  readonly quarters: readonly string[];
}

const WORLDS: readonly World[] = [
  { name: '59 offices, the first quarter of a plan', offices: 59, quarters: [...QUARTERS].slice(1) },
  { name: 'ten times the offices', offices: 590, quarters: [...QUARTERS].slice(1) },
  { name: 'ten times the periods', offices: 59, quarters: LONG },
];

function entryOf(plan: Plan, office: number, period: string): LedgerEntry {
  const figure = (value: number) => ({ value, numerator: null, denominator: null });
  const observation = ({ code }: { readonly code: string }, i: number): Observation => ({
    ...{ orgUnit: officeCode(office), indicator: code, period, total: figure(((office * 31 + i * 7) % 97) + 30) },
    ...{ cells: [], sheet: null, note: null },
    breakdown: ['F', 'M'].map((sex) => ({ ...figure(15), categories: { sex }, cells: [] })),
  });
  return {
    ...{ period, orgUnit: officeCode(office), order: `2025-01-01T00:00:00.000Z-${office}` },
    source: { key: '', version: '', sha256: '', planVersion: 1, uploadedAt: '2025-01-01T00:00:00.000Z' },
    observations: plan.indicators.map(observation),
  };
}

/** Runs one piece of work and tells its requests by kind, its DynamoDB bytes, its price and time. */
async function told(
  name: string,
  requests: Parameters<typeof priceRequests>[0],
  work: () => Promise<unknown>,
): Promise<void> {
  const kinds = () =>
    Object.entries(requests).flatMap(([service, actions]) =>
      Object.entries(actions).map(([action, tally]) => ({ kind: `${service} ${action}`, ...tally })),
    );
  const dollars = () => priceRequests(requests).reduce((sum, one) => sum + one.dollars, 0);
  const before = new Map(kinds().map((tally) => [tally.kind, tally]));
  const priceBefore = dollars();
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  const made = kinds()
    .map(({ kind, count, bytesIn, bytesOut }) => {
      const known = before.get(kind);
      return {
        kind,
        count: count - (known?.count ?? 0),
        bytes: bytesIn + bytesOut - (known?.bytesIn ?? 0) - (known?.bytesOut ?? 0),
      };
    })
    .filter(({ count }) => count > 0);
  const total = made.reduce((sum, { count }) => sum + count, 0);
  const table = made.filter(({ kind }) => kind.startsWith('dynamodb')).reduce((sum, { bytes }) => sum + bytes, 0);
  process.stdout.write(
    `  ${name.padEnd(12)} ${(ms / 1000).toFixed(2)} s, ${total} requests, ${Math.round(table / 1024)} KB to and from the table, $${(dollars() - priceBefore).toFixed(6)}\n`,
  );
  process.stdout.write(`    ${made.map(({ kind, count }) => `${kind} ${count}`).join(', ')}\n`);
}

async function inWorld({ name, offices, quarters }: World): Promise<void> {
  const { plan, workbook } = await syntheticPlan(offices, INDICATORS, { quarters });
  const embedded = await startEmbeddedAws();
  const { steps, dispatch, close } = createHandlers(embedded);
  const pump = createPump({ embedded, handlers: steps });
  pump.start();
  const table = createTable(embedded.environment.TABLE_NAME ?? '');
  try {
    const bucket = createBucket(embedded.environment.BUCKET_NAME ?? '');
    const ledger = createLedger(table);
    for (const period of quarters.filter((quarter) => quarter <= PERIOD))
      for (let office = 1; office < offices; office += 1) await ledger.put(entryOf(plan, office, period));
    await bucket.drop('plan/plan.xlsx', workbook);
    await pump.idle();
    const upload = (seed: number) => async () => {
      await bucket.drop(`uploads/${officeCode(0)}/${seed}.csv`, csvOf(officeRows(plan, [PERIOD], seed)));
      await pump.idle();
    };
    const report = async () => {
      await dispatch({ period: PERIOD, scopes: ['GLOBAL'], languages: ['en'] });
      await pump.idle();
    };
    await upload(1)();
    await report();
    process.stdout.write(
      `\nOne office’s ${INDICATORS} indicators to fresh actuals, then the report of the world: ${name}\n`,
    );
    await told('submission', embedded.requests, upload(2));
    await told('report', embedded.requests, report);
    const dead = await pump.deadLetters();
    if (dead.length > 0) throw new Error(`${dead.length} dead letters: ${dead[0]?.body}`);
  } finally {
    table.client.destroy();
    await pump.stop();
    await close();
    await embedded.stop();
  }
}

/** What one more file and one more report cost, warm, in a small world, with ten times its offices, and with ten times its periods. */
export async function benchSubmission(): Promise<void> {
  for (const world of WORLDS) await inWorld(world);
}
