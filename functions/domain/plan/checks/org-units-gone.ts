import { issue } from '../../validation/issue.ts';
import type { PlanCheck } from '../workbook/draft.ts';

const MOST_SHOWN = 10;

/**
 * An org unit that is given up stays in the tree with the day it closed: figures are rolled up by the tree of the version in force, so
 * what a unit reported that is no longer there would go from the year and the plan so far of all above it.
 */
export const orgUnitsGoneCheck: PlanCheck = ({ before, orgUnits }) => {
  const [any] = orgUnits;
  if (!before || !any) return [];
  const here = new Set(orgUnits.map(({ item }) => item.code.toLowerCase()));
  const gone = before.orgUnits.map(({ code }) => code).filter((code) => !here.has(code.toLowerCase()));
  if (gone.length === 0) return [];
  const shown = gone.length > MOST_SHOWN ? [...gone.slice(0, MOST_SHOWN), '…'] : gone;
  const { sheet } = any.at('code');
  return [issue('plan-org-units-gone', 'warning', { sheet, found: shown.join('; ') })];
};
