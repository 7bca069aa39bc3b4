import type { Grid } from '../sheet/grid.ts';
import type { ValidationIssue } from '../validation/issue.ts';
import { PLAN_CHECKS } from './checks/index.ts';
import type { Plan } from './model.ts';
import { assembleDimensions } from './sheets/dimensions.ts';
import { assembleHeaders } from './sheets/headers.ts';
import { targetValue, type WrittenTarget } from './sheets/targets.ts';
import type { Draft } from './workbook/draft.ts';
import { readDraft } from './workbook/read-draft.ts';
import type { Entry } from './workbook/record.ts';

export interface PlanReading {
  /** Null exactly when some issue is an error. */
  readonly plan: Plan | null;
  readonly issues: readonly ValidationIssue[];
}

function items<T>(entries: readonly Entry<T>[]): T[] {
  return entries.map((entry) => entry.item);
}

function withValue(target: WrittenTarget): Plan['targets'] {
  const { indicator, orgUnit, period } = target;
  const value = targetValue(target);
  return value === null ? [] : [{ indicator, orgUnit, period, value }];
}

function assemble(draft: Draft): Plan {
  return {
    ...draft.settings.item,
    levels: items(draft.levels),
    results: items(draft.results),
    indicators: items(draft.indicators),
    dimensions: assembleDimensions(items(draft.dimensions)),
    orgUnits: items(draft.orgUnits),
    targets: items(draft.targets).flatMap(withValue),
    periods: items(draft.periods),
    rules: items(draft.rules),
    crosswalk: items(draft.crosswalk),
    headers: assembleHeaders(items(draft.headers)),
    subscriptions: items(draft.subscriptions),
  };
}

/**
 * Reads the plan workbook from its sheets and judges all of it in one pass: every cell, reference, number, date and language. Codes that
 * refer to others come out as declared; percentages as fractions of 1. `before` is the version in use so far, whose figures the new one
 * inherits; `spoken` are the languages that reports are written in, where the plan's are to be held against them. Never throws on what a workbook may hold.
 */
export function readPlan(
  grids: readonly Grid[],
  before: Plan | null = null,
  spoken: readonly string[] | null = null,
): PlanReading {
  const issues: ValidationIssue[] = [];
  const draft = readDraft(grids, { before, spoken }, issues);
  if (draft !== null) for (const check of PLAN_CHECKS) for (const found of check(draft)) issues.push(found);
  const refused = draft === null || issues.some(({ severity }) => severity === 'error');
  return { plan: refused ? null : assemble(draft), issues };
}
