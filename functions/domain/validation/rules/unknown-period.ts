import { frequencyOf } from '../../plan/period.ts';
import { issue } from '../issue.ts';
import { openPeriods } from '../open-periods.ts';
import type { Rule } from '../rule.ts';

/** A text that names no period, or a period that the plan does not list. One of the wrong length is told by `period-frequency`. */
export const unknownPeriod: Rule = {
  code: 'unknown-period',
  check({ period, window, definition, statements }, context) {
    const wrongLength = period.code !== null && definition && frequencyOf(period.code) !== definition.frequency;
    if (window || wrongLength) return [];
    const expected = openPeriods(context, definition?.frequency);
    return statements
      .filter((statement) => statement.period.found !== '')
      .map(({ period: { at, found } }) => issue('unknown-period', 'error', { ...at, found, expected }));
  },
};
