import type { Plan } from '../../plan/model.ts';
import { type Period, yearOf } from '../../plan/period.ts';

export interface FinalTarget {
  readonly value: number;
  /** The period whose figure is held against it; null where flows of all the plan are added up. */
  readonly period: Period | null;
}

type TargetOf = (period: Period) => number | null;

/** What the plan wants in the end of figures that grow: its yearly targets added up, if all of them are there. */
function sumOfYears({ start, end }: Pick<Plan, 'start' | 'end'>, targetOf: TargetOf): FinalTarget | null {
  const [first, last] = [Number(start.slice(0, 4)), Number(end.slice(0, 4))];
  const targets = Array.from({ length: last - first + 1 }, (_, i) => targetOf(String(first + i)));
  const known = targets.filter((target) => target !== null);
  return known.length < targets.length ? null : { value: known.reduce((sum, one) => sum + one, 0), period: null };
}

/** The scope's own target at the plan's end: of flows all yearly ones together; otherwise that of the last period, else of the last year. */
export function finalTargetOf(grows: boolean, plan: Pick<Plan, 'start' | 'end'>, last: Period, targetOf: TargetOf) {
  if (grows) return sumOfYears(plan, targetOf);
  for (const period of [last, String(yearOf(last))]) {
    const value = targetOf(period);
    if (value !== null) return { value, period };
  }
  return null;
}
