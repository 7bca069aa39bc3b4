import { baselineFor } from '../plan/baseline.ts';
import type { Dimension, Indicator } from '../plan/model.ts';
import { type Period, yearOf } from '../plan/period.ts';
import type { Catalogue } from '../report/catalogue.ts';
import { figureText, NO_FIGURE, shortPeriodName, unitText } from '../report/words.ts';
import { PARTS, type Part } from '../validation/block.ts';
import { anyWrong, breakdownCheck, ratioCheck } from './checks.ts';
import type { ColumnKey } from './columns.ts';
import type { WorkbookContext } from './context.ts';
import type { CellDescription, CellStyle, CellValue, RowDescription, Validation } from './description.ts';
import { entryRule, formatOf } from './entry-rules.ts';
import type { ExpectedIndicator } from './expected-rows.ts';

/** Lines left for the categories of an open list. */
const OPEN_LINES = 5;
const ROW_HEIGHT = 17;

/** A row of one indicator and period: its total, or one category of a dimension. */
interface Line {
  readonly period: Period;
  readonly dimension: Dimension | null;
  /** Title of the category; null on a total, or where the office writes it. */
  readonly category: string | null;
  readonly check: string | null;
}

export interface IndicatorRows {
  readonly rows: readonly RowDescription[];
  readonly merges: readonly string[];
  readonly validations: readonly { readonly column: number; readonly row: number; readonly validation: Validation }[];
}

function categoriesOf(dimension: Dimension, context: WorkbookContext): (string | null)[] {
  if (dimension.open) return Array.from({ length: OPEN_LINES }, () => null);
  return dimension.categories.map(({ title }) => context.title(title));
}

/** The lines of one period, the first of which is row `first` (from 1): the total, then each dimension with its check beside it. */
function linesOf(indicator: Indicator, period: Period, first: number, context: WorkbookContext): Line[] {
  const { columns, lookup } = context;
  const below: Line[] = [];
  let checked = false;
  for (const code of indicator.dimensions) {
    const dimension = lookup.dimension(code);
    if (!dimension) continue;
    const categories = categoriesOf(dimension, context);
    const start = first + 1 + below.length;
    const rows = { total: first, first: start, last: start + categories.length - 1 };
    const formula = breakdownCheck(indicator, columns, rows);
    checked ||= formula !== null;
    for (const [order, category] of categories.entries())
      below.push({ period, dimension, category, check: order === 0 ? formula : null });
  }
  const isRatio = indicator.overOrgUnits === 'ratio';
  const summary = checked ? anyWrong(columns, first + 1, first + below.length) : null;
  const check = isRatio ? ratioCheck(indicator, columns, first) : summary;
  return [{ period, dimension: null, category: null, check }, ...below];
}

/** Height of the name and its explanation in a column so wide, in points: about what Excel makes of them. */
function textHeight(name: string, explanation: string, width: number): number {
  const lines = (length: number, perLine: number) => Math.ceil(length / perLine);
  return lines(name.length, width * 1.05) * 14 + lines(explanation.length, width * 1.3) * 12 + 4;
}

function entryStyle(indicator: Indicator, part: Part): CellStyle {
  const isRatio = indicator.overOrgUnits === 'ratio';
  return isRatio === (part !== 'value') ? 'entry' : 'blocked';
}

/** A figure of the plan or of the past as a locked cell; a dash where there is none. */
function figure(value: number | null, indicator: Indicator, { catalogue }: WorkbookContext): Partial<CellDescription> {
  if (value === null) return { value: NO_FIGURE, style: 'figure' };
  if (indicator.kind !== 'yes-no') return { value, style: 'figure', format: formatOf(indicator) };
  return { value: figureText(value, indicator, catalogue), style: 'figure' };
}

/** The cells that an indicator's first row alone has. */
function headCells(indicator: Indicator, explanation: string, context: WorkbookContext): Cells {
  const { lookup, orgUnit, period, last, catalogue } = context;
  const target = lookup.targetFor(indicator.code, orgUnit.code, String(yearOf(period)));
  return {
    indicator: { value: { name: context.title(indicator.title), explanation }, style: 'indicator' },
    unit: { value: unitOf(indicator, catalogue), style: 'text' },
    baseline: figure(baselineFor(indicator, lookup, period, orgUnit.code).baseline, indicator, context),
    target: figure(target?.value ?? null, indicator, context),
    last: figure(last.get(indicator.code)?.value ?? null, indicator, context),
  };
}

function unitOf(indicator: Indicator, catalogue: Catalogue): string {
  if (indicator.kind === 'yes-no') return `${catalogue.text('report.yes')} / ${catalogue.text('report.no')}`;
  return unitText(indicator, catalogue) || indicator.unit;
}

type Cells = Partial<Record<ColumnKey, Partial<CellDescription>>>;

function lineCells(indicator: Indicator, line: Line, isFirst: boolean, context: WorkbookContext): Cells {
  const { catalogue } = context;
  const { dimension, category, check } = line;
  const total = indicator.dimensions.length > 0 ? catalogue.text('workbook.total') : null;
  const named: Partial<CellDescription> =
    dimension === null
      ? { value: total, style: 'total' }
      : { value: category, style: category === null ? 'entryText' : 'label' };
  const value: CellValue | null = check === null ? null : { formula: check };
  return {
    code: { value: indicator.code, style: isFirst ? 'code' : 'codeAgain' },
    period: { value: shortPeriodName(line.period, catalogue), style: dimension === null ? 'text' : 'codeAgain' },
    ...(dimension ? { dimension: { value: context.title(dimension.title), style: 'codeAgain' } } : {}),
    ...(named.value === null && named.style === 'total' ? {} : { category: named }),
    ...Object.fromEntries(
      PARTS.map((part) => [part, { style: entryStyle(indicator, part), format: formatOf(indicator, part) }]),
    ),
    ...(value === null ? {} : { check: { value, style: 'check' } }),
    note: { style: 'entryText' },
  };
}

function describe(cells: Cells, context: WorkbookContext): CellDescription[] {
  return context.columns.keys.flatMap((key, column) => {
    const cell = cells[key];
    return cell ? [{ value: null, style: 'text' as const, ...cell, column }] : [];
  });
}

function validationsOf(indicator: Indicator, line: Line, row: number, context: WorkbookContext) {
  const { columns, catalogue, proposals } = context;
  const range = line.dimension?.open ? proposals(line.dimension.code) : null;
  return [
    ...PARTS.filter((part) => columns.index(part) >= 0 && entryStyle(indicator, part) === 'entry').map((part) => ({
      column: columns.index(part),
      row,
      validation: entryRule(indicator, part, line.dimension === null, catalogue),
    })),
    ...(range === null
      ? []
      : [{ column: columns.index('category'), row, validation: { kind: 'proposals', range } as const }]),
  ];
}

/** The rows of one indicator from row `first` (from 1) on: for each period its total and, where it has dimensions, their categories. */
export function indicatorRows(expected: ExpectedIndicator, first: number, context: WorkbookContext): IndicatorRows {
  const { indicator, periods } = expected;
  const { columns } = context;
  const lines: Line[] = [];
  for (const period of periods) lines.push(...linesOf(indicator, period, first + lines.length, context));
  const explanation = context.title(indicator.definition);
  const head = headCells(indicator, explanation, context);
  const needed = textHeight(
    context.title(indicator.title),
    explanation,
    columns.widths[columns.index('indicator')] ?? 0,
  );
  const least = Math.ceil(needed / lines.length);
  const categoryWidth = columns.widths[columns.index('category')] ?? 0;
  const heightOf = ({ category }: Line) =>
    Math.max(least, category !== null && category.length > categoryWidth * 1.15 ? 2 * ROW_HEIGHT - 5 : ROW_HEIGHT);
  const last = first + lines.length - 1;
  return {
    rows: lines.map((line, order) => ({
      height: heightOf(line),
      cells: describe({ ...(order === 0 ? head : {}), ...lineCells(indicator, line, order === 0, context) }, context),
    })),
    merges: last > first ? [`${columns.letter('indicator')}${first}:${columns.letter('indicator')}${last}`] : [],
    validations: lines.flatMap((line, order) => validationsOf(indicator, line, first + order, context)),
  };
}
