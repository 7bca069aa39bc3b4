import { afterAll, beforeAll, expect, it } from 'vitest';
import { recompute } from '../../../functions/aggregate/step.ts';
import type { Subscription } from '../../../functions/domain/plan/model.ts';
import { ReportModel } from '../../../functions/domain/report/schema.ts';
import { report } from '../../../functions/report/step.ts';
import { createBucket } from '../../../infra/local/bucket.ts';
import { annualPlan } from '../../support/annual-data.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';
import { createDependencies, entryOf, observed } from '../../support/pipeline.ts';

const COMMON = { scope: 'GLOBAL', frequency: 'annual', language: 'en', formats: ['pdf', 'xlsx', 'iati'] } as const;
const SUBSCRIPTIONS: readonly Subscription[] = [
  { ...COMMON, email: 'year@example.org', report: 'annual' },
  { ...COMMON, email: 'results@example.org', report: 'results' },
];
const MESSAGE = { period: '2025', scope: 'GLOBAL', language: 'en' } as const;

let aws: TestAws;
let kept: (name: string) => Promise<string>;
let keys: readonly string[];
beforeAll(async () => {
  aws = await startTestAws();
  const browser = { pdf: async () => new Uint8Array(), close: async () => undefined };
  const deps = { ...createDependencies(aws), browser, fontCss: () => '' };
  const left = { ...COMMON, email: 'left@example.org', report: 'annual' };
  await deps.plans.add({ ...annualPlan(), subscriptions: [left] }, '1');
  // A plan for the year after, with those who get reports now.
  await deps.plans.add({ ...annualPlan(), effectiveFrom: '2026', subscriptions: SUBSCRIPTIONS }, '2');
  const period = '2025-Q1';
  const observation = { ...observed('KEN', period, 9000), indicator: '1a.1.1' };
  await deps.ledger.put(entryOf('KEN', period, '2025-04-02T08:00:00.000Z', [observation]));
  await recompute([{ kind: 'observations', orgUnits: ['KEN'], period }], deps);
  await report(MESSAGE, deps);
  // Twice, as a message may come.
  await report({ ...MESSAGE, kind: 'annual' }, deps);
  await report({ ...MESSAGE, kind: 'annual' }, deps);
  const bucket = createBucket(aws.bucket);
  keys = await bucket.list('reports/');
  kept = async (name) => new TextDecoder().decode(await bucket.fetch(`reports/${name}`));
});
afterAll(() => aws.stop());

it('lies beside the results of its year, and replaces nothing of them', async () => {
  const names = keys.filter((key) => key.startsWith('reports/2025/')).map((key) => key.split('/').at(-1));
  expect(names.sort()).toEqual([
    ...['annual.csv', 'annual.html', 'annual.json', 'annual.pdf', 'annual.xlsx', 'completeness.html'],
    ...['completeness.json', 'iati.xml', 'report.csv', 'report.html', 'report.json', 'report.pdf', 'report.xlsx'],
  ]);
  const model = (text: string) => ReportModel.parse(JSON.parse(text));
  const [annual, results] = [
    model(await kept('2025/GLOBAL/en/annual.json')),
    model(await kept('2025/GLOBAL/en/report.json')),
  ];
  expect(results.annual).toBeNull();
  expect(annual.annual?.indicators.find(({ code }) => code === '1a.1.1')).toMatchObject({
    soFar: 9000,
    planTarget: 120_000,
  });
  expect(annual.indicators).toEqual(results.indicators);
  expect(annual.changes).toEqual(results.changes);
});

it('goes once to those who subscribe to it by the plan of today, and the results to those who subscribe to them', async () => {
  const mails = (await aws.embedded.readInbox()).map(({ to, subject }) => `${to.join()}: ${subject.split(':')[0]}`);
  expect(mails.sort()).toEqual(['results@example.org: Results report', 'year@example.org: Annual report']);
});

it('is listed on the site beside them', async () => {
  const links = [...(await kept('index.html')).matchAll(/<h3><a href="([^"]+)">([^<]+)/g)].map(([, to, name]) => [
    to,
    name,
  ]);
  expect(links).toEqual([
    ['2025/GLOBAL/en/report.html', 'World'],
    ['2025/GLOBAL/en/annual.html', 'Annual report: World'],
  ]);
});
