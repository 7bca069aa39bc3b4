import type { Observation } from '../../../ledger/entry.ts';
import { type Period, yearOf } from '../../../plan/period.ts';
import type { Part } from '../../block.ts';
import { additiveParts, plainNumber } from '../../figures.ts';
import { issue } from '../../issue.ts';
import { observationParams } from '../describe.ts';
import { eachSeries } from '../each-series.ts';
import { placeOf } from '../place.ts';
import type { Finding, ReviewRule } from '../rule.ts';
import { periodsOf, type Series, standing } from '../series.ts';

interface Earlier {
  readonly period: Period;
  readonly figure: number;
}

/** The figures of a part that stand for earlier periods of the year, in order. */
function earlierInYear(series: Series, period: Period, part: Part): Earlier[] {
  return periodsOf(series)
    .filter((one) => one < period && yearOf(one) === yearOf(period))
    .flatMap((one) => {
      const figure = standing(series, one)?.total[part] ?? null;
      return figure === null ? [] : [{ period: one, figure }];
    });
}

/** The figure that a running total must reach: for counts, which only grow, the highest before it; otherwise the last. */
function floorOf(series: Series, observation: Observation, part: Part): Earlier | null {
  const earlier = earlierInYear(series, observation.period, part);
  if (series.indicator.kind !== 'count') return earlier.at(-1) ?? null;
  return earlier.toSorted((a, b) => b.figure - a.figure)[0] ?? null;
}

function check(series: Series): Finding[] {
  const { indicator, stated, before } = series;
  if (indicator.reportedAs !== 'year-to-date' || stated.length + before.size < 2) return [];
  return stated.flatMap((observation) => {
    const part = additiveParts(indicator).find((one) => {
      const [figure, floor] = [observation.total[one], floorOf(series, observation, one)];
      return figure !== null && floor !== null && figure < floor.figure;
    });
    const floor = part && floorOf(series, observation, part);
    if (!part || !floor) return [];
    const found = issue('year-to-date-falls', indicator.kind === 'count' ? 'error' : 'warning', {
      ...placeOf(observation),
      found: plainNumber(observation.total[part] ?? 0),
      expected: `≥ ${plainNumber(floor.figure)}`,
      params: { ...observationParams(observation), earlier: floor.period, before: plainNumber(floor.figure) },
    });
    return [{ issue: found, about: [observation] }];
  });
}

/** A running total of the year that is lower than one before it: wrong for counts, possible for amounts (a refund). */
export const yearToDateFalls: ReviewRule = eachSeries('year-to-date-falls', check);
