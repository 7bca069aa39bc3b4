import Papa from 'papaparse';
import type { Catalogue } from '../catalogue.ts';
import type { ReportIndicator, ReportModel } from '../schema.ts';
import { partsOf, reportedBelow } from './parts.ts';
import { type AnnexCell, unitOf } from './tables.ts';

/** Tags of the Humanitarian Exchange Language (hxlstandard.org), by column. */
const TAGS = [
  ...['#date+period', '#org+code', '#org+name', '#indicator+code', '#indicator+name', '#indicator+unit'],
  ...['#indicator+dimension', '#indicator+category', '#indicator+value+num', '#meta+withheld'],
  ...['#indicator+baseline+num', '#targeted+value+num', '#indicator+expected+num', '#indicator+attainment+num'],
  ...['#status+code', '#org+reported+num', '#org+expected+num'],
];

const HEADERS = [
  ...['report.label.period', 'report.annex.org-unit', 'report.annex.scope', 'report.annex.code'],
  ...['report.column.indicator', 'report.annex.unit', 'report.annex.dimension', 'report.annex.category'],
  ...['report.column.actual', 'report.withheld', 'report.column.baseline', 'report.column.target'],
  ...['report.annex.expected', 'report.column.attainment', 'report.column.status'],
  ...['report.annex.reported', 'report.annex.expected-to-report'],
];

/** What a spreadsheet would take for a formula gets an apostrophe before it, as its own would; figures are left alone. */
const asText = (cell: AnnexCell): AnnexCell =>
  typeof cell === 'string' && /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;

function rowsOf(indicator: ReportIndicator, model: ReportModel, catalogue: Catalogue): AnnexCell[][] {
  const { code, title, coverage, baseline, target, expected, attainment, status } = indicator;
  const about = (scope: string, scopeTitle: string) => [
    ...[model.period, scope, scopeTitle, code, title, unitOf(indicator, catalogue)],
  ];
  const own = about(model.scope, model.scopeTitle);
  const blank = ['', '', '', '', ''];
  return [
    [
      ...[...own, '', '', indicator.actual, '', baseline, target, expected, attainment, status],
      ...[coverage.reported, coverage.expected],
    ],
    ...partsOf(indicator, model, catalogue).map(({ dimension, category, value, suppressed }) => [
      ...[...own, dimension, category, value, suppressed ? 'true' : 'false', ...blank, '', ''],
    ]),
    ...reportedBelow(indicator).map(({ scope, title: name, actual, coverage: below }) => [
      ...[...about(scope, name), '', '', actual, '', ...blank, below.reported, below.expected],
    ]),
  ];
}

/**
 * The text of `report.csv`: headers, HXL tags, then a row a figure: each indicator's own, its breakdowns, and those of the org units
 * below. Figures are at full precision with a decimal point, empty where nothing was reported or the figure is withheld. Starts with a
 * byte order mark, without which Excel takes UTF-8 for an old encoding.
 */
export function annexCsv(model: ReportModel, catalogue: Catalogue): string {
  const rows: AnnexCell[][] = [
    HEADERS.map((key) => catalogue.text(key)),
    TAGS,
    ...model.indicators.flatMap((indicator) => rowsOf(indicator, model, catalogue)),
  ];
  const safe = rows.map((row) => row.map(asText));
  return `\uFEFF${Papa.unparse(safe, { newline: '\r\n' })}\r\n`;
}
