import { isPeriod } from '../plan/period.ts';
import { periodRuns } from '../plan/period-runs.ts';
import { issue, type ValidationIssue } from './issue.ts';

function fromTo(first: string, last: string): string {
  return first === last ? first : `${first} – ${last}`;
}

/** All late periods of a file in one issue, `found` as `2025-01 – 2025-12 (2025-02-28 – 2026-01-31), 2025 (2026-01-31)` with the due dates in brackets, in order. */
export function sayLateOnce(issues: readonly ValidationIssue[]): ValidationIssue[] {
  const due = new Map<string, string>();
  for (const { code, found, expected } of issues)
    if (code === 'late' && found !== null && isPeriod(found)) due.set(found, expected ?? '');
  if (due.size === 0) return [...issues];
  const others = issues.filter(({ code }) => code !== 'late');
  const runs = periodRuns(due.keys()).map(({ first, last }) => {
    const dates = fromTo(due.get(first) ?? '', due.get(last) ?? '');
    return `${fromTo(first, last)} (${dates})`;
  });
  return [...others, issue('late', 'info', { found: runs.join(', ') })];
}
