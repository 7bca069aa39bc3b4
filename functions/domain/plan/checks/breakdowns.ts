import { flag, type PlanCheck } from '../workbook/draft.ts';

/** A breakdown that must add up has dimensions, and belongs to an indicator whose parts do add up. */
export const breakdownsCheck: PlanCheck = ({ indicators }) =>
  indicators.flatMap((entry) => {
    const { kind, overOrgUnits, breakdown, dimensions } = entry.item;
    if (breakdown === 'optional' || !entry.sound('breakdown', 'dimensions', 'kind', 'overOrgUnits')) return [];
    if (dimensions.length === 0)
      return [flag(entry, 'breakdown', 'plan-breakdown-without-dimensions', 'warning', 'optional')];
    const addsUp = kind === 'count' || kind === 'amount' || overOrgUnits === 'ratio';
    return addsUp ? [] : [flag(entry, 'breakdown', 'plan-breakdown-cannot-add', 'warning', 'optional', { kind })];
  });
