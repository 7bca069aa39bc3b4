import { priceRequests } from '../../infra/cost/price-requests.ts';
import { PRICES } from '../../infra/cost/prices.ts';
import { STEPS } from '../../infra/definitions.ts';
import { createBucket } from '../../infra/local/bucket.ts';
import { startEmbeddedAws } from '../../infra/local/embedded-aws.ts';
import { createHandlers } from '../../infra/local/handlers.ts';
import { createPump } from '../../infra/local/pump.ts';
import { csvOf, officeCode, officeRows, SIX_AGES, syntheticPlan } from './synthetic.ts';

const PERIOD = '2025-Q1';

/**
 * One reporting cycle: the plan, one file of each office for one quarter with twelve rows a figure (six for a small cycle), the reports of
 * the world and every region; requests counted and priced.
 */
export async function benchCycle(offices: number, indicators: number, isFull = false): Promise<void> {
  const { plan, workbook } = await syntheticPlan(offices, indicators, isFull ? { ages: SIX_AGES } : {});
  const regions = plan.orgUnits.flatMap(({ code, kind }) => (isFull && kind === 'region' ? [code] : []));
  const embedded = await startEmbeddedAws();
  const { steps, dispatch, close } = createHandlers(embedded);
  let gigabyteSeconds = 0;
  let invocations = 0;
  const pump = createPump({
    embedded,
    handlers: steps,
    onBatch: ({ step, ms }) => {
      invocations += 1;
      gigabyteSeconds += (STEPS[step].memoryMb / 1024) * (ms / 1000);
    },
  });
  pump.start();
  try {
    const bucket = createBucket(embedded.environment.BUCKET_NAME ?? '');
    const start = performance.now();
    await bucket.drop('plan/plan.xlsx', workbook);
    await pump.idle();
    for (let i = 0; i < offices; i += 1)
      await bucket.drop(`uploads/${officeCode(i)}/q1.csv`, csvOf(officeRows(plan, [PERIOD], i)));
    await pump.idle();
    const judged = performance.now();
    await dispatch({ period: PERIOD, scopes: ['GLOBAL', ...regions], languages: ['en'] });
    await pump.idle();
    const end = performance.now();
    const dead = await pump.deadLetters();
    if (dead.length > 0) throw new Error(`${dead.length} dead letters: ${dead[0]?.body}`);

    const observations = offices * indicators;
    const rows = isFull ? 12 : 6;
    const priced = priceRequests(embedded.requests);
    const lambda = gigabyteSeconds * PRICES.lambda.gigabyteSecondX86 + invocations * PRICES.lambda.request;
    const total = priced.reduce((sum, { dollars }) => sum + dollars, lambda);
    const line = (text: string) => process.stdout.write(`${text}\n`);
    line(
      `\nOne reporting cycle: ${offices} offices x ${indicators} indicators x ${rows} rows, ${observations} observations, ${1 + regions.length} reports`,
    );
    line(
      `  files to actuals ${((judged - start) / 1000).toFixed(1)} s, ${Math.round((observations * 1000) / (judged - start))} observations a second; reports ${((end - judged) / 1000).toFixed(1)} s`,
    );
    for (const { service, action, requests, dollars } of priced)
      line(`  ${`${service} ${action}`.padEnd(30)} ${String(requests).padStart(8)} requests  $${dollars.toFixed(6)}`);
    line(`  ${'lambda'.padEnd(30)} ${String(invocations).padStart(8)} batches   $${lambda.toFixed(6)}`);
    line(`  ${'total at list price'.padEnd(30)} ${' '.repeat(17)}  $${total.toFixed(4)} (prices of ${PRICES.asOf})`);
  } finally {
    await pump.stop();
    await close();
    await embedded.stop();
  }
}
