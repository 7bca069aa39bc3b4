import type { Observation } from '../../../ledger/entry.ts';
import { issue } from '../../issue.ts';
import { cellOf, placeOfAll } from '../place.ts';
import type { ReviewRule } from '../rule.ts';
import { isNew } from '../series.ts';

const ROUND = 1000;
const LEAST = 5;

/** Most of a file's counts from a thousand on are whole thousands: estimates rather than counts. Said once. */
export const roundFigures: ReviewRule = {
  code: 'round-figures',
  begin() {
    const round: Observation[] = [];
    let large = 0;
    return {
      see(series) {
        if (series.indicator.kind !== 'count') return;
        for (const observation of series.stated) {
          const value = observation.total.value ?? 0;
          if (value < ROUND || !isNew(series, observation)) continue;
          large += 1;
          if (value % ROUND === 0) round.push(observation);
        }
      },
      findings({ isReturned }) {
        const about = round.filter((observation) => !isReturned(observation));
        if (about.length < LEAST || 2 * about.length <= large) return [];
        const { params, ...at } = placeOfAll(about.map((one) => cellOf(one)));
        return [{ issue: issue('round-figures', 'warning', { ...at, params: { ...params, large } }), about }];
      },
    };
  },
};
