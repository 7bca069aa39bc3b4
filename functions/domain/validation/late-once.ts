import { issue, type ValidationIssue } from './issue.ts';

/** All late periods of a file in one issue, `found` as `2025-Q1 (2025-04-30)` with the due date of each, in order. */
export function sayLateOnce(issues: readonly ValidationIssue[]): ValidationIssue[] {
  const periods = issues.filter(({ code }) => code === 'late').map(({ found, expected }) => `${found} (${expected})`);
  if (periods.length === 0) return [...issues];
  const others = issues.filter(({ code }) => code !== 'late');
  return [...others, issue('late', 'info', { found: [...new Set(periods)].sort().join(', ') })];
}
