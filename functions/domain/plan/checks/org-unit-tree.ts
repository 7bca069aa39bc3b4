import { issue, type ValidationIssue } from '../../validation/issue.ts';
import type { OrgUnit, OrgUnitKind } from '../model.ts';
import { address, type Draft, flag, type PlanCheck } from '../workbook/draft.ts';
import type { Entry } from '../workbook/record.ts';

/** What each kind of org unit may hang under. */
const PARENTS: Readonly<Record<OrgUnitKind, readonly OrgUnitKind[]>> = {
  global: [],
  region: ['global', 'region'],
  country: ['global', 'region'],
  office: ['global', 'region', 'country', 'office'],
};

function rootIssues({ orgUnits }: Draft): ValidationIssue[] {
  if (!orgUnits.every((entry) => entry.sound('kind'))) return [];
  const [root, ...more] = orgUnits.filter(({ item }) => item.kind === 'global');
  const [any] = orgUnits;
  if (!root)
    return any ? [issue('plan-no-global-unit', 'error', { sheet: any.at('kind').sheet, expected: 'global' })] : [];
  return more.map((entry) =>
    flag(entry, 'kind', 'plan-second-global-unit', 'error', null, { first: address(root.at('kind')) }),
  );
}

function parentIssues(entry: Entry<OrgUnit>, units: ReadonlyMap<string, Entry<OrgUnit>>): ValidationIssue[] {
  const { kind, parent } = entry.item;
  if (!entry.sound('kind', 'parent')) return [];
  const allowed = PARENTS[kind];
  if (parent === null)
    return allowed.length === 0 ? [] : [flag(entry, 'parent', 'plan-orphan-unit', 'error', allowed.join('; '))];
  if (allowed.length === 0) return [flag(entry, 'parent', 'plan-global-with-parent', 'error')];
  const above = units.get(parent);
  return !above?.sound('kind') || allowed.includes(above.item.kind)
    ? []
    : [flag(entry, 'parent', 'plan-parent-kind', 'error', allowed.join('; '), { kind, parentKind: above.item.kind })];
}

/** One global unit, and every other below a unit of a coarser kind. */
export const orgUnitTreeCheck: PlanCheck = (draft) => {
  const units = new Map(draft.orgUnits.map((entry) => [entry.item.code, entry]));
  return [...rootIssues(draft), ...draft.orgUnits.flatMap((entry) => parentIssues(entry, units))];
};
