import type { Frequency } from '../plan/model.ts';
import { frequencyOf } from '../plan/period.ts';
import type { RuleContext } from './rule.ts';

const MOST_LISTED = 8;

/** The plan's periods that take files today, of the frequency given or of any, as a list to show; null when there are none. */
export function openPeriods({ plan, today }: RuleContext, frequency: Frequency | undefined): string | null {
  const open = plan.periods
    .filter(({ opens, closes }) => opens <= today && today <= closes)
    .map(({ period }) => period)
    .filter((period) => frequency === undefined || frequencyOf(period) === frequency);
  return open.slice(-MOST_LISTED).join(', ') || null;
}
