import { yearOf } from '../../../plan/period.ts';
import { additiveParts, plainNumber } from '../../figures.ts';
import { issue } from '../../issue.ts';
import { observationParams } from '../describe.ts';
import { eachSeries } from '../each-series.ts';
import { fewUndoubted } from '../few.ts';
import { placeOf } from '../place.ts';
import type { Finding, ReviewRule } from '../rule.ts';
import type { Series } from '../series.ts';

function check({ indicator, stated, before }: Series): Finding[] {
  if (indicator.reportedAs !== 'year-to-date' || before.size === 0) return [];
  const own = new Set(stated.map(({ period }) => period));
  const [part = 'value'] = additiveParts(indicator);
  return stated.flatMap((observation) => {
    const figure = observation.total[part];
    const lower = [...before.values()]
      .filter(
        ({ period }) =>
          !own.has(period) && period > observation.period && yearOf(period) === yearOf(observation.period),
      )
      .find(({ total }) => figure !== null && (total[part] ?? figure) < figure);
    if (!lower || figure === null) return [];
    const found = issue('later-total-lower', 'warning', {
      ...placeOf(observation),
      found: plainNumber(figure),
      expected: `≤ ${plainNumber(lower.total[part] ?? 0)}`,
      params: { ...observationParams(observation), later: lower.period, held: plainNumber(lower.total[part] ?? 0) },
    });
    return [{ issue: found, about: [observation] }];
  });
}

/** A running total, corrected to more than was reported for a later period of the year: that one needs correcting too. */
export const laterTotalLower: ReviewRule = eachSeries('later-total-lower', check, fewUndoubted);
