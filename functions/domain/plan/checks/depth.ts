import type { ValidationIssue } from '../../validation/issue.ts';
import { flag, type PlanCheck } from '../workbook/draft.ts';
import type { Entry } from '../workbook/record.ts';

/** Twice what the deepest plans use; keeps what walks a tree, and what shows one, within bounds. */
const DEEPEST = 12;

interface Node {
  readonly code: string;
  readonly parent: string | null;
}

/** Rows that lie one step too deep: those below them have the same fault. */
function tooDeep(entries: readonly Entry<Node>[]): ValidationIssue[] {
  const parents = new Map(entries.map(({ item }) => [item.code, item.parent]));
  return entries.flatMap((entry) => {
    let depth = 0;
    for (
      let code: string | null = entry.item.code;
      code !== null && depth <= DEEPEST + 1;
      code = parents.get(code) ?? null
    )
      depth += 1;
    return depth === DEEPEST + 1 ? [flag(entry, 'parent', 'plan-too-deep', 'error', DEEPEST)] : [];
  });
}

/** Results and org units hang at most twelve deep. */
export const depthCheck: PlanCheck = ({ results, orgUnits }) => [...tooDeep(results), ...tooDeep(orgUnits)];
