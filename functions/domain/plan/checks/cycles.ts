import type { ValidationIssue } from '../../validation/issue.ts';
import { flag, type PlanCheck } from '../workbook/draft.ts';
import type { Entry } from '../workbook/record.ts';

interface Node {
  readonly code: string;
  readonly parent: string | null;
}

/** The codes of the ring that begins and ends at `start`, or null when the way up leads elsewhere. */
function ring(start: string, parents: ReadonlyMap<string, string | null>, seen: Set<string>): string[] | null {
  const path: string[] = [];
  for (let code: string | null = start; code !== null; code = parents.get(code) ?? null) {
    if (seen.has(code)) return path.includes(code) ? path.slice(path.indexOf(code)) : null;
    path.push(code);
    seen.add(code);
  }
  return null;
}

function rings(entries: readonly Entry<Node>[]): ValidationIssue[] {
  const parents = new Map(entries.map(({ item }) => [item.code, item.parent]));
  const byCode = new Map(entries.map((entry) => [entry.item.code, entry]));
  const seen = new Set<string>();
  return [...parents.keys()].flatMap((code) => {
    const found = ring(code, parents, seen);
    const entry = byCode.get(found?.[0] ?? '');
    return found && entry
      ? [flag(entry, 'parent', 'plan-cycle', 'error', null, { path: [...found, found[0]].join(' > ') })]
      : [];
  });
}

/** Nothing is its own ancestor, neither a result nor an org unit. */
export const cyclesCheck: PlanCheck = ({ results, orgUnits }) => [...rings(results), ...rings(orgUnits)];
