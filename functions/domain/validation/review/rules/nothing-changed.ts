import type { Observation } from '../../../ledger/entry.ts';
import { memoised } from '../../../memoised.ts';
import { periodBefore } from '../../../plan/period.ts';
import { issue } from '../../issue.ts';
import { cellOf, placeOfAll } from '../place.ts';
import { isSame } from '../replaced.ts';
import type { ReviewRule } from '../rule.ts';
import { isNew, standing } from '../series.ts';

const LEAST_COMPARED = 5;
const SHOWN_PLACES = 5;

/** The figures of an org unit and period that can be compared with the period before. */
interface Place {
  readonly name: string;
  readonly equal: Observation[];
  isNew: boolean;
  differs: boolean;
}

/** Every figure of a period is that of the period before: a file sent again with another period at its head. Nothing and answers do not count. */
export const nothingChanged: ReviewRule = {
  code: 'nothing-changed',
  begin() {
    const places = new Map<string, Place>();
    const previousOf = memoised(periodBefore);
    return {
      see(series) {
        const { stated, before, indicator, orgUnit } = series;
        if (stated.length + before.size < 2 || indicator.kind === 'yes-no') return;
        for (const observation of stated) {
          const previous = standing(series, previousOf(observation.period));
          if (!previous || !observation.total.value) continue;
          const name = `${orgUnit} ${observation.period}`;
          const place = places.get(name) ?? { name, equal: [], isNew: false, differs: false };
          places.set(name, place);
          if (!isSame(previous.total, observation.total)) place.differs = true;
          else if (!place.differs) place.equal.push(observation);
          place.isNew ||= isNew(series, observation);
        }
      },
      findings({ isReturned }) {
        const found = [...places.values()].filter(
          (place) =>
            place.isNew && !place.differs && place.equal.length >= LEAST_COMPARED && !place.equal.some(isReturned),
        );
        const about = found.flatMap(({ equal }) => equal);
        if (about.length === 0) return [];
        const names = found.map(({ name }) => name);
        const shown = names.slice(0, SHOWN_PLACES).join(', ') + (names.length > SHOWN_PLACES ? ', …' : '');
        const { params, ...at } = placeOfAll(about.map((one) => cellOf(one)));
        return [{ issue: issue('nothing-changed', 'warning', { ...at, found: shown, params }), about }];
      },
    };
  },
};
