import { isStated } from '../aggregation/marginal.ts';
import type { CurrentObservation } from '../ledger/fold.ts';
import type { Indicator } from '../plan/model.ts';
import type { Choice } from './choice.ts';
import type { Reason, Uncounted } from './lineage.ts';
import type { Statements } from './statements.ts';

/** A unit's standing in a window, by indexes of the calendar's periods. */
export interface Standing {
  readonly unit: number;
  /** The calendar's periods that lie in the window. */
  readonly inside: readonly number[];
  /** Bits of those that count for the unit at all. */
  readonly reported: number;
  readonly choices: readonly Choice[];
}

function reasonOf(
  indicator: Indicator,
  observation: CurrentObservation,
  isReported: boolean,
  isReplacement: boolean,
): Reason {
  if (isReported) return indicator.overTime === 'none' ? 'not-over-time' : 'later-period';
  if (isStated(indicator, observation)) return 'finer-periods';
  return isReplacement ? 'withdrawn' : 'not-reported';
}

/** What a unit stated about the window, or about what is subtracted from it, and does not count. */
export function uncountedOf(indicator: Indicator, statements: Statements, standing: Standing): Uncounted[] {
  const { unit, inside, reported, choices } = standing;
  const chosen = new Set(choices.map(({ period }) => period));
  const latest = choices.at(-1);
  const uncounted: Uncounted[] = [];
  for (const period of [...new Set([...inside, ...chosen])].sort((a, b) => a - b)) {
    const current = statements.current(unit, period);
    const replaced = statements.replaced(unit, period);
    for (const observation of replaced) uncounted.push({ why: 'superseded', observation, by: current });
    if (current === null || chosen.has(period)) continue;
    const why = reasonOf(indicator, current, (reported & (1 << period)) !== 0, replaced.length > 0);
    const by = why === 'later-period' && latest ? statements.current(unit, latest.period) : null;
    uncounted.push({ why, observation: current, by });
  }
  return uncounted;
}
