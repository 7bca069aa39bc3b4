import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createActuals } from '../../functions/aws/actuals.ts';
import { createTable } from '../../functions/aws/table.ts';
import { buildReport } from '../../functions/domain/report/build-report.ts';
import { renderReport } from '../../functions/domain/report/html.ts';
import { createBucket } from '../../infra/local/bucket.ts';
import { createHandlers } from '../../infra/local/handlers.ts';
import { inRounds, officeFiles } from '../../infra/local/office-files.ts';
import { expectedActuals, expectedOutcomes } from '../fixtures/oracle.ts';
import { startTestAws, type TestAws } from '../support/embedded.ts';
import { shippedPlan } from '../support/full-report.ts';
import { digest, reportCatalogue, templateSource } from '../support/report-data.ts';

const KeptReceipt = z.object({
  key: z.string(),
  orgUnit: z.string(),
  status: z.string(),
  accepted: z.number(),
  returned: z.number(),
  issues: z.array(z.object({ code: z.string(), severity: z.string(), message: z.string(), remedy: z.string() })),
});

let aws: TestAws;
let close: () => Promise<void>;
let receipts: z.infer<typeof KeptReceipt>[];

beforeAll(async () => {
  aws = await startTestAws();
  const handlers = createHandlers(aws.embedded);
  close = handlers.close;
  const pump = aws.startPump(handlers.steps);
  await aws.put('plan/plan.xlsx', readFileSync('fixtures/plan/plan.xlsx'));
  await pump.idle();
  for (const round of inRounds(await officeFiles('fixtures/uploads'))) {
    for (const file of round) await aws.put(`uploads/${file}`, readFileSync(`fixtures/uploads/${file}`));
    await pump.idle();
  }
  expect(await pump.deadLetters()).toEqual([]);
  const bucket = createBucket(aws.bucket);
  receipts = [];
  for (const key of (await bucket.list('receipts/')).filter((name) => name.endsWith('.json')))
    receipts.push(KeptReceipt.parse(JSON.parse(new TextDecoder().decode(await bucket.fetch(key)))));
}, 120_000);

afterAll(async () => {
  await close();
  await aws.stop();
});

it('takes the demonstration plan without an issue', () => {
  expect(receipts.find((receipt) => receipt.orgUnit === 'plan')).toMatchObject({ status: 'accepted', issues: [] });
});

describe('each office file of the demonstration', () => {
  it.each(expectedOutcomes())('$file is $status', ({ file, orgUnit, status, accepted, returned, issues }) => {
    const receipt = receipts.find(({ key }) => key === file);
    expect(receipt).toMatchObject({ orgUnit, status, accepted, returned });
    const codes = receipt?.issues.filter(({ severity }) => severity !== 'info').map(({ code }) => code);
    expect([...new Set(codes)].sort()).toEqual(issues);
  });

  it('is answered by one mail', async () => {
    const inbox = await aws.embedded.readInbox();
    expect(inbox.length).toBe(receipts.length);
  });
});

describe('the actuals of the demonstration', () => {
  it.each(Object.entries(expectedActuals()))(
    'of %s are those worked out without the product',
    async (period, scopes) => {
      const actuals = createActuals(createTable(aws.embedded.environment.TABLE_NAME ?? ''));
      const differences: unknown[] = [];
      for (const [scope, indicators] of Object.entries(scopes)) {
        const stored = await actuals.get(scope, period);
        for (const [indicator, expected] of Object.entries(indicators)) {
          const found = stored?.actuals.find((actual) => actual.indicator === indicator);
          const actual = found?.value ?? null;
          const reported = found?.coverage.reported ?? 0;
          const close =
            actual === expected.actual ||
            Math.abs((actual ?? 0) - (expected.actual ?? 0)) < 1e-9 * Math.abs(expected.actual ?? 0);
          if (!close || (actual === null) !== (expected.actual === null) || reported !== expected.reported)
            differences.push({ scope, indicator, expected, actual, reported });
        }
      }
      expect(differences).toEqual([]);
    },
  );
});

it.each(['en', 'ar'])('its global report is a page below 300 KB: %s', async (language) => {
  const stored = createActuals(createTable(aws.embedded.environment.TABLE_NAME ?? ''));
  const plan = shippedPlan();
  const regions = plan.orgUnits.filter(({ kind }) => kind === 'region');
  const children = await Promise.all(regions.map(({ code }) => stored.get(code, '2025')));
  const catalogue = reportCatalogue(language);
  const model = buildReport({
    ...{ plan, planVersion: 1, period: '2025', scope: 'GLOBAL', language, catalogue, hash: () => '', history: [] },
    current: await stored.get('GLOBAL', '2025'),
    children: children.filter((child) => child !== null),
  });
  const page = renderReport(model, { source: templateSource, catalogue, digest });
  expect(model.indicators).toHaveLength(213);
  expect(Buffer.byteLength(page)).toBeLessThan(300_000);
});
