import type { Observation } from '../../../ledger/entry.ts';
import { titleIn } from '../../../plan/model.ts';
import { issue } from '../../issue.ts';
import { cellOf, placeOfAll } from '../place.ts';
import type { ReviewRule } from '../rule.ts';
import { isNew, type Series } from '../series.ts';

/** More cells than these are not named, so they need not be kept. */
const MOST_KEPT = 50;

function hasDimension({ breakdown }: Observation, dimension: string): boolean {
  return breakdown.some(({ categories }) => dimension in categories);
}

function isNothing({ total: { value, numerator, denominator } }: Observation): boolean {
  return [value, numerator, denominator].every((part) => part === null || part === 0);
}

/** Whether the office was told before: the last figure of an earlier period lacks the dimension too. */
function isUsual({ before }: Series, { period }: Observation, dimension: string): boolean {
  const earlier = [...before.keys()]
    .filter((one) => one < period)
    .sort()
    .at(-1);
  const known = earlier === undefined ? undefined : before.get(earlier);
  return known !== undefined && !isNothing(known) && !hasDimension(known, dimension);
}

/**
 * Figures without any row by a dimension where the plan does not insist on it: said once a file, dimension by dimension, where the
 * indicator is new to the office or had that breakdown before.
 */
export const noBreakdown: ReviewRule = {
  code: 'no-breakdown',
  begin({ plan, lookup, language }) {
    const missing = new Map<string, Observation[]>();
    return {
      see(series) {
        const { dimensions, breakdown } = series.indicator;
        if (dimensions.length === 0 || breakdown === 'complete') return;
        for (const observation of series.stated) {
          for (const dimension of dimensions) {
            const known = missing.get(dimension) ?? [];
            if (known.length >= MOST_KEPT || hasDimension(observation, dimension)) continue;
            if (isNothing(observation) || !isNew(series, observation) || isUsual(series, observation, dimension))
              continue;
            known.push(observation);
            missing.set(dimension, known);
          }
        }
      },
      findings({ isReturned }) {
        const parts = [...missing].flatMap(([code, observations]) => {
          const cells = observations.filter((one) => !isReturned(one)).map((one) => cellOf(one));
          const title = titleIn(lookup.dimension(code)?.title ?? {}, language, plan.defaultLanguage) || code;
          return cells.length === 0 ? [] : [{ title, cells, named: placeOfAll(cells).params.cells }];
        });
        if (parts.length === 0) return [];
        const { params: _, ...at } = placeOfAll(parts.flatMap(({ cells }) => cells));
        const list = parts.map(({ title, named }) => `${title}: ${named}`).join('; ');
        return [{ issue: issue('no-breakdown', 'warning', { ...at, params: { list } }), about: [] }];
      },
    };
  },
};
