import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Plan } from '../../../../functions/domain/plan/model.ts';
import { readPlan } from '../../../../functions/domain/plan/read-plan.ts';
import { KEYS } from '../../../../functions/domain/plan/sheets/settings.ts';
import { planGrids } from '../../../../functions/domain/plan/write-plan.ts';
import { openFile } from '../../../../functions/domain/sheet/open.ts';
import { arbitraryPlan } from '../../../support/arbitrary-plan.ts';
import { minimalPlan, minimalPlanGrids } from '../../../support/plan.ts';
import { planWorkbook } from '../../../support/plan-workbook.ts';

const errors = ({ issues }: ReturnType<typeof readPlan>) => issues.filter(({ severity }) => severity === 'error');

async function throughWorkbook(plan: Plan): Promise<Plan | null> {
  const opened = openFile(await planWorkbook(plan));
  return opened.ok ? readPlan(opened.grids).plan : null;
}

it('says the small plan as its workbook does', () => {
  expect(readPlan(planGrids(minimalPlan()))).toEqual(readPlan(minimalPlanGrids()));
});

it('writes every key of the Plan sheet, where the plan has it', () => {
  const days = { remindBefore: [14, 3], remindAfter: [2], reportAfterDays: 10 };
  const plan = minimalPlan({ ...days, organisation: 'XM-DAC-47066', paper: 'Letter' });
  const [settings] = planGrids(plan);
  const keys = (settings?.rows ?? []).slice(1).map(([key]) => String(key).replace(/^title\..*/, 'title.*'));
  expect(new Set(keys)).toEqual(new Set([...KEYS.required, ...KEYS.optional]));
  expect(readPlan(planGrids(plan)).plan).toEqual(plan);
});

it('writes any plan so that it is read back equal', () => {
  fc.assert(
    fc.property(arbitraryPlan, (plan) => {
      const reading = readPlan(planGrids(plan));
      expect(errors(reading)).toEqual([]);
      expect(reading.plan).toEqual(plan);
    }),
    { numRuns: 200 },
  );
});

it('survives being a workbook', async () => {
  for (const plan of fc.sample(arbitraryPlan, { numRuns: 6, seed: 7 }))
    expect(await throughWorkbook(plan)).toEqual(plan);
});

it('writes the demonstration plan so that it is read back equal', async () => {
  const opened = openFile(readFileSync('fixtures/plan/plan.xlsx'));
  const { plan } = readPlan(opened.ok ? opened.grids : []);
  expect(plan).not.toBeNull();
  if (plan) expect(await throughWorkbook(plan)).toEqual(plan);
});
