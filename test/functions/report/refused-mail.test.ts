import { afterEach, beforeEach, expect, it } from 'vitest';
import { report } from '../../../functions/report/step.ts';
import { createBucket } from '../../../infra/local/bucket.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';
import { createDependencies, type Dependencies, uploadedFigures } from '../../support/pipeline.ts';
import { minimalPlan } from '../../support/plan.ts';

const MESSAGE = { period: '2025-Q2', scope: 'GLOBAL', language: 'en' };
const TO_ALL = { scope: 'GLOBAL', language: 'en', frequency: 'quarterly', formats: ['html'] } as const;

let aws: TestAws;
let deps: Dependencies & Pick<Parameters<typeof report>[1], 'browser' | 'fontCss'>;
beforeEach(async () => {
  aws = await startTestAws();
  deps = {
    ...createDependencies(aws),
    ...{ browser: { pdf: async () => new Uint8Array(), close: async () => undefined }, fontCss: () => '' },
  };
  const subscriptions = (['results', 'completeness'] as const).flatMap((kind) =>
    ['refused', 'other'].map((name) => ({ ...TO_ALL, email: `${name}-${kind}@example.org`, report: kind })),
  );
  await deps.plans.add({ ...minimalPlan(), subscriptions }, '1');
  await uploadedFigures(deps, 'KEN', '2025-Q2', '2025-07-05T08:00:00.000Z');
});
afterEach(() => aws.stop());

it('an address that SES refuses keeps the report from nobody else, and nothing from being stored, however often it is tried', async () => {
  const mailer: Dependencies['mailer'] = {
    async send(mail) {
      if (mail.to.startsWith('refused-')) throw new Error('MessageRejected: Email address is not verified.');
      await deps.mailer.send(mail);
    },
  };
  for (let time = 0; time < 2; time += 1)
    await expect(report(MESSAGE, { ...deps, mailer })).rejects.toThrow('MessageRejected');
  const mails = (await aws.embedded.readInbox()).flatMap(({ to }) => to);
  expect(mails.sort()).toEqual(['other-completeness@example.org', 'other-results@example.org']);
  const stored = await createBucket(aws.bucket).list('reports/');
  for (const file of ['2025-Q2/GLOBAL/en/report.html', '2025-Q2/GLOBAL/en/completeness.html', 'index.html'])
    expect(stored).toContain(`reports/${file}`);
});
