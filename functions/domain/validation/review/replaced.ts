import type { Figure, Observation } from '../../ledger/entry.ts';
import type { Period } from '../../plan/period.ts';
import type { CellRef } from '../issue.ts';
import { type History, NO_HISTORY } from './history.ts';
import { placeOf } from './place.ts';

/** A figure taken in place of another, in the indicator's own terms (percentages as fractions of 1; null: nothing out of nothing). */
export interface Replacement extends CellRef {
  readonly orgUnit: string;
  readonly indicator: string;
  readonly period: Period;
  readonly before: number | null;
  readonly after: number | null;
  readonly difference: number | null;
}

/** What the figures taken of a file do to those the ledger held. */
export interface Replaced {
  readonly replaced: readonly Replacement[];
  /** Number of observations with the same total as before. */
  readonly unchanged: number;
}

export const NOTHING_REPLACED: Replaced = { replaced: [], unchanged: 0 };

/** Whether two totals are the same in every part. */
export function isSame(a: Figure, b: Figure): boolean {
  return a.value === b.value && a.numerator === b.numerator && a.denominator === b.denominator;
}

function replacement(observation: Observation, known: Observation): Replacement {
  const { orgUnit, indicator, period, total } = observation;
  const [before, after] = [known.total.value, total.value];
  const difference = before === null || after === null ? null : Number((after - before).toPrecision(12));
  return { orgUnit, indicator, period, before, after, difference, ...placeOf(observation) };
}

/** Compares the observations taken with what the ledger held of the same org unit, indicator and period. */
export function replacedBy(observations: Iterable<Observation>, history: History): Replaced {
  if (history === NO_HISTORY) return NOTHING_REPLACED;
  const replaced: Replacement[] = [];
  let unchanged = 0;
  for (const observation of observations) {
    const known = history.of(observation.orgUnit, observation.indicator).get(observation.period);
    if (!known) continue;
    if (isSame(known.total, observation.total)) unchanged += 1;
    else replaced.push(replacement(observation, known));
  }
  return { replaced, unchanged };
}
