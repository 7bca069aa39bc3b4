import { flag, type PlanCheck } from '../workbook/draft.ts';

/** A target of a region or of the world is judged against a rolled-up figure, so there has to be one. */
export const targetScopeCheck: PlanCheck = ({ targets, indicators, orgUnits }) => {
  const unrolled = new Set(
    indicators.filter((e) => e.sound('overOrgUnits') && e.item.overOrgUnits === 'none').map((e) => e.item.code),
  );
  const wide = new Set(
    orgUnits.filter((e) => e.item.kind === 'global' || e.item.kind === 'region').map((e) => e.item.code),
  );
  return targets.flatMap((entry) =>
    unrolled.has(entry.item.indicator) && wide.has(entry.item.orgUnit)
      ? [flag(entry, 'orgUnit', 'plan-target-not-rolled-up', 'warning')]
      : [],
  );
};
