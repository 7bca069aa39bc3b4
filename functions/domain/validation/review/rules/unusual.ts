import { frequencyOf } from '../../../plan/period.ts';
import { issue } from '../../issue.ts';
import { observationParams, shownFigure } from '../describe.ts';
import { eachSeries } from '../each-series.ts';
import { fewUndoubted } from '../few.ts';
import { placeOf } from '../place.ts';
import type { Finding, ReviewRule } from '../rule.ts';
import { flowOf, isNew, periodsOf, type Series } from '../series.ts';
import { type Range, usualRange } from '../usual-range.ts';

const EARLIER = 8;
const EARLIER_MONTHS = 12;

/** The figures of the last periods before one, as far as they were reported. */
function earlierFigures(series: Series, period: string, periods: readonly string[]): number[] {
  const most = frequencyOf(period) === 'monthly' ? EARLIER_MONTHS : EARLIER;
  const earlier = periods.filter((one) => one < period).slice(-most);
  return earlier.flatMap((one) => flowOf(series, one) ?? []);
}

/** The usual range as far as the plan allows such figures. */
function shownRange({ low, high }: Range, { indicator }: Series): string {
  const isShare = indicator.kind === 'percentage';
  const least = Math.max(low, indicator.min ?? (isShare ? 0 : low));
  const most = Math.min(high, indicator.max ?? (isShare ? 1 : high));
  return `${shownFigure(least, indicator)} – ${shownFigure(most, indicator)}`;
}

function check(series: Series): Finding[] {
  const { stated, before, indicator } = series;
  if (stated.length + before.size < 5) return [];
  const periods = periodsOf(series);
  return stated.flatMap((observation) => {
    const figure = flowOf(series, observation.period);
    // Nothing at all is another doubt.
    if (figure === null || figure === 0 || !isNew(series, observation)) return [];
    const history = earlierFigures(series, observation.period, periods);
    const range = usualRange(history, indicator);
    if (!range || (figure >= range.low && figure <= range.high)) return [];
    const found = issue('unusual', 'warning', {
      ...placeOf(observation),
      found: shownFigure(figure, indicator),
      expected: shownRange(range, series),
      params: { ...observationParams(observation), periods: history.length },
    });
    return [{ issue: found, about: [observation], weight: range.distance(figure) }];
  });
}

/** A figure far from what the org unit itself reported in the periods before. */
export const unusual: ReviewRule = eachSeries('unusual', check, fewUndoubted);
