import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { recompute } from '../../../functions/aggregate/step.ts';
import { createBrowser } from '../../../functions/aws/browser.ts';
import type { Unreached } from '../../../functions/domain/mailbox/mailbox.ts';
import type { Subscription } from '../../../functions/domain/plan/model.ts';
import { ingest } from '../../../functions/ingest/step.ts';
import { completenessIn } from '../../../functions/report/completeness.ts';
import { mailCompleteness, writeCompleteness } from '../../../functions/report/save-completeness.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';
import { createDependencies } from '../../support/pipeline.ts';
import { minimalPlan } from '../../support/plan.ts';

const COMMON = { report: 'completeness', scope: 'GLOBAL', frequency: 'quarterly', language: 'en' } as const;
const SUBSCRIPTIONS: readonly Subscription[] = [
  { ...COMMON, email: 'all@example.org', formats: ['html', 'pdf', 'json', 'xlsx'] },
  { ...COMMON, email: 'results@example.org', report: 'results', formats: ['html'] },
  { ...COMMON, email: 'yearly@example.org', frequency: 'annual', formats: ['html'] },
  { ...COMMON, email: 'french@example.org', language: 'fr', formats: ['html'] },
];
const plan = minimalPlan({ subscriptions: SUBSCRIPTIONS });

const FILE = [
  'Office,Period,Indicator,Value,Numerator,Denominator',
  'KEN,2025-Q2,1a.2,,3,4',
  'KEN,2025-Q2,1a.3,5,,',
  'KEN,2025-Q1,1a.3,5,,',
];

const Kept = z.object({
  counts: z.record(z.string(), z.number()),
  units: z.array(z.object({ code: z.string(), state: z.string(), missing: z.array(z.string()) })),
});

let aws: TestAws;
let write: (scope: string, language: string, unreached?: (unit: string) => Unreached | null) => Promise<void>;
let kept: (key: string) => Promise<string>;
const browser = createBrowser();
beforeAll(async () => {
  aws = await startTestAws();
  const deps = { ...createDependencies(aws), browser, fontCss: () => '' };
  const version = await deps.plans.add(plan, '1');
  const key = 'uploads/KEN/q2.csv';
  await aws.put(key, FILE.join('\n'));
  await ingest({ key, versionId: null, size: null, eventTime: '2025-07-05T08:00:00.000Z', sequencer: '0' }, deps);
  await recompute([{ kind: 'observations', orgUnits: ['KEN'], period: '2025-Q2' }], deps);
  write = async (scope, language, unreached) => {
    const model = await completenessIn({ period: '2025-Q2', scope, language }, plan, version, deps, unreached);
    await mailCompleteness(model, await writeCompleteness(model, folder(scope, language), deps), plan, deps);
  };
  kept = async (name) => {
    const object = await deps.objects.get(name, null, 1e7);
    return object.kind === 'found' ? new TextDecoder().decode(object.bytes) : object.kind;
  };
});
afterAll(async () => {
  await browser.close();
  await aws.stop();
});

const folder = (scope: string, language: string) => `reports/2025-Q2/${scope}/${language}`;

describe('The completeness report', () => {
  it('says of each unit what the pipeline knows of it', async () => {
    await write('AFR', 'en');
    const { counts, units } = Kept.parse(JSON.parse(await kept(`${folder('AFR', 'en')}/completeness.json`)));
    expect(counts).toEqual({ silent: 2, returned: 0, partial: 1, complete: 0, 'not-expected': 1 });
    expect(units).toContainEqual({ code: 'KEN', state: 'partial', missing: ['1a.1'] });
    expect(await kept(`${folder('AFR', 'en')}/completeness.html`)).toContain('Completeness: Africa, April–June 2025');
  });

  it('goes once to those who subscribed to it, in the formats there are', async () => {
    await write('GLOBAL', 'en');
    const first = await kept(`${folder('GLOBAL', 'en')}/completeness.html`);
    await write('GLOBAL', 'en');
    expect(await kept(`${folder('GLOBAL', 'en')}/completeness.html`)).toBe(first);
    await write('GLOBAL', 'en', () => ({ since: '2025-07-02T08:00:00.000Z', why: 'refused' }));
    expect(await kept(`${folder('GLOBAL', 'en')}/completeness.json`)).toContain('"mailLost"');
    const inbox = (await aws.embedded.readInbox()).filter(({ subject }) => subject.startsWith('Completeness'));
    expect(inbox.map(({ to, subject }) => [to.join(), subject])).toEqual([
      ['all@example.org', 'Completeness: World, April–June 2025 · 1 of 4 offices'],
    ]);
    const names = [...(inbox[0]?.raw.toString().matchAll(/filename=(\S+)/g) ?? [])].map((match) => match[1]);
    expect(names).toEqual(['html', 'pdf', 'json'].map((format) => `demo-completeness-2025-Q2-GLOBAL-en.${format}`));
  }, 60_000);
});
