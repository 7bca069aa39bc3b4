import { lowerRank } from './kendall.ts';

/** A figure at a place in time, counted in periods; only figures of one season are compared with each other. */
export interface Point {
  readonly at: number;
  readonly value: number;
  readonly season: number;
}

export interface Trend {
  /** Change per period: the median of the slopes between all pairs of a season. */
  readonly slope: number;
  /** The interval that holds the true slope with the confidence asked for. */
  readonly low: number;
  readonly high: number;
}

/** The middle of the values, or the mean of the two in the middle; NaN of none. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

function slopesOf(points: readonly Point[]): number[] {
  return points.flatMap((a, i) => points.slice(i + 1).map((b) => (b.value - a.value) / (b.at - a.at) + 0));
}

/**
 * The trend through points at different times: the Theil-Sen slope, which a quarter of wrong figures cannot carry away, with its distribution-free
 * interval from the exact distribution of Kendall's S (P. K. Sen, Estimates of the regression coefficient based on Kendall's tau, Journal of the
 * American Statistical Association 63, 1968; for seasons R. M. Hirsch, J. R. Slack and R. A. Smith, Techniques of trend analysis for monthly water
 * quality data, Water Resources Research 18, 1982). Ties make the interval wider than it need be, never narrower. Null where there are too few
 * points for an interval of that confidence.
 */
export function theilSen(points: readonly Point[], confidence: number): Trend | null {
  const seasons = [...Map.groupBy(points, (point) => point.season).values()];
  const rank = lowerRank(
    seasons.map((group) => group.length),
    confidence,
  );
  const slopes = Float64Array.from(seasons.flatMap(slopesOf)).sort();
  const [low, high] = [slopes[rank - 1], slopes[slopes.length - rank]];
  return low === undefined || high === undefined ? null : { slope: median(slopes), low, high };
}

/**
 * Where a line of a slope leads at a later time: its intercept is such that as many of the season's points lie above as below (the median of
 * what they leave, value - slope x time). Never falls when the slope grows.
 */
export function extrapolate(points: readonly Point[], slope: number, at: number, season: number): number {
  const ofSeason = points.filter((point) => point.season === season);
  return median(ofSeason.map((point) => point.value + slope * (at - point.at)));
}
