import { planSoFarPoint } from './annual/plan-so-far.ts';
import type { Catalogue } from './catalogue.ts';
import { VERDICTS } from './outlook/verdict.ts';
import { growsOverYear } from './progress/right-side.ts';
import { furthestAhead, hasLimit, largestChange, worstFirst } from './ranking.ts';
import type { ReportIndicator, ReportModel } from './schema.ts';
import { attainmentText, figureText, periodName } from './words.ts';

type Facts = Pick<ReportModel, 'statuses' | 'indicators' | 'coverage' | 'missing' | 'period' | 'annual' | 'plan'>;

/** More are not read on a telephone. */
const MOST_POINTS = 6;

const MOST_NAMES = 5;
const MOST_TITLES = 3;

/** The statuses that judge a figure by its target. */
const JUDGED = ['achieved', 'on-track', 'at-risk', 'off-track'] as const;

function statusPoint({ statuses, indicators }: Facts, catalogue: Catalogue): string | null {
  const judged = JUDGED.reduce((sum, status) => sum + statuses[status], 0);
  const all = indicators.length;
  if (judged === 0) {
    const measured = indicators.filter((indicator) => indicator.actual !== null).length;
    return measured === 0 ? null : catalogue.text('report.point.measured', { measured, all });
  }
  const parts = JUDGED.filter((status) => statuses[status] > 0).map((status) =>
    catalogue.text(`report.point.count.${status}`, { count: statuses[status] }),
  );
  const counts = parts.join(catalogue.text('report.list-separator'));
  return catalogue.text('report.point.statuses', { judged, all, counts });
}

/** The figure that is held against the target: of the year so far where flows add up towards a year's target. */
export function measuredValue(indicator: ReportIndicator): number | null {
  const ownTarget = indicator.targetPeriod === indicator.series.at(-1)?.period;
  return indicator.overTime === 'sum' && !ownTarget ? indicator.yearToDate : indicator.actual;
}

function progressPoint(key: string, indicator: ReportIndicator | undefined, catalogue: Catalogue): string | null {
  if (!indicator) return null;
  const figure = (value: number | null) => figureText(value, indicator, catalogue);
  const { code, title, baseline, expected, target, attainment } = indicator;
  const plain = attainment === null || hasLimit(indicator);
  return catalogue.text(key, {
    ...{ code, title, actual: figure(measuredValue(indicator)), expected: figure(expected) },
    goal: expected === target ? 'target' : 'pace',
    start: plain ? 'untold' : growsOverYear(indicator) || baseline === null ? 'zero' : 'baseline',
    baseline: figure(baseline),
    attainment: attainmentText(attainment, catalogue),
  });
}

function alsoOffTrack(offTrack: readonly ReportIndicator[], catalogue: Catalogue): string | null {
  if (offTrack.length === 0) return null;
  const named = offTrack.slice(0, MOST_TITLES).map(({ code, title }) => `${title} (${code})`);
  const names = named.join(catalogue.text('report.list-separator'));
  return catalogue.text('report.point.also-off-track', { names, others: offTrack.length - named.length });
}

function outlookPoint({ indicators }: Facts, catalogue: Catalogue): string | null {
  const missing = VERDICTS.slice(0, 2).flatMap((verdict) => indicators.filter((i) => i.outlook?.verdict === verdict));
  if (missing.length === 0) return null;
  const named = missing.slice(0, MOST_TITLES).map(({ code, title }) => `${title} (${code})`);
  const names = named.join(catalogue.text('report.list-separator'));
  return catalogue.text('report.point.outlook', {
    count: missing.length,
    names,
    others: missing.length - named.length,
  });
}

function noDataPoint({ statuses, indicators }: Facts, catalogue: Catalogue): string | null {
  const silent = indicators.every((indicator) => indicator.coverage.reported === 0);
  return statuses['no-data'] === 0 || silent
    ? null
    : catalogue.text('report.point.no-data', { count: statuses['no-data'] });
}

function changePoint({ indicators }: Facts, catalogue: Catalogue): string | null {
  const largest = largestChange(indicators);
  if (!largest) return null;
  const { indicator, change } = largest;
  return catalogue.text('report.point.change', {
    code: indicator.code,
    title: indicator.title,
    direction: change.current > change.previous ? 'up' : 'down',
    previous: figureText(change.previous, indicator, catalogue),
    current: figureText(change.current, indicator, catalogue),
    period: periodName(change.period, catalogue),
  });
}

function coveragePoint({ coverage: { reported, expected } }: Facts, catalogue: Catalogue): string | null {
  // Of a single office the missing point says all there is to say.
  if (expected < 2) return null;
  const share = reported === 0 ? 'none' : reported === expected ? 'all' : 'some';
  return catalogue.text('report.point.coverage', { share, reported, expected });
}

function missingPoint({ missing, coverage }: Facts, catalogue: Catalogue): string | null {
  // Where nobody reported, the point on coverage has said so.
  if (missing.length === 0 || (coverage.reported === 0 && coverage.expected > 1)) return null;
  return catalogue.text('report.point.missing', { count: missing.length, names: namesText(missing, catalogue) });
}

/** Names of org units as one text; those past the fifth are counted. */
export function namesText(units: readonly { readonly title: string }[], catalogue: Catalogue): string {
  const named = units.slice(0, MOST_NAMES).map((unit) => unit.title);
  const names = named.join(catalogue.text('report.list-separator'));
  const others = units.length - named.length;
  return others === 0 ? names : catalogue.text('report.names-and-others', { names, others });
}

const told = (points: readonly (string | null)[]): string[] => points.filter((point) => point !== null);

/**
 * Up to six sentences on what matters most, every figure of which is one of the report's tables: how things stand, what is behind or missing
 * by weight, then what is furthest ahead, for which there is always room, and the largest change where there is more.
 */
export function mainPoints(facts: Facts, catalogue: Catalogue): string[] {
  const [worst, ...behind] = worstFirst(facts.indicators);
  const offTrack = behind.filter((indicator) => indicator.status === 'off-track');
  const heavy = told([
    statusPoint(facts, catalogue),
    planSoFarPoint(facts, catalogue),
    progressPoint('report.point.behind', worst, catalogue),
    alsoOffTrack(offTrack, catalogue),
    outlookPoint(facts, catalogue),
    missingPoint(facts, catalogue) ?? coveragePoint(facts, catalogue),
    noDataPoint(facts, catalogue),
  ]);
  const good = told([progressPoint('report.point.ahead', furthestAhead(facts.indicators), catalogue)]);
  const change = told([changePoint(facts, catalogue)]);
  return [...heavy.slice(0, MOST_POINTS - good.length), ...good, ...change].slice(0, MOST_POINTS);
}
