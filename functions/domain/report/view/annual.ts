import { planSoFarPoint } from '../annual/plan-so-far.ts';
import type { AnnualIndicator } from '../annual/schema.ts';
import { sparkline, turningPoints } from '../charts/sparkline.ts';
import { statusShape } from '../charts/status-shape.ts';
import type { ReportIndicator } from '../schema.ts';
import { attainmentText, figureText, NO_FIGURE, shortPeriodName, unitText } from '../words.ts';
import type { Page } from './page.ts';
import { topResults } from './results.ts';

const POINTS_OF_A_TREND = 3;

const hasFigure = ({ years, soFar }: AnnualIndicator): boolean =>
  soFar !== null || years.some(({ actual }) => actual !== null);

function yearCell(year: AnnualIndicator['years'][number], indicator: ReportIndicator, { catalogue, svg }: Page) {
  const { actual, target, status } = year;
  return {
    text: figureText(actual, indicator, catalogue),
    target:
      target === null
        ? null
        : catalogue.text('report.annual.target', { value: figureText(target, indicator, catalogue) }),
    // A year without a figure says so by its dash.
    status:
      status === 'no-target' || status === 'no-data'
        ? null
        : { id: status, word: catalogue.text(`report.status.${status}`), shape: svg(statusShape(status)) },
  };
}

function withinYear({ parts }: AnnualIndicator, indicator: ReportIndicator, { catalogue, svg }: Page) {
  if (parts.filter(({ actual }) => actual !== null).length < POINTS_OF_A_TREND) return null;
  const values = parts.map(({ actual }) => actual);
  const told = new Set(turningPoints(values));
  const figures = parts
    .filter((_, place) => told.has(place))
    .map(
      (part) =>
        `${shortPeriodName(part.period, catalogue)}${catalogue.text('report.colon')}${figureText(part.actual, indicator, catalogue)}`,
    );
  return svg(
    sparkline(values, {
      title: catalogue.text('report.annual.within', { code: indicator.code }),
      description: figures.join(catalogue.text('report.list-separator')),
    }),
  );
}

function rowOf(one: AnnualIndicator, indicator: ReportIndicator, page: Page) {
  const { catalogue } = page;
  const { years, soFar, planTarget, planTargetPeriod, share } = one;
  return {
    ...{ code: indicator.code, title: indicator.title, unit: unitText(indicator, catalogue) },
    years: years.map((year) => yearCell(year, indicator, page)),
    within: withinYear(one, indicator, page) ?? NO_FIGURE,
    soFar: figureText(soFar, indicator, catalogue),
    planTarget: figureText(planTarget, indicator, catalogue),
    planTargetPeriod: planTargetPeriod === null ? null : shortPeriodName(planTargetPeriod, catalogue),
    share: attainmentText(share, catalogue),
  };
}

/** The year against the plan and the plan so far, objective by objective; null in any but an annual report. */
export function annualSection(page: Page) {
  const { model, catalogue } = page;
  const { annual } = model;
  if (annual === null) return null;
  const figures = new Map(annual.indicators.map((one) => [one.code, one]));
  const parents = new Map(model.results.map(({ code, parent }) => [code, parent]));
  const topOf = (code: string): string => {
    const parent = parents.get(code) ?? null;
    return parent === null ? code : topOf(parent);
  };
  const tops = (['objective', 'enabler', 'cross-cutting'] as const).flatMap((strand) => topResults(strand, model));
  const groups = tops.flatMap(({ code, title }) => {
    const rows = model.indicators.flatMap((indicator) => {
      const one = figures.get(indicator.code);
      return one && hasFigure(one) && topOf(indicator.result) === code ? [rowOf(one, indicator, page)] : [];
    });
    return rows.length === 0 ? [] : [{ code, title, rows }];
  });
  const silent = annual.indicators.filter((one) => !hasFigure(one)).length;
  return {
    columns: annual.years.map((year) => shortPeriodName(year, catalogue)),
    width: annual.years.length + 5,
    groups,
    lead: planSoFarPoint(model, catalogue),
    silent: silent === 0 ? null : catalogue.text('report.annual.silent', { count: silent }),
  };
}
