import { flag, type PlanCheck } from '../workbook/draft.ts';
import { planDates, withinPlan } from './plan-dates.ts';

/**
 * A retired code leads to another one, from a period of the plan on, and is not in use any more: the ledger keeps what was reported under
 * it, and could not tell that from the figures of its new bearer.
 */
export const crosswalkCheck: PlanCheck = ({ crosswalk, indicators, settings }) => {
  const current = new Set(indicators.map(({ item }) => item.code.toLowerCase()));
  return crosswalk.flatMap((entry) => {
    const { oldCode, newCode, effectiveFrom } = entry.item;
    if (!entry.sound('oldCode', 'newCode', 'effectiveFrom')) return [];
    const old = oldCode.toLowerCase();
    return [
      ...(old === newCode.toLowerCase() ? [flag(entry, 'newCode', 'plan-crosswalk-same-code', 'error')] : []),
      ...(old !== newCode.toLowerCase() && current.has(old)
        ? [flag(entry, 'oldCode', 'plan-crosswalk-current-code', 'error')]
        : []),
      ...(withinPlan(effectiveFrom, settings)
        ? []
        : [flag(entry, 'effectiveFrom', 'plan-period-outside', 'error', planDates(settings))]),
    ];
  });
};
