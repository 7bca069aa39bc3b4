import type { Lookup } from './lookup.ts';
import type { Indicator } from './model.ts';
import type { Period } from './period.ts';

/**
 * The baseline of an indicator in a scope. The plan's is that of all who report the indicator: a scope with only some of them has
 * none of its own. Null where the plan has none either.
 */
export function baselineFor(
  indicator: Indicator,
  lookup: Lookup,
  period: Period,
  scope: string,
): Pick<Indicator, 'baseline' | 'baselinePeriod'> {
  const reporting = (unit: string) => lookup.expectedUnits(indicator.code, period, unit).length;
  const all = reporting(lookup.root.code);
  const whole = scope === lookup.root.code || (all > 0 && reporting(scope) === all);
  const { baseline, baselinePeriod } = indicator;
  return whole ? { baseline, baselinePeriod } : { baseline: null, baselinePeriod: null };
}
