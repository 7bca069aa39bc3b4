import type { ScopeActuals } from '../aggregation/actual.ts';
import { comparePeriods, type Period } from '../plan/period.ts';

/** The figures that a report published, as far as later ones are compared with them: same scope, periods of the same length. */
export interface Edition {
  readonly period: Period;
  /** The greatest plan version that a figure was computed by. */
  readonly planVersion: number;
  /** Time of the latest upload counted, ISO instant. */
  readonly dataAsOf: string;
  /** Ledger entries counted, once for each period that counts them: never less when more is known. */
  readonly entries: number;
  /** The plan version behind each period. */
  readonly versions: Readonly<Record<Period, number>>;
  /** By indicator, then period. */
  readonly figures: Readonly<Record<string, Readonly<Record<Period, number | null>>>>;
}

/** What a report on a period publishes of its scope's actuals up to that period; null where there is no data. */
export function editionOf(period: Period, published: readonly ScopeActuals[]): Edition | null {
  const dataAsOf = published
    .flatMap((one) => one.dataAsOf ?? [])
    .sort()
    .at(-1);
  if (dataAsOf === undefined) return null;
  const figures: Record<string, Record<Period, number | null>> = {};
  for (const one of published.toSorted((a, b) => comparePeriods(a.period, b.period)))
    for (const { indicator, value } of one.actuals) {
      const series = figures[indicator] ?? {};
      series[one.period] = value;
      figures[indicator] = series;
    }
  return {
    period,
    planVersion: Math.max(...published.map((one) => one.planVersion)),
    dataAsOf,
    entries: published.reduce((sum, one) => sum + one.entries, 0),
    versions: Object.fromEntries(published.map((one) => [one.period, one.planVersion])),
    figures,
  };
}

/**
 * A text that sorts editions by what they rest on and ends where the period follows. No clock is in it: a report made again of the same
 * data has the same place, whenever it is made and in whatever language.
 */
export function basisOf({ planVersion, dataAsOf, entries }: Omit<Edition, 'figures' | 'versions' | 'period'>): string {
  return `v${String(planVersion).padStart(6, '0')}#${dataAsOf}#${String(entries).padStart(12, '0')}#`;
}

/** A figure published before that is another one now. */
export interface Revision {
  readonly indicator: string;
  readonly period: Period;
  readonly before: number | null;
  readonly now: number | null;
}

/** Sums taken in another order differ in their last digits, about nought too; that is no revision. */
const NOISE = 1e-12;

export function isSame(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= NOISE * Math.max(1, Math.abs(a), Math.abs(b));
}

/**
 * The figures of the indicators named that an earlier edition published and a later one has otherwise, by indicator as named, then
 * period. Indicators that the earlier one did not know are new, not revised; `translate` gives its codes as the later one has them.
 */
export function revisionsSince(
  earlier: Edition,
  later: Edition,
  indicators: readonly string[],
  translate: (code: string) => string,
): Revision[] {
  const known = new Map(Object.entries(earlier.figures).map(([code, series]) => [translate(code), series]));
  return indicators.flatMap((indicator) => {
    const [then, today] = [known.get(indicator), later.figures[indicator]];
    if (!then) return [];
    return [...new Set([...Object.keys(then), ...Object.keys(today ?? {})])]
      .filter((period) => comparePeriods(period, earlier.period) <= 0 && comparePeriods(period, later.period) <= 0)
      .sort(comparePeriods)
      .map((period) => ({ indicator, period, before: then[period] ?? null, now: today?.[period] ?? null }))
      .filter(({ before, now }) => !isSame(before, now));
  });
}
