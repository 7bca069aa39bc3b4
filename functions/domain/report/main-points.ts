import type { Catalogue } from './catalogue.ts';
import type { ReportIndicator, ReportModel } from './schema.ts';
import { attainmentText, figureText, periodName } from './words.ts';

type Facts = Pick<ReportModel, 'statuses' | 'indicators' | 'coverage' | 'missing' | 'period'>;

const MOST_POINTS = 6;
const MOST_NAMES = 5;

function statusPoint({ statuses, indicators }: Facts, catalogue: Catalogue): string | null {
  const judged = statuses.achieved + statuses['on-track'] + statuses['at-risk'] + statuses['off-track'];
  if (judged === 0) {
    const measured = indicators.filter((indicator) => indicator.actual !== null).length;
    return measured === 0 ? null : catalogue.text('report.point.measured', { measured, all: indicators.length });
  }
  return catalogue.text('report.point.statuses', {
    judged,
    achieved: statuses.achieved,
    onTrack: statuses['on-track'],
    atRisk: statuses['at-risk'],
    offTrack: statuses['off-track'],
  });
}

/** The figure that is held against the target: of the year so far where flows add up towards a year's target. */
export function measuredValue(indicator: ReportIndicator): number | null {
  const ownTarget = indicator.targetPeriod === indicator.series.at(-1)?.period;
  return indicator.overTime === 'sum' && !ownTarget ? indicator.yearToDate : indicator.actual;
}

function progressPoint(key: string, indicator: ReportIndicator | undefined, catalogue: Catalogue): string | null {
  if (!indicator) return null;
  return catalogue.text(key, {
    code: indicator.code,
    title: indicator.title,
    actual: figureText(measuredValue(indicator), indicator, catalogue),
    target: figureText(indicator.target, indicator, catalogue),
    expected: figureText(indicator.expected, indicator, catalogue),
    attainment: attainmentText(indicator.attainment, catalogue),
  });
}

function furthestBehind({ indicators }: Facts): ReportIndicator | undefined {
  const behind = indicators.filter((i) => i.status === 'off-track' || i.status === 'at-risk');
  const attained = behind.filter((i) => i.attainment !== null);
  return attained.sort((a, b) => Number(a.attainment) - Number(b.attainment))[0];
}

function furthestAhead({ indicators }: Facts): ReportIndicator | undefined {
  const ahead = indicators.filter((i) => i.status === 'achieved' || i.status === 'on-track');
  const attained = ahead.filter((i) => i.attainment !== null && i.target !== null);
  return attained.sort((a, b) => Number(b.attainment) - Number(a.attainment))[0];
}

/** The two latest figures of an indicator's series, where both are there. */
export function latestChange({ series }: Pick<ReportIndicator, 'series'>) {
  const current = series.at(-1);
  const previous = series.at(-2);
  if (!current || !previous || current.actual === null || previous.actual === null) return null;
  return { period: previous.period, previous: previous.actual, current: current.actual };
}

function changePoint({ indicators }: Facts, catalogue: Catalogue): string | null {
  const changes = indicators.flatMap((indicator) => {
    const change = latestChange(indicator);
    if (!change || change.previous === 0 || change.previous === change.current) return [];
    return [{ indicator, change, size: Math.abs((change.current - change.previous) / change.previous) }];
  });
  const largest = changes.sort((a, b) => b.size - a.size)[0];
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

function coveragePoint({ coverage }: Facts, catalogue: Catalogue): string | null {
  // Of a single office the missing point says all there is to say.
  return coverage.expected < 2 ? null : catalogue.text('report.point.coverage', { ...coverage });
}

function missingPoint({ missing }: Facts, catalogue: Catalogue): string | null {
  if (missing.length === 0) return null;
  return catalogue.text('report.point.missing', { count: missing.length, names: namesText(missing, catalogue) });
}

/** Names of org units as one text; those past the fifth are counted. */
export function namesText(units: readonly { readonly title: string }[], catalogue: Catalogue): string {
  const named = units.slice(0, MOST_NAMES).map((unit) => unit.title);
  const names = named.join(catalogue.text('report.list-separator'));
  const others = units.length - named.length;
  return others === 0 ? names : catalogue.text('report.names-and-others', { names, others });
}

/** Up to six sentences on what matters most, every figure of them one of the report's tables. */
export function mainPoints(facts: Facts, catalogue: Catalogue): string[] {
  const points = [
    statusPoint(facts, catalogue),
    progressPoint('report.point.behind', furthestBehind(facts), catalogue),
    progressPoint('report.point.ahead', furthestAhead(facts), catalogue),
    changePoint(facts, catalogue),
    coveragePoint(facts, catalogue),
    missingPoint(facts, catalogue),
  ];
  return points.filter((point) => point !== null).slice(0, MOST_POINTS);
}
