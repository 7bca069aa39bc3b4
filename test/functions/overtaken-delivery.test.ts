import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Plan } from '../../functions/domain/plan/model.ts';
import type { Upload } from '../../functions/events.ts';
import { ingest } from '../../functions/ingest/step.ts';
import { acceptPlan } from '../../functions/plan/step.ts';
import { createBucket } from '../../infra/local/bucket.ts';
import { startTestAws, type TestAws } from '../support/embedded.ts';
import { Crash, createDependencies, type Dependencies } from '../support/pipeline.ts';
import { minimalPlan } from '../support/plan.ts';
import { planWorkbook } from '../support/plan-workbook.ts';

let aws: TestAws;
let deps: Dependencies;
beforeEach(async () => {
  aws = await startTestAws();
  deps = createDependencies(aws);
});
afterEach(() => aws.stop());

const upload = (key: string, minute: number): Upload => ({
  ...{ key, versionId: null, size: null, sequencer: '0A' },
  eventTime: `2026-01-10T08:0${minute}:00.000Z`,
});

async function receipts(prefix: string): Promise<string[]> {
  const bucket = createBucket(aws.bucket);
  const keys = (await bucket.list(`receipts/${prefix}`)).filter((key) => key.endsWith('.json'));
  return Promise.all(keys.map(async (key) => JSON.parse(new TextDecoder().decode(await bucket.fetch(key))).status));
}

describe('A delivery that another overtakes', () => {
  it('judges a plan as at its first attempt, also when an earlier plan has come to light since', async () => {
    const [first, second] = [upload('plan/first.xlsx', 1), upload('plan/second.xlsx', 2)];
    const plan = minimalPlan({ rules: [], crosswalk: [] });
    // Two of the first plan's indicators become one, which the second may not do when it is compared with the first.
    const merged: Plan = {
      ...plan,
      indicators: plan.indicators.filter(({ code }) => code !== '1a.3'),
      crosswalk: [{ oldCode: '1a.3', newCode: '1a.1', effectiveFrom: '2025' }],
    };
    await aws.put(first.key, await planWorkbook(plan));
    await aws.put(second.key, await planWorkbook(merged));
    let dies = true;
    const dying: Dependencies = {
      ...deps,
      objects: {
        ...deps.objects,
        put: async (...given) => {
          if (dies) throw new Crash('before the receipt');
          return deps.objects.put(...given);
        },
      },
    };
    await expect(acceptPlan(second, dying)).rejects.toThrow(Crash);
    dies = false;
    expect((await acceptPlan(first, deps)).planVersion).toBe(2);
    const again = await acceptPlan(second, deps);
    expect(again.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(again.planVersion).toBe(1);
    expect((await deps.plans.latest())?.version).toBe(1);
  });

  it('does not put a waiting receipt over one that tells what became of the file', async () => {
    const [plan, file] = [upload('plan/plan.xlsx', 0), upload('uploads/KEN/figures.csv', 1)];
    await aws.put(plan.key, await planWorkbook(minimalPlan({ rules: [] })));
    await aws.put(file.key, 'Indicator,Period,Value\n1a.3,2025-Q4,5\n');
    const { promise: planCame, resolve } = Promise.withResolvers<void>();
    const slow: Dependencies = {
      ...deps,
      objects: {
        ...deps.objects,
        put: async (...given) => {
          await planCame;
          return deps.objects.put(...given);
        },
        putNew: async (...given) => {
          await planCame;
          return deps.objects.putNew(...given);
        },
      },
    };
    const overtaken = ingest(file, slow);
    overtaken.catch(() => undefined);
    await acceptPlan(plan, deps);
    const { status } = await ingest(file, deps);
    resolve();
    await expect(overtaken).rejects.toThrow('There is no plan yet');
    expect(await receipts('KEN/')).toEqual([status]);
    expect(status).not.toBe('pending');
  });
});
