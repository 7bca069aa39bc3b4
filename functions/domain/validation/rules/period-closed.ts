import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** A period that takes no more files; said once a period and column. */
export const periodClosed: Rule = {
  code: 'period-closed',
  check({ window, period }, { today }) {
    if (!window || today <= window.closes) return [];
    return [issue('period-closed', 'error', { ...period.at, found: window.period, expected: window.closes })];
  },
};
