import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** A file after the due date while the period is still open: taken, and counted as late. Said once a period. */
export const late: Rule = {
  code: 'late',
  check({ window }, { today }) {
    if (!window || today <= window.due || today > window.closes) return [];
    return [issue('late', 'info', { found: window.period, expected: window.due })];
  },
};
