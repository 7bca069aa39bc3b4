import type { Plan } from '../domain/plan/model.ts';
import { readPlan } from '../domain/plan/read-plan.ts';
import { isAnnotation } from '../domain/sheet/annotation-marks.ts';
import { openFile } from '../domain/sheet/open.ts';
import { issue, type ValidationIssue } from '../domain/validation/issue.ts';
import { faultPlace, log } from '../log.ts';
import { unpacker } from '../unpacker.ts';

export interface PlanReading {
  readonly plan: Plan | null;
  readonly issues: readonly ValidationIssue[];
}

/** From the bytes of a plan workbook to the plan, or to what is wrong with it. */
export function readWorkbook(
  bytes: Uint8Array,
  key: string,
  before: Plan | null,
  languages: readonly string[],
): PlanReading {
  try {
    const opened = openFile(bytes, { unpacker });
    if (!opened.ok) return { plan: null, issues: [opened.issue] };
    const grids = opened.grids.filter((grid) => !isAnnotation(grid));
    const { plan, issues } = readPlan(grids, before, languages);
    const all = [...opened.notes, ...grids.flatMap(({ remarks = [] }) => remarks), ...issues];
    return { plan: all.some((found) => found.severity === 'error') ? null : plan, issues: all };
  } catch (error) {
    log('error', 'reader failed', { key, reason: faultPlace(error) });
    return { plan: null, issues: [issue('reader-failed', 'error')] };
  }
}
