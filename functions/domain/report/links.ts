import type { Lookup } from '../plan/lookup.ts';
import type { Result } from '../plan/model.ts';
import type { ReportIndicator, ReportModel } from './schema.ts';
import { countStatuses } from './status-counts.ts';

/** The links of the indicator's result or, where it has none, of the nearest result above that has. */
function nearestLinks(code: string, lookup: Lookup, links: (result: Result) => readonly string[]): readonly string[] {
  let result = lookup.result(code);
  while (result && links(result).length === 0) result = result.parent === null ? null : lookup.result(result.parent);
  return result ? links(result) : [];
}

function byNumber(a: string, b: string): number {
  const [left, right] = [a, b].map((code) => code.split('.').map(Number));
  const first = (left?.[0] ?? 0) - (right?.[0] ?? 0);
  return first || (left?.[1] ?? 0) - (right?.[1] ?? 0) || (a < b ? -1 : Number(a > b));
}

/** Status counts of the indicators by the goal or objective they are linked to, in the order of their numbers. */
export function linksOf(
  indicators: readonly ReportIndicator[],
  lookup: Lookup,
  links: (result: Result) => readonly string[],
): ReportModel['sdg'] {
  const linked = indicators.flatMap((indicator) =>
    [...new Set(nearestLinks(indicator.result, lookup, links))].map((code) => ({ code, status: indicator.status })),
  );
  const groups = [...Map.groupBy(linked, (link) => link.code)].sort(([a], [b]) => byNumber(a, b));
  return groups.map(([code, group]) => ({ code, statuses: countStatuses(group.map((link) => link.status)) }));
}
