import { closest } from 'fastest-levenshtein';
import type { Grid } from '../../sheet/grid.ts';
import { cellText } from '../../sheet/grid.ts';
import { issue, type ValidationIssue } from '../../validation/issue.ts';

const REQUIRED = ['Plan', 'Levels', 'Results', 'Indicators', 'OrgUnits', 'Periods'] as const;
const OPTIONAL = ['Dimensions', 'Targets', 'Rules', 'Crosswalk', 'Headers', 'Subscriptions'] as const;

export type SheetName = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number];

const plain = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');

const KNOWN: readonly SheetName[] = [...REQUIRED, ...OPTIONAL];
const BY_PLAIN_NAME = new Map(KNOWN.map((name) => [plain(name), name]));

function isBlank(grid: Grid): boolean {
  return grid.rows.every((row) => row.every((cell) => cellText(cell) === ''));
}

/** Finds the plan's sheets by name. A file with none of them is told once that it is no plan, not sheet by sheet. */
export function findSheets(grids: readonly Grid[], issues: ValidationIssue[]): ReadonlyMap<SheetName, Grid> {
  const found = new Map<SheetName, Grid>();
  const problems: ValidationIssue[] = [];
  for (const grid of grids) {
    const at = { sheet: grid.sheet, found: grid.sheet };
    const name = BY_PLAIN_NAME.get(plain(grid.sheet ?? ''));
    if (name !== undefined && found.has(name)) problems.push(issue('plan-repeated-sheet', 'error', at));
    else if (name !== undefined) found.set(name, grid);
    else if (!grid.hidden && !isBlank(grid))
      problems.push(issue('plan-unknown-sheet', 'warning', { ...at, expected: closest(grid.sheet ?? '', KNOWN) }));
  }
  if (found.size === 0) {
    const names = grids.map((grid) => grid.sheet ?? '').join('; ');
    issues.push(issue('plan-not-a-plan', 'error', { found: names || null, expected: REQUIRED.join('; ') }));
    return found;
  }
  for (const name of REQUIRED)
    if (!found.has(name)) problems.push(issue('plan-missing-sheet', 'error', { expected: name }));
  issues.push(...problems);
  return found;
}
