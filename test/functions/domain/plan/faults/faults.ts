import { expect, it } from 'vitest';
import { readPlan } from '../../../../../functions/domain/plan/read-plan.ts';
import { minimalPlanGrids, type SheetOverride } from '../../../../support/plan.ts';

/** A fault of one sheet and all that is told of it: `error B5 plan-unknown-org-unit: found -> expected`. */
export type Fault = [title: string, sheet: string, change: SheetOverride, ...told: string[]];

type Change = Exclude<SheetOverride, null | readonly unknown[]>;

/** Several changes, one after the other. */
export function all(...changes: readonly Change[]): Change {
  return (rows) => changes.reduce((changed, change) => change(changed), rows);
}

/** Checks that each fault gives just the issues listed, and that only errors keep the plan from being taken. */
export function itTells(faults: readonly Fault[]): void {
  it.each(faults)('tells of %s', (_title, sheet, change, ...told) => {
    const { plan, issues } = readPlan(minimalPlanGrids({ [sheet]: change }));
    const lines = issues.map(
      (i) => `${i.severity} ${i.column ?? ''}${i.row ?? ''} ${i.code}: ${i.found ?? ''} -> ${i.expected ?? ''}`,
    );
    expect(lines).toEqual(told);
    expect(plan === null).toBe(issues.some(({ severity }) => severity === 'error'));
  });
}
