import { categoryBar } from '../charts/category-bar.ts';
import type { ReportBreakdown, ReportIndicator } from '../schema.ts';
import { figureText } from '../words.ts';
import type { Page } from './page.ts';

const SHOWN_OF_OPEN_LIST = 10;

function rowOf(cell: ReportBreakdown, indicator: ReportIndicator, largest: number, { catalogue, svg }: Page) {
  return {
    title: cell.title,
    value: cell.suppressed ? catalogue.text('report.withheld') : figureText(cell.value, indicator, catalogue),
    suppressed: cell.suppressed,
    bar: cell.value === null || cell.value < 0 ? null : svg(categoryBar(cell.value, largest)),
  };
}

function addsUp(indicator: ReportIndicator): boolean {
  return (indicator.kind === 'count' || indicator.kind === 'amount') && indicator.overOrgUnits === 'sum';
}

/** The part of an open list past the first ten; its sum leaves out what is withheld. */
function restOf(cells: readonly ReportBreakdown[], indicator: ReportIndicator, largest: number, page: Page) {
  if (cells.length === 0) return null;
  const { catalogue } = page;
  const sum = cells.reduce((total, cell) => total + (cell.value ?? 0), 0);
  return {
    title: catalogue.text('report.others', { count: cells.length }),
    summary: catalogue.text('report.show-others', { count: cells.length }),
    value: figureText(addsUp(indicator) ? sum : null, indicator, catalogue),
    rows: cells.map((cell) => rowOf(cell, indicator, largest, page)),
  };
}

/** The first ten, without noughts: a list of countries may be mostly these. */
function topOf(sorted: readonly ReportBreakdown[]): readonly ReportBreakdown[] {
  const top = sorted.slice(0, SHOWN_OF_OPEN_LIST);
  const counted = top.filter((cell) => cell.value !== 0);
  return counted.length > 0 ? counted : top;
}

function dimensionOf(code: string, cells: readonly ReportBreakdown[], indicator: ReportIndicator, page: Page) {
  const { model, catalogue } = page;
  const dimension = model.dimensions.find((known) => known.code === code);
  const open = dimension?.open ?? false;
  const sorted = open ? [...cells].sort((a, b) => (b.value ?? -1) - (a.value ?? -1)) : cells;
  const shown = open && cells.length > SHOWN_OF_OPEN_LIST + 1 ? topOf(sorted) : sorted;
  const largest = Math.max(0, ...cells.map((cell) => cell.value ?? 0));
  const title = dimension?.title ?? code;
  return {
    title,
    caption: catalogue.text('report.breakdown-caption', {
      code: indicator.code,
      title: indicator.title,
      dimension: title,
    }),
    rows: shown.map((cell) => rowOf(cell, indicator, largest, page)),
    rest: restOf(sorted.slice(shown.length), indicator, largest, page),
  };
}

/** The breakdown tables of one indicator: none, or one block with a table a dimension. */
export function breakdownsOf(indicator: ReportIndicator, page: Page) {
  const measured = indicator.breakdowns.filter((cell) => cell.value !== null || cell.suppressed);
  if (measured.length === 0) return [];
  const dimensions = [...Map.groupBy(measured, (cell) => cell.dimension)];
  return [
    {
      code: indicator.code,
      title: indicator.title,
      wide: dimensions.length > 1,
      dimensions: dimensions.map(([code, cells]) => dimensionOf(code, cells, indicator, page)),
    },
  ];
}
