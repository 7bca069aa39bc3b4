import { frequencyOf } from '../period.ts';
import { flag, type PlanCheck } from '../workbook/draft.ts';

/** An indicator can be reported only if some period as long as its frequency takes files. */
export const periodFrequenciesCheck: PlanCheck = ({ indicators, periods }) => {
  if (periods.length === 0 || !periods.every((entry) => entry.sound('period'))) return [];
  const open = new Set(periods.map(({ item }) => frequencyOf(item.period)));
  return indicators.flatMap((entry) =>
    entry.sound('frequency') && !open.has(entry.item.frequency)
      ? [flag(entry, 'frequency', 'plan-frequency-without-period', 'warning', [...open].join('; '))]
      : [],
  );
};
