import type { Coverage } from '../../aggregation/actual.ts';
import type { Period } from '../../plan/period.ts';

export interface Stated {
  readonly period: Period;
  readonly value: number | null;
  readonly coverage: Coverage;
}

export interface Figure {
  readonly period: Period;
  readonly value: number;
}

/** What keeps a run from reaching further back. */
export type Break = 'start' | 'gaps' | 'coverage';

export interface Run {
  /** Ascending, one period after the other. */
  readonly figures: readonly Figure[];
  readonly brokenBy: Break;
}

/** Fewer offices than this speak for themselves, not for those expected to report. */
export const LEAST_COVERAGE = 0.5;
/** Figures of shares of offices further apart than this differ by who reported. */
export const COVERAGE_APART = 0.1;

const ROUNDING = 1e-9;

function shareOf({ reported, expected }: Coverage): number {
  return expected === 0 ? 1 : reported / expected;
}

/** Whether the offices that reported can speak for those expected to. */
export function isCovered(coverage: Coverage): boolean {
  return shareOf(coverage) >= LEAST_COVERAGE;
}

/**
 * The figures that can be compared with the latest: back from it without a gap, as long as at least half of the offices expected reported, and
 * their share is within a tenth of that of the latest. `stated` holds every period once, ascending.
 */
export function comparableRun(stated: readonly Stated[]): Run {
  const latest = stated.at(-1);
  const figures: Figure[] = [];
  for (const { period, value, coverage } of stated.toReversed()) {
    const earlier = stated.slice(0, stated.length - figures.length);
    if (value === null || !latest)
      return { figures: figures.reverse(), brokenBy: earlier.some((one) => one.value !== null) ? 'gaps' : 'start' };
    const apart = Math.abs(shareOf(coverage) - shareOf(latest.coverage));
    if (!isCovered(coverage) || apart > COVERAGE_APART + ROUNDING)
      return { figures: figures.reverse(), brokenBy: 'coverage' };
    figures.push({ period, value });
  }
  return { figures: figures.reverse(), brokenBy: 'start' };
}
