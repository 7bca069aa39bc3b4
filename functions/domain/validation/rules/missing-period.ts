import { issue } from '../issue.ts';
import { openPeriods } from '../open-periods.ts';
import type { Rule } from '../rule.ts';

/** A figure in a row that names no period. */
export const missingPeriod: Rule = {
  code: 'missing-period',
  check({ period, definition, statements }, context) {
    if (period.code !== null) return [];
    const expected = openPeriods(context, definition?.frequency);
    return statements
      .filter((statement) => statement.period.found === '')
      .map(({ period: { at } }) => issue('missing-period', 'error', { ...at, expected }));
  },
};
