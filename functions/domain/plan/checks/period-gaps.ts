import { comparePeriods, frequencyOf, type Period, periodBefore, yearOf } from '../period.ts';
import { flag, type PlanCheck } from '../workbook/draft.ts';
import { withinPlan } from './plan-dates.ts';

const MOST_SHOWN = 6;

/** The last periods between two of the same length, in order; an ellipsis stands for any before them. */
function between(before: Period, after: Period): string[] {
  const missing: string[] = [];
  let period = periodBefore(after);
  while (yearOf(period) > 0 && comparePeriods(period, before) > 0) {
    if (missing.length === MOST_SHOWN) return ['…', ...missing];
    missing.unshift(period);
    period = periodBefore(period);
  }
  return missing;
}

/** Periods of one length follow each other: one left out between two others takes no files. (They overlap only when repeated.) */
export const periodGapsCheck: PlanCheck = ({ periods, settings }) => {
  const sound = periods.filter((entry) => entry.sound('period') && withinPlan(entry.item.period, settings));
  const lengths = Map.groupBy(sound, ({ item }) => frequencyOf(item.period));
  return [...lengths.values()].flatMap((entries) => {
    const ordered = entries.toSorted((a, b) => comparePeriods(a.item.period, b.item.period));
    return ordered.flatMap((entry, index) => {
      const before = ordered[index - 1]?.item.period;
      const missing = before === undefined || yearOf(entry.item.period) === 0 ? [] : between(before, entry.item.period);
      return missing.length === 0
        ? []
        : [flag(entry, 'period', 'plan-period-gap', 'warning', missing.join('; '), { first: before ?? '' })];
    });
  });
};
