import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** A period that does not take files yet; said once a period and column. */
export const periodNotOpen: Rule = {
  code: 'period-not-open',
  check({ window, period }, { today }) {
    if (!window || today >= window.opens) return [];
    return [issue('period-not-open', 'error', { ...period.at, found: window.period, expected: window.opens })];
  },
};
