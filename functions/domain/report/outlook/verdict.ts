import { isAtLeast } from '../progress/closeness.ts';
import type { RightSide } from '../progress/right-side.ts';

/** From worst to best: nothing can undo the first and the last. */
export const VERDICTS = ['missed', 'unlikely', 'open', 'likely', 'reached'] as const;

export type Verdict = (typeof VERDICTS)[number];

export interface Forecast {
  readonly side: RightSide;
  readonly target: number;
  readonly low: number;
  readonly high: number;
  /** What has been added up and can only grow; null for a level, which may turn. */
  readonly grown: number | null;
}

/**
 * What a trend says of the final target: `likely` where all of its range lies on the right side, `unlikely` where none of it does, `open` where the
 * target lies within. Sums that only grow may have reached a target for good, or passed a limit.
 */
export function verdictOf({ side, target, low, high, grown }: Forecast): Verdict {
  if (side === 'above') {
    if (grown !== null && isAtLeast(grown, target)) return 'reached';
    if (isAtLeast(low, target)) return 'likely';
    return isAtLeast(high, target) ? 'open' : 'unlikely';
  }
  if (grown !== null && !isAtLeast(target, grown)) return 'missed';
  if (isAtLeast(target, high)) return 'likely';
  return isAtLeast(target, low) ? 'open' : 'unlikely';
}
