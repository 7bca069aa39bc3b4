import { statusBar } from '../charts/status-bar.ts';
import { statusShape } from '../charts/status-shape.ts';
import { namesText } from '../main-points.ts';
import type { ReportModel, StatusCounts } from '../schema.ts';
import { STATUSES } from '../statuses.ts';
import { periodName } from '../words.ts';
import { revisedLine } from './changes.ts';
import type { Page } from './page.ts';
import { topResults } from './results.ts';
import { worstLine } from './worst.ts';

/** The statuses with word and shape, in their order. */
export function legend({ catalogue, svg }: Page) {
  return STATUSES.map((id) => ({ id, word: catalogue.text(`report.status.${id}`), shape: svg(statusShape(id)) }));
}

/** Counts by status, in the order of the legend; a nought is written as such and marked. */
export function countCells(counts: StatusCounts, { catalogue }: Page) {
  return STATUSES.map((id) => ({
    id,
    word: catalogue.text(`report.status.${id}`),
    text: catalogue.number(counts[id]),
    none: counts[id] === 0,
  }));
}

function describedCounts(title: string, counts: StatusCounts, { catalogue }: Page) {
  const named = STATUSES.filter((id) => counts[id] > 0).map(
    (id) => `${catalogue.text(`report.status.${id}`)}${catalogue.text('report.colon')}${catalogue.number(counts[id])}`,
  );
  return {
    title: catalogue.text('report.chart.statuses', { title }),
    description: named.join(catalogue.text('report.list-separator')),
  };
}

type Worst = ReportModel['results'][number]['worst'];

function statusRow(code: string | null, title: string, counts: StatusCounts, worst: Worst, page: Page) {
  const total = STATUSES.reduce((sum, id) => sum + counts[id], 0);
  return {
    code,
    title,
    worst: worstLine(worst, page),
    cells: countCells(counts, page),
    total: page.catalogue.number(total),
    bar: total === 0 ? null : page.svg(statusBar(counts, describedCounts(title, counts, page))),
  };
}

/** One row an objective, enabler and priority that has indicators, and one for the whole report. */
export function statusTable(page: Page) {
  const { model, catalogue } = page;
  const tops = (['objective', 'enabler', 'cross-cutting'] as const).flatMap((strand) => topResults(strand, model));
  const rows = tops
    .map((result) => statusRow(result.code, result.title, result.statuses, result.worst, page))
    .filter((row) => row.bar);
  return { rows, total: statusRow(null, catalogue.text('report.all-indicators'), model.statuses, null, page) };
}

/** The moment of the latest data, in the plan's time zone; words that say so where there are none. */
export function asOfText(
  { asOf, plan }: Pick<ReportModel, 'asOf' | 'plan'>,
  { catalogue }: Pick<Page, 'catalogue'>,
): string {
  return asOf === null ? catalogue.text('report.no-data-yet') : catalogue.date(asOf, plan.timeZone);
}

/** What stands at the head of the report. */
export function coverFacts(page: Page) {
  const { model, catalogue } = page;
  const { reported, expected } = model.coverage;
  return [
    { label: catalogue.text('report.label.period'), value: periodName(model.period, catalogue) },
    { label: catalogue.text('report.label.as-of'), value: asOfText(model, page) },
    {
      label: catalogue.text('report.label.coverage'),
      value: catalogue.text('report.coverage-long', { reported, expected }),
    },
    { label: catalogue.text('report.label.indicators'), value: catalogue.number(model.indicators.length) },
  ];
}

function coverageLine({ model, catalogue }: Page): string {
  const { reported, expected } = model.coverage;
  if (expected === 0) return catalogue.text('report.know.nobody-expected');
  return catalogue.text(expected === 1 ? 'report.know.one-office' : 'report.know.coverage', { reported, expected });
}

/** What a reader has to know before using the figures. */
export function needToKnow(page: Page): string[] {
  const { model, catalogue } = page;
  const { missing, late, returned, withheld, nextIssue } = model;
  const lines = [
    coverageLine(page),
    revisedLine(model, page),
    missing.length > 0 &&
      catalogue.text('report.know.missing', { count: missing.length, names: namesText(missing, catalogue) }),
    late.length > 0 && catalogue.text('report.know.late', { count: late.length, names: namesText(late, catalogue) }),
    returned.length > 0 &&
      catalogue.text('report.know.returned', { count: returned.length, names: namesText(returned, catalogue) }),
    withheld > 0 && catalogue.text('report.know.withheld', { count: withheld, threshold: model.plan.suppressBelow }),
    nextIssue &&
      catalogue.text('report.know.next', {
        period: periodName(nextIssue.period, catalogue),
        due: catalogue.date(nextIssue.due),
      }),
  ];
  return lines.filter((line) => typeof line === 'string');
}
