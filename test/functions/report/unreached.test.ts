import { afterEach, beforeEach, expect, it } from 'vitest';
import { report } from '../../../functions/report/step.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';
import { createDependencies, type Dependencies, uploadedFigures } from '../../support/pipeline.ts';
import { minimalPlan } from '../../support/plan.ts';

const MESSAGE = { period: '2025-Q2', scope: 'GLOBAL', language: 'en' };
const WORDS = 'no mail has reached this office since 1 July 2025: there is no such mailbox';

let aws: TestAws;
let deps: Dependencies & Pick<Parameters<typeof report>[1], 'browser' | 'fontCss'>;
beforeEach(async () => {
  aws = await startTestAws();
  const browser = { pdf: async () => new Uint8Array(), close: async () => undefined };
  deps = { ...createDependencies(aws), browser, fontCss: () => '' };
  await deps.plans.add(minimalPlan(), '1');
  await uploadedFigures(deps, 'KEN', '2025-Q2', '2025-07-05T08:00:00.000Z');
  await deps.mailboxes.lost('ner@example.org', { at: '2025-07-01T06:00:00.000Z', why: 'no-mailbox' });
});
afterEach(() => aws.stop());

async function page(folder = ''): Promise<string> {
  const found = await deps.objects.get(`reports/${folder}2025-Q2/GLOBAL/en/completeness.html`, null, 1e7);
  return found.kind === 'found' ? new TextDecoder().decode(found.bytes) : found.kind;
}

it('the completeness page names the office that no mail reaches, until one arrives', async () => {
  await report(MESSAGE, deps);
  expect((await page()).match(new RegExp(WORDS, 'g'))).toHaveLength(1);
  await deps.mailboxes.arrived('ner@example.org', '2025-07-08T06:00:00.000Z');
  await report(MESSAGE, deps);
  expect(await page()).not.toContain('no mail has reached');
});

it('or until the plan of today has another address for it, whichever version governs the period', async () => {
  const { orgUnits, ...plan } = minimalPlan();
  const moved = orgUnits.map((unit) => (unit.code === 'NER' ? { ...unit, email: 'niger@example.org' } : unit));
  await deps.plans.add({ ...plan, effectiveFrom: '2026', orgUnits: moved }, '2');
  await report(MESSAGE, deps);
  expect(await page()).not.toContain('no mail has reached');
});

it('a report as of another time says nothing of it', async () => {
  const asOf = '2025-07-06T00:00:00.000Z';
  await report({ ...MESSAGE, asOf }, deps);
  expect(await page(`as-of/${asOf}/`)).toContain('Niger');
  expect(await page(`as-of/${asOf}/`)).not.toContain('no mail has reached');
});
