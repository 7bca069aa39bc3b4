import { issue } from '../../issue.ts';
import { observationParams } from '../describe.ts';
import { eachSeries } from '../each-series.ts';
import { hasFigure } from '../history.ts';
import { placeOf } from '../place.ts';
import type { Finding, ReviewRule } from '../rule.ts';
import type { Series } from '../series.ts';

function check({ stated, before }: Series): Finding[] {
  return stated
    .filter(({ total, period }) => !hasFigure(total) && !before.has(period))
    .map((observation) => ({
      issue: issue('nothing-to-withdraw', 'warning', {
        ...placeOf(observation),
        params: observationParams(observation),
      }),
      about: [observation],
    }));
}

/** A figure taken back of which the ledger holds none: the period or the indicator may be the wrong one. */
export const nothingToWithdraw: ReviewRule = eachSeries('nothing-to-withdraw', check);
