import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { SQSBatchResponse } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Plan } from '../../../functions/domain/plan/model.ts';
import { judgeUpload } from '../../../functions/ingest/judge-upload.ts';
import { createHandler } from '../../../functions/workbook/handler.ts';
import { sqsEvent } from '../../../infra/local/sqs-event.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';
import { createDependencies, type Dependencies, snapshot, uploadedFigures } from '../../support/pipeline.ts';
import { minimalPlan } from '../../support/plan.ts';
import { load } from '../../support/workbook.ts';

let aws: TestAws;
let deps: Dependencies;
beforeEach(async () => {
  aws = await startTestAws();
  deps = createDependencies(aws);
});
afterEach(() => aws.stop());

const take = (plan: Plan, order = '2025-01-01') => deps.plans.add(plan, order);

async function handle(...bodies: readonly unknown[]): Promise<SQSBatchResponse> {
  const handler = createHandler({ ...aws.embedded.environment, TEMPLATES_DIR: 'templates' });
  const messages = bodies.map((body, i) => ({ MessageId: String(i), Body: JSON.stringify(body) }));
  return handler(sqsEvent(messages, aws.embedded.queues.workbook.arn, aws.embedded.region));
}

const written = async (): Promise<string[]> =>
  Object.keys(await snapshot(aws)).filter((key) => key.startsWith('object workbooks/'));

async function fetched(key: string): Promise<Uint8Array> {
  const object = await aws.s3.send(new GetObjectCommand({ Bucket: aws.bucket, Key: key }));
  return (await object.Body?.transformToByteArray()) ?? new Uint8Array();
}

/** The codes of the issues with which a file comes back. */
function issuesOf(bytes: Uint8Array, plan: Plan, orgUnit: string, planVersion: number): string[] {
  const { issues } = judgeUpload(bytes, plan, { orgUnit, today: '2026-01-15', planVersion });
  return issues.map(({ code }) => code);
}

/** What the row of an indicator says, cell by cell. */
async function rowOf(bytes: Uint8Array, code: string): Promise<unknown[]> {
  const [sheet] = (await load(bytes)).worksheets;
  const row = sheet?.getRows(1, sheet.rowCount)?.find((one) => one.getCell(1).text === code);
  return Array.isArray(row?.values) ? row.values : [];
}

const ALL_DONE = { batchItemFailures: [] };

describe('the workbook function', () => {
  it.each([
    ['KEN', 'workbooks/KEN/2025-Q4.en.xlsx'],
    ['NER', 'workbooks/NER/2025-Q4.fr.xlsx'],
  ])(
    'writes the workbook of %s in its language, which comes back with nothing but that it is empty',
    async (unit, key) => {
      await take(minimalPlan());
      expect(await handle({ orgUnit: unit, period: '2025-Q4' })).toEqual(ALL_DONE);
      expect(await written()).toEqual([`object ${key}`]);
      expect(issuesOf(await fetched(key), minimalPlan(), unit, 1)).toEqual(['nothing-reported']);
    },
  );

  it('writes the same bytes when it is asked twice', async () => {
    await take(minimalPlan());
    await uploadedFigures(deps, 'KEN', '2025-Q3', '2025-10-02T08:00:00.000Z', 777);
    await handle({ orgUnit: 'KEN', period: '2025-Q4' });
    const once = await snapshot(aws);
    await handle({ orgUnit: 'KEN', period: '2025-Q4' });
    expect(await snapshot(aws)).toEqual(once);
  });

  it('shows what the unit reported last, under the code of a plan that numbered it otherwise', async () => {
    await take(minimalPlan());
    await uploadedFigures(deps, 'KEN', '2025-Q2', '2025-07-02T08:00:00.000Z', 555);
    await uploadedFigures(deps, 'KEN', '2025-Q3', '2025-10-02T08:00:00.000Z', 777);
    await uploadedFigures(deps, 'KEN', '2025-Q4', '2026-01-02T08:00:00.000Z', 999);
    const indicators = minimalPlan().indicators.map((one) => (one.code === '1a.1' ? { ...one, code: '1b.1' } : one));
    const crosswalk = [{ oldCode: '1a.1', newCode: '1b.1', effectiveFrom: '2025-Q4' }];
    const rules = minimalPlan().rules.map((rule) => ({ ...rule, right: '1b.1' }));
    const targets = minimalPlan().targets.filter(({ indicator }) => indicator !== '1a.1');
    await take(minimalPlan({ effectiveFrom: '2025-Q4', indicators, crosswalk, rules, targets }), '2025-12-01');
    await handle({ orgUnit: 'KEN', period: '2025-Q4' });
    const row = await rowOf(await fetched('workbooks/KEN/2025-Q4.en.xlsx'), '1b.1');
    expect(row).toContain(777);
    expect(row).not.toContain(555);
    expect(row).not.toContain(999);
  });

  it.each([
    ['a region, which reports nothing', { orgUnit: 'AFR', period: '2025-Q4' }],
    ['an office closed before', { orgUnit: 'KEN-DAD', period: '2025-Q4' }],
    ['a period the plan takes no files for', { orgUnit: 'KEN', period: '2024-Q1' }],
    ['an org unit the plan does not know', { orgUnit: 'XXX', period: '2025-Q4' }],
  ])('writes nothing for %s', async (_, message) => {
    await take(minimalPlan());
    expect(await handle(message)).toEqual(ALL_DONE);
    expect(await written()).toEqual([]);
  });

  it('asks what the plan in force for the period asks, and is not taken for old by the plan in use', async () => {
    await take(minimalPlan());
    const orgUnits = minimalPlan().orgUnits.map((one) => (one.code === 'KEN' ? { ...one, language: 'fr' } : one));
    const later = minimalPlan({ effectiveFrom: '2026', indicators: minimalPlan().indicators.slice(0, 2), orgUnits });
    await take(later, '2025-12-01');
    await handle({ orgUnit: 'KEN', period: '2025-Q4' });
    // The language of the plan in use, by which the reminder looks for it.
    const bytes = await fetched('workbooks/KEN/2025-Q4.fr.xlsx');
    expect(await rowOf(bytes, '1a.3')).not.toEqual([]);
    expect(issuesOf(bytes, minimalPlan(), 'KEN', 2)).toEqual(['nothing-reported']);
    expect(issuesOf(bytes, minimalPlan(), 'KEN', 3)).toContain('workbook-stale-plan');
  });

  it('gives back what it cannot do, with its reason, and does the rest', async () => {
    expect(await handle({ orgUnit: 'KEN', period: '2025-Q4' })).toEqual({
      batchItemFailures: [{ itemIdentifier: '0' }],
    });
    const failure = Object.entries(await snapshot(aws)).find(([key]) => key === 'table FAILURE#workbook 0');
    expect(failure?.[1]).toContain('There is no plan yet');
    await take(minimalPlan());
    const mixed = await handle({ orgUnit: 'KEN', period: 'soon' }, { orgUnit: 'KEN', period: '2025-Q4' });
    expect(mixed).toEqual({ batchItemFailures: [{ itemIdentifier: '0' }] });
    expect(await written()).toEqual(['object workbooks/KEN/2025-Q4.en.xlsx']);
  });
});
