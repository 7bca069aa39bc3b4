import type { Indicator } from '../../plan/model.ts';
import { periodsWithin } from '../../plan/period.ts';
import { isClose } from '../progress/closeness.ts';
import { growsOverYear } from '../progress/right-side.ts';
import { type Bounds, isAtBound } from './bounds.ts';
import { isCovered, type Run, type Stated } from './comparable-run.ts';
import { FURTHEST_AHEAD, LEAST_ANSWERS, LEAST_FIGURES, type WithoutOutlook } from './reasons.ts';

type Rules = Pick<Indicator, 'kind' | 'overOrgUnits' | 'overTime' | 'frequency'>;

/** Answers of yes or no and scores run along a line only as a sum or mean of many. */
export function steps({ kind, overOrgUnits }: Rules, { coverage }: Stated): boolean {
  if (kind !== 'yes-no' && kind !== 'score') return false;
  return (overOrgUnits !== 'sum' && overOrgUnits !== 'mean') || coverage.expected < LEAST_ANSWERS;
}

/** Whether the year's seasons may show in the figures: in flows they do. */
export function isSeasonal({ frequency, ...indicator }: Rules): boolean {
  return growsOverYear(indicator) && frequency !== 'annual';
}

/** What is wrong with the figures so far where flows are to be added up: all of the plan's periods must have one, of half of the offices at least. */
export function unfitToAdd(ofPlan: readonly Stated[], periods: number): WithoutOutlook | null {
  if (ofPlan.length < periods || ofPlan.some((one) => one.value === null)) return 'gaps';
  return ofPlan.every((one) => isCovered(one.coverage)) ? null : 'coverage';
}

/** What is wrong with the run of figures a trend is drawn through: too short, or too short for what lies ahead. */
export function unfit(indicator: Rules, { figures, brokenBy }: Run, ahead: number): WithoutOutlook | null {
  if (figures.length < LEAST_FIGURES) return brokenBy === 'start' ? 'too-few' : brokenBy;
  const years = figures.length / periodsWithin('2000', indicator.frequency).length;
  if (isSeasonal(indicator) && years < 2) return 'seasons';
  return ahead > FURTHEST_AHEAD * figures.length ? 'too-far' : null;
}

/** What is wrong with the figures themselves. */
export function shapeless(values: readonly number[], bounds: Bounds): WithoutOutlook | null {
  const [first = 0] = values;
  if (values.every((value) => isClose(value, first))) return 'no-variation';
  return isAtBound(bounds, values) ? 'at-bound' : null;
}
