import { partsAddUp } from '../../aggregation/unknown.ts';
import { barLength } from '../charts/category-bar.ts';
import type { ReportBreakdown, ReportIndicator } from '../schema.ts';
import { figureText } from '../words.ts';
import type { Page } from './page.ts';

const SHOWN_OF_OPEN_LIST = 10;

function rowOf(cell: ReportBreakdown, indicator: ReportIndicator, largest: number, { catalogue }: Page) {
  return {
    title: cell.title,
    value: cell.suppressed ? catalogue.text('report.withheld') : figureText(cell.value, indicator, catalogue),
    suppressed: cell.suppressed,
    bar: cell.value === null || cell.value < 0 ? null : { length: barLength(cell.value, largest) },
  };
}

/** The part of an open list past those shown; its sum leaves out what is withheld. */
function restOf(cells: readonly ReportBreakdown[], indicator: ReportIndicator, largest: number, page: Page) {
  if (cells.length === 0) return null;
  const { catalogue } = page;
  const sum = cells.reduce((total, cell) => total + (cell.value ?? 0), 0);
  return {
    title: catalogue.text('report.others', { count: cells.length }),
    summary: catalogue.text('report.show-others', { count: cells.length }),
    value: figureText(partsAddUp(indicator) ? sum : null, indicator, catalogue),
    rows: cells.map((cell) => rowOf(cell, indicator, largest, page)),
  };
}

/** Which cells get a row each, which are summed up below, and how many zeros are only counted: an open list is mostly these. */
function layOut(cells: readonly ReportBreakdown[], open: boolean) {
  const zeros = cells.filter((cell) => cell.value === 0);
  if (!open || cells.length <= SHOWN_OF_OPEN_LIST + 1) {
    const ordered = open ? [...cells].sort((a, b) => (b.value ?? -1) - (a.value ?? -1)) : cells;
    return { shown: ordered, rest: [], zeros: 0 };
  }
  const counted = cells.filter((cell) => cell.value !== 0).sort((a, b) => (b.value ?? -1) - (a.value ?? -1));
  const shown = counted.length > SHOWN_OF_OPEN_LIST + 1 ? SHOWN_OF_OPEN_LIST : counted.length;
  return { shown: counted.slice(0, shown), rest: counted.slice(shown), zeros: zeros.length };
}

/** What is not known of the dimension, unless it would be shown as 0. */
function unknownRow(dimension: string, indicator: ReportIndicator, { catalogue }: Page) {
  const title = catalogue.text('report.not-known');
  return indicator.unknown.flatMap((rest) => {
    if (rest.dimension !== dimension) return [];
    if (rest.suppressed) return [{ title, value: catalogue.text('report.withheld') }];
    const isShown = rest.value !== null && rest.value >= 0.5 / 10 ** indicator.decimals;
    return isShown ? [{ title, value: figureText(rest.value, indicator, catalogue) }] : [];
  });
}

function dimensionOf(code: string, cells: readonly ReportBreakdown[], indicator: ReportIndicator, page: Page) {
  const { model, catalogue } = page;
  const dimension = model.dimensions.find((known) => known.code === code);
  const { shown, rest, zeros } = layOut(cells, dimension?.open ?? false);
  const largest = Math.max(0, ...cells.map((cell) => cell.value ?? 0));
  const title = dimension?.title ?? code;
  const atZero = {
    title: catalogue.text('report.at-zero', { count: zeros }),
    value: figureText(0, indicator, catalogue),
  };
  return {
    title,
    rows: shown.map((cell) => rowOf(cell, indicator, largest, page)),
    rest: restOf(rest, indicator, largest, page),
    closing: [...(zeros === 0 ? [] : [atZero]), ...unknownRow(code, indicator, page)],
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
