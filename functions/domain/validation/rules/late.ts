import type { PeriodWindow } from '../../plan/model.ts';
import { issue, type ValidationIssue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** What is to be said of a period on a day: nothing before it is due, or once it is closed. */
export function lateness(window: PeriodWindow | null, today: string): ValidationIssue[] {
  if (!window || today <= window.due || today > window.closes) return [];
  return [issue('late', 'info', { found: window.period, expected: window.due })];
}

/** A file after the due date while the period is still open: taken, and counted as late. Said once a period. */
export const late: Rule = {
  code: 'late',
  check: ({ window }, { today }) => lateness(window, today),
};
