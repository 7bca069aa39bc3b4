import type { Indicator } from '../../../plan/model.ts';
import { issue } from '../../issue.ts';
import { eachSeries } from '../each-series.ts';
import { cellOf, placeOfAll } from '../place.ts';
import type { Finding, ReviewRule, Told } from '../rule.ts';
import { flowOf, isNew, periodsOf, type Series } from '../series.ts';

const PERIODS = 2;
const CLEARLY: Readonly<Record<Indicator['kind'], number>> = {
  ...{ count: 10, amount: 1, percentage: 0.1, score: 0.1, 'yes-no': Number.POSITIVE_INFINITY },
};

function check(series: Series): Finding[] {
  const { stated, before, indicator } = series;
  if (stated.length + before.size <= PERIODS) return [];
  const periods = periodsOf(series);
  return stated.flatMap((observation) => {
    if (observation.total.value !== 0 || !isNew(series, observation)) return [];
    const last = periods.filter((one) => one < observation.period).slice(-PERIODS);
    const clear = last.filter((one) => (flowOf(series, one) ?? 0) >= CLEARLY[indicator.kind]);
    return clear.length < PERIODS ? [] : [{ issue: issue('sudden-zero', 'warning'), about: [observation] }];
  });
}

/** All of a file in one sentence. */
function once(findings: readonly Finding[], { isDoubted }: Told): Finding[] {
  const about = findings.flatMap((finding) => finding.about).filter((observation) => !isDoubted(observation));
  if (about.length === 0) return [];
  return [
    { issue: issue('sudden-zero', 'warning', { ...placeOfAll(about.map((one) => cellOf(one))), found: '0' }), about },
  ];
}

/** A zero after at least two periods clearly above it: nothing was done, or the figure is not known yet. */
export const suddenZero: ReviewRule = eachSeries('sudden-zero', check, once);
