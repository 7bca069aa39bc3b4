import type { Lookup } from '../plan/lookup.ts';
import type { Indicator, Result } from '../plan/model.ts';
import { comparePeriods, frequencyOf, lastDay, type Period, periodsContaining, periodsWithin } from '../plan/period.ts';

/** An indicator with the periods of it that the workbook asks for, in order. */
export interface ExpectedIndicator {
  readonly indicator: Indicator;
  readonly periods: readonly Period[];
}

/** A result with what is asked below it; results that only lead to others ask nothing themselves. */
export interface ExpectedResult {
  readonly result: Result;
  /** Results above it. */
  readonly depth: number;
  readonly indicators: readonly ExpectedIndicator[];
}

/** The indicator's periods that fall due with the workbook's: those inside it, or the longer one that ends with it. */
function duePeriods(indicator: Indicator, period: Period): Period[] {
  const within = periodsWithin(period, indicator.frequency);
  if (within.length > 0) return within;
  return periodsContaining(period).filter(
    (longer) => frequencyOf(longer) === indicator.frequency && lastDay(longer) === lastDay(period),
  );
}

/** Whether the plan takes files for a period while it takes them for the workbook's. */
function isTakenWith(lookup: Lookup, period: Period, workbook: Period): boolean {
  const own = lookup.windowOf(period);
  const main = lookup.windowOf(workbook);
  return own !== null && (main === null || (own.opens <= main.closes && own.closes >= main.opens));
}

/** The periods of an indicator that an org unit is asked for with the workbook's. */
function expectedPeriods(lookup: Lookup, indicator: Indicator, orgUnit: string, period: Period): Period[] {
  return duePeriods(indicator, period)
    .filter((due) => isTakenWith(lookup, due, period))
    .filter((due) => lookup.expectedUnits(indicator.code, due, orgUnit).some(({ code }) => code === orgUnit))
    .sort(comparePeriods);
}

function expectedIndicators(lookup: Lookup, orgUnit: string, period: Period): Map<string, ExpectedIndicator[]> {
  const byResult = new Map<string, ExpectedIndicator[]>();
  for (const indicator of lookup.plan.indicators) {
    const periods = expectedPeriods(lookup, indicator, orgUnit, period);
    if (periods.length === 0) continue;
    const group = byResult.get(indicator.result);
    if (group) group.push({ indicator, periods });
    else byResult.set(indicator.result, [{ indicator, periods }]);
  }
  return byResult;
}

/**
 * What the org unit is expected to report with a period, by result in the order of the results' tree: indicators of that very
 * frequency, shorter periods inside it and longer ones that end with it, as far as the plan takes files for them at the same time.
 */
export function expectedResults(lookup: Lookup, orgUnit: string, period: Period): ExpectedResult[] {
  const byResult = expectedIndicators(lookup, orgUnit, period);
  const children = Map.groupBy(lookup.plan.results, ({ parent }) => parent);
  const walk = (result: Result, depth: number): ExpectedResult[] => {
    const below = (children.get(result.code) ?? []).flatMap((child) => walk(child, depth + 1));
    const indicators = byResult.get(result.code) ?? [];
    return indicators.length + below.length === 0 ? [] : [{ result, depth, indicators }, ...below];
  };
  return (children.get(null) ?? []).flatMap((root) => walk(root, 0));
}

/** Whether the org unit is expected to report anything with a period: has a workbook for it. */
export function isAnythingExpected(lookup: Lookup, orgUnit: string, period: Period): boolean {
  return lookup.plan.indicators.some((indicator) => expectedPeriods(lookup, indicator, orgUnit, period).length > 0);
}
