import type { StatusCounts } from './schema.ts';
import type { ReportStatus } from './statuses.ts';

/** How many there are of each status; all six keys are present. */
export function countStatuses(statuses: Iterable<ReportStatus>): StatusCounts {
  const counts = { achieved: 0, 'on-track': 0, 'at-risk': 0, 'off-track': 0, 'no-target': 0, 'no-data': 0 };
  for (const status of statuses) counts[status]++;
  return counts;
}
