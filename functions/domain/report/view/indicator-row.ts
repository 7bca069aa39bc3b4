import { type Bullet, bulletGraph } from '../charts/bullet-graph.ts';
import { sparkline, turningPoints } from '../charts/sparkline.ts';
import { statusShape } from '../charts/status-shape.ts';
import { measuredValue } from '../main-points.ts';
import { growsOverYear } from '../progress/right-side.ts';
import { hasLimit, latestChange } from '../ranking.ts';
import type { ReportIndicator, ReportModel } from '../schema.ts';
import { attainmentText, figureText, shortPeriodName, unitText } from '../words.ts';
import type { Page } from './page.ts';

const POINTS_OF_A_TREND = 3;

function startOf(indicator: ReportIndicator): number | null {
  if (indicator.direction === 'maintain' || hasLimit(indicator)) return null;
  if (growsOverYear(indicator)) return 0;
  return indicator.baseline ?? (indicator.direction === 'increase' ? 0 : null);
}

function bandsOf({ expected }: ReportIndicator, start: number | null, plan: ReportModel['plan']): Bullet['bands'] {
  if (expected === null || start === null || start === expected) return null;
  const at = (attainment: number) => start + attainment * (expected - start);
  return [at(plan.offTrackBelow), at(plan.onTrackAt)];
}

function progressChart(indicator: ReportIndicator, { model, catalogue, svg }: Page) {
  const measured = measuredValue(indicator);
  if (measured === null || indicator.target === null || indicator.kind === 'yes-no') return null;
  const { target, baseline } = indicator;
  const described = {
    title: catalogue.text('report.chart.bullet', { code: indicator.code }),
    description: catalogue.text('report.chart.bullet-description', {
      actual: figureText(measured, indicator, catalogue),
      target: figureText(target, indicator, catalogue),
      baseline: figureText(baseline, indicator, catalogue),
      isKnown: baseline === null ? 'no' : 'yes',
    }),
  };
  const start = startOf(indicator);
  return svg(
    bulletGraph({ measured, target, start, baseline, bands: bandsOf(indicator, start, model.plan) }, described),
  );
}

function trendChart(indicator: ReportIndicator, { catalogue, svg }: Page) {
  const { series } = indicator;
  if (series.filter((point) => point.actual !== null).length < POINTS_OF_A_TREND) return null;
  const values = series.map((point) => point.actual);
  const told = new Set(turningPoints(values));
  const figures = series
    .filter((_, place) => told.has(place))
    .map(
      (p) =>
        `${shortPeriodName(p.period, catalogue)}${catalogue.text('report.colon')}${figureText(p.actual, indicator, catalogue)}`,
    );
  return svg(
    sparkline(values, {
      title: catalogue.text('report.chart.trend', { code: indicator.code }),
      description: figures.join(catalogue.text('report.list-separator')),
    }),
  );
}

function withPeriod(value: number | null, period: string | null, indicator: ReportIndicator, { catalogue }: Page) {
  const note = value === null || period === null ? null : shortPeriodName(period, catalogue);
  return { text: figureText(value, indicator, catalogue), note };
}

function previousText(indicator: ReportIndicator, { catalogue }: Page): string | null {
  const change = latestChange(indicator);
  if (!change) return null;
  const value = figureText(change.previous, indicator, catalogue);
  return catalogue.text('report.previous', { period: shortPeriodName(change.period, catalogue), value });
}

/** One row of an indicator table, in words and drawings. */
export function indicatorRow(indicator: ReportIndicator, page: Page) {
  const { catalogue, svg } = page;
  const { actual, yearToDate, target, expected, coverage } = indicator;
  const cumulative = indicator.overTime === 'sum' && yearToDate !== null && yearToDate !== actual;
  const paced = expected !== null && expected !== target;
  return {
    code: indicator.code,
    title: indicator.title,
    unit: unitText(indicator, catalogue),
    baseline: withPeriod(indicator.baseline, indicator.baselinePeriod, indicator, page),
    target: withPeriod(target, indicator.targetPeriod, indicator, page),
    expected: paced
      ? catalogue.text('report.expected-by-now', { value: figureText(expected, indicator, catalogue) })
      : null,
    actual: figureText(actual, indicator, catalogue),
    yearToDate: cumulative
      ? catalogue.text('report.year-to-date', { value: figureText(yearToDate, indicator, catalogue) })
      : null,
    perUnit:
      indicator.overOrgUnits === 'none' && actual === null && coverage.reported > 0
        ? catalogue.text('report.per-unit')
        : null,
    previous: previousText(indicator, page),
    attainment: attainmentText(indicator.attainment, catalogue),
    status: {
      id: indicator.status,
      word: catalogue.text(`report.status.${indicator.status}`),
      shape: svg(statusShape(indicator.status)),
    },
    coverage: catalogue.text('report.coverage-short', { ...coverage }),
    progress: progressChart(indicator, page),
    trend: trendChart(indicator, page),
  };
}
