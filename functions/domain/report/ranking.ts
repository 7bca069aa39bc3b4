import { isLimit, startOf } from './progress/right-side.ts';
import type { ReportIndicator } from './schema.ts';
import type { ReportStatus } from './statuses.ts';

/** Whether the indicator's target is a ceiling not to be passed (or a floor to stay above), so that more of it is worse. */
export function hasLimit(indicator: ReportIndicator): boolean {
  const { rightSide, expected } = indicator;
  return rightSide !== null && expected !== null && isLimit(rightSide, startOf(indicator, rightSide), expected);
}

/** Attainment that always grows with success; null where there is none. */
function paceOf(indicator: ReportIndicator): number | null {
  const { attainment } = indicator;
  if (attainment === null || !hasLimit(indicator)) return attainment;
  return attainment === 0 ? Number.POSITIVE_INFINITY : 1 / attainment;
}

function byPace(a: ReportIndicator, b: ReportIndicator): number {
  const [left, right] = [paceOf(a), paceOf(b)];
  if (left === right) return 0;
  if (left === null) return 1;
  return right === null || left < right ? -1 : 1;
}

function inOrderOf(statuses: readonly ReportStatus[], indicators: readonly ReportIndicator[]): ReportIndicator[] {
  return statuses.flatMap((status) => indicators.filter((indicator) => indicator.status === status).sort(byPace));
}

/** For each indicator its place from the furthest behind on, in their order; -1 for those without an attainment. */
export function paceRanks(indicators: readonly ReportIndicator[]): number[] {
  const ranked = [...indicators].sort(byPace);
  const places = new Map(ranked.map((indicator, place) => [indicator, place]));
  return indicators.map((one) => (one.attainment === null ? -1 : (places.get(one) ?? -1)));
}

/** Indicators off track, then those at risk; in each the furthest behind first, those without an attainment last. */
export function worstFirst(indicators: readonly ReportIndicator[]): ReportIndicator[] {
  return inOrderOf(['off-track', 'at-risk'], indicators);
}

/** The indicator that stands worst, be it on track or achieved; undefined where none has both a target and a figure. */
export function worstOf(indicators: readonly ReportIndicator[]): ReportIndicator | undefined {
  return inOrderOf(['off-track', 'at-risk', 'on-track', 'achieved'], indicators)[0];
}

/** The indicator achieved or on track with the greatest attainment; limits, which one can only keep, left aside. */
export function furthestAhead(indicators: readonly ReportIndicator[]): ReportIndicator | undefined {
  const ahead = indicators.filter((i) => (i.status === 'achieved' || i.status === 'on-track') && i.attainment !== null);
  return ahead.filter((indicator) => !hasLimit(indicator)).sort((a, b) => byPace(b, a))[0];
}

/** The two latest figures of an indicator's series, where both are there. */
export function latestChange({ series }: Pick<ReportIndicator, 'series'>) {
  const current = series.at(-1);
  const previous = series.at(-2);
  if (!current || !previous || current.actual === null || previous.actual === null) return null;
  const comparable = current.coverage.reported === previous.coverage.reported;
  return { period: previous.period, previous: previous.actual, current: current.actual, comparable };
}

/** The indicator that changed most for its size, among those that as many offices reported as in the period before. */
export function largestChange(indicators: readonly ReportIndicator[]) {
  const changes = indicators.flatMap((indicator) => {
    const change = latestChange(indicator);
    if (!change?.comparable || change.previous === 0 || change.previous === change.current) return [];
    return [{ indicator, change, size: Math.abs((change.current - change.previous) / change.previous) }];
  });
  return changes.sort((a, b) => b.size - a.size)[0];
}
