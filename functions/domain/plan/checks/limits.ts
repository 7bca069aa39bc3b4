import type { ValidationIssue } from '../../validation/issue.ts';
import type { Indicator, OrgUnit } from '../model.ts';
import { frequencyOf, type Period } from '../period.ts';
import { figureColumn, targetValue, type WrittenTarget } from '../sheets/targets.ts';
import { flag, type PlanCheck } from '../workbook/draft.ts';
import type { Entry } from '../workbook/record.ts';

/** The limits hold for one figure of one unit. A total of many may pass the upper one, and the lower one where that is negative. */
function isOutside(value: number, { min, max }: Indicator, total: boolean): boolean {
  if (min !== null && value < min && (!total || min >= 0)) return true;
  return max !== null && value > max && !total;
}

function range({ min, max }: Indicator): string {
  return `${min ?? ''} … ${max ?? ''}`;
}

function isTotal(indicator: Indicator, unit: OrgUnit | null, period: Period | null): boolean {
  const ofUnits = indicator.overOrgUnits === 'sum' && unit?.kind !== 'office';
  return ofUnits || (indicator.overTime === 'sum' && (period === null || frequencyOf(period) !== indicator.frequency));
}

function indicatorIssues(entry: Entry<Indicator>): ValidationIssue[] {
  const { min, max, baseline } = entry.item;
  if (!entry.sound('kind', 'min', 'max')) return [];
  if (min !== null && max !== null && min > max) return [flag(entry, 'max', 'plan-max-below-min', 'error', min)];
  return baseline !== null && isOutside(baseline, entry.item, isTotal(entry.item, null, null))
    ? [flag(entry, 'baseline', 'plan-outside-limits', 'error', range(entry.item))]
    : [];
}

function targetIssues(
  entry: Entry<WrittenTarget>,
  indicator: Entry<Indicator> | undefined,
  unit: OrgUnit | null,
): ValidationIssue[] {
  const value = targetValue(entry.item);
  if (value === null || !indicator?.sound('kind', 'min', 'max', 'overOrgUnits', 'overTime', 'frequency')) return [];
  if (!entry.sound('value', 'numerator', 'denominator', 'orgUnit', 'period')) return [];
  return isOutside(value, indicator.item, isTotal(indicator.item, unit, entry.item.period))
    ? [flag(entry, figureColumn(entry.item), 'plan-outside-limits', 'error', range(indicator.item))]
    : [];
}

/** Lower limits lie below upper ones; baselines and targets lie between them. */
export const limitsCheck: PlanCheck = ({ indicators, orgUnits, targets }) => {
  const byCode = new Map(indicators.map((entry) => [entry.item.code, entry]));
  const units = new Map(orgUnits.map(({ item }) => [item.code, item]));
  return [
    ...indicators.flatMap(indicatorIssues),
    ...targets.flatMap((entry) =>
      targetIssues(entry, byCode.get(entry.item.indicator), units.get(entry.item.orgUnit) ?? null),
    ),
  ];
};
