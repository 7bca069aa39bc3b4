import { afterEach, beforeEach, expect, it } from 'vitest';
import { publishedOf } from '../../../functions/domain/site/published.ts';
import { publish } from '../../../functions/report/site.ts';
import { createBucket } from '../../../infra/local/bucket.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';
import { createDependencies, type Dependencies } from '../../support/pipeline.ts';
import { reportModel, reportPlan, WHO_REPORTED } from '../../support/report-data.ts';

let aws: TestAws;
let deps: Dependencies;
beforeEach(async () => {
  aws = await startTestAws();
  deps = createDependencies(aws);
  await deps.plans.add(reportPlan(), '2025-01-01');
});
afterEach(() => aws.stop());

const entry = (scope: string, language = 'en') => ({
  ...publishedOf(reportModel(language), ['report.html'], WHO_REPORTED),
  ...{ scope, scopeTitle: scope },
});
const page = async (name: string): Promise<string> =>
  new TextDecoder().decode(await createBucket(aws.bucket).fetch(`reports/${name}`));

it('lists every report, however many were written at once, and however often', async () => {
  const scopes = Array.from({ length: 12 }, (_, i) => `OFFICE${i}`);
  await Promise.all([...scopes, ...scopes].map((scope) => publish(entry(scope), deps)));
  const html = await page('index.html');
  for (const scope of scopes) expect(html.split(`2025-Q2/${scope}/en/report.html`)).toHaveLength(2);
  expect(await page('index.en.html')).toBe(html);
});

it('writes a page for each language, each leading to the others', async () => {
  await publish(entry('GLOBAL'), deps);
  await publish(entry('GLOBAL', 'fr'), deps);
  expect(await page('index.en.html')).toContain('href="index.fr.html"');
  expect(await page('index.fr.html')).toContain('href="index.en.html"');
  expect(await page('index.html')).toBe(await page('index.en.html'));
});
