import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** A period that takes no more files; said once a period. */
export const periodClosed: Rule = {
  code: 'period-closed',
  check({ window, period }, { today }) {
    if (!window || today <= window.closes) return [];
    const { sheet } = period.at;
    return [issue('period-closed', 'error', { sheet, found: window.period, expected: window.closes })];
  },
};
