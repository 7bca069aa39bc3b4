import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../../functions/domain/plan/read-plan.ts';
import { minimalPlan, minimalPlanGrids } from '../../../support/plan.ts';

describe('a valid workbook', () => {
  it('gives the plan without a remark', () => {
    const { plan, issues } = readPlan(minimalPlanGrids());
    expect(issues).toEqual([]);
    expect(plan).toEqual(minimalPlan());
  });
});
