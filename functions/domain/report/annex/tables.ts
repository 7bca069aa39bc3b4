import type { Catalogue } from '../catalogue.ts';
import type { ReportIndicator, ReportModel } from '../schema.ts';
import { STATUSES } from '../statuses.ts';
import { periodName, unitText } from '../words.ts';
import { figureFormat, NUMBER, SHARE } from './formats.ts';
import { partsOf, reportedBelow } from './parts.ts';

/** Null = not reported, or withheld where the row says so. */
export type AnnexCell = string | number | null;

export interface AnnexColumn {
  readonly title: string;
  /** How the numbers of the column are written; `figure` as each row says. */
  readonly format: 'text' | 'figure' | typeof NUMBER | typeof SHARE;
}

export interface AnnexRow {
  readonly cells: readonly AnnexCell[];
  /** Excel's number format of the row's figures. */
  readonly figure: string;
}

/** One sheet of the data annex. */
export interface AnnexTable {
  readonly name: string;
  readonly columns: readonly AnnexColumn[];
  readonly rows: readonly AnnexRow[];
}

type Words = (key: string) => string;

const text = (title: string): AnnexColumn => ({ title, format: 'text' });
const figure = (title: string): AnnexColumn => ({ title, format: 'figure' });
const count = (title: string): AnnexColumn => ({ title, format: NUMBER });

const rowOf = (indicator: ReportIndicator, cells: readonly AnnexCell[]): AnnexRow => ({
  cells: [indicator.code, indicator.title, ...cells],
  figure: figureFormat(indicator),
});

const indicatorColumns = (words: Words): AnnexColumn[] => [
  text(words('report.annex.code')),
  text(words('report.column.indicator')),
];

const coverageColumns = (words: Words): AnnexColumn[] => [
  count(words('report.annex.reported')),
  count(words('report.annex.expected-to-report')),
];

/** Of a share the figures are fractions of 1, in every format alike. */
export const unitOf = (indicator: ReportIndicator, catalogue: Catalogue): string =>
  unitText(indicator, catalogue) || catalogue.text('report.annex.share');

function indicators({ indicators: all }: ReportModel, catalogue: Catalogue, words: Words): AnnexTable {
  return {
    name: words('report.label.indicators'),
    columns: [
      ...indicatorColumns(words),
      ...[text(words('report.column.result')), text(words('report.annex.unit'))],
      ...[figure(words('report.column.baseline')), figure(words('report.column.target'))],
      ...[figure(words('report.annex.expected')), figure(words('report.column.actual'))],
      { title: words('report.column.attainment'), format: SHARE },
      text(words('report.column.status')),
      ...[figure(words('report.annex.year-to-date')), figure(words('report.annex.plan-to-date'))],
      ...coverageColumns(words),
    ],
    rows: all.map((one) =>
      rowOf(one, [
        ...[one.result, unitOf(one, catalogue), one.baseline, one.target, one.expected, one.actual, one.attainment],
        ...[words(`report.status.${one.status}`), one.yearToDate, one.planToDate],
        ...[one.coverage.reported, one.coverage.expected],
      ]),
    ),
  };
}

function breakdowns(model: ReportModel, catalogue: Catalogue, words: Words): AnnexTable {
  return {
    name: words('report.annex.breakdowns'),
    columns: [
      ...indicatorColumns(words),
      ...[text(words('report.annex.dimension')), text(words('report.annex.category'))],
      ...[figure(words('report.column.actual')), text(words('report.withheld'))],
    ],
    rows: model.indicators.flatMap((one) =>
      partsOf(one, model, catalogue).map(({ dimension, category, value, suppressed }) =>
        rowOf(one, [dimension, category, value, suppressed ? words('report.yes') : words('report.no')]),
      ),
    ),
  };
}

function units(model: ReportModel, words: Words): AnnexTable {
  return {
    name: words('report.annex.units'),
    columns: [
      ...indicatorColumns(words),
      ...[text(words('report.annex.org-unit')), text(words('completeness.column.office'))],
      ...[figure(words('report.column.actual')), ...coverageColumns(words)],
    ],
    rows: model.indicators.flatMap((one) =>
      reportedBelow(one).map(({ scope, title, actual, coverage }) =>
        rowOf(one, [scope, title, actual, coverage.reported, coverage.expected]),
      ),
    ),
  };
}

function series(model: ReportModel, words: Words): AnnexTable {
  return {
    name: words('report.column.trend'),
    columns: [
      ...indicatorColumns(words),
      ...[text(words('report.label.period')), figure(words('report.column.actual')), ...coverageColumns(words)],
    ],
    rows: model.indicators.flatMap((one) =>
      one.series.map(({ period, actual, coverage }) =>
        rowOf(one, [period, actual, coverage.reported, coverage.expected]),
      ),
    ),
  };
}

function results(model: ReportModel, words: Words): AnnexTable {
  return {
    name: words('report.annex.results'),
    columns: [
      ...[text(words('report.annex.code')), text(words('report.column.result'))],
      ...STATUSES.map((status) => count(words(`report.status.${status}`))),
    ],
    rows: model.results.map(({ code, title, statuses }) => ({
      cells: [code, title, ...STATUSES.map((status) => statuses[status])],
      figure: NUMBER,
    })),
  };
}

function changes({ changes: { figures, files }, indicators: all }: ReportModel, words: Words): AnnexTable {
  const known = new Map(all.map((one) => [one.code, one]));
  return {
    name: words('report.annex.changes'),
    columns: [
      ...indicatorColumns(words),
      ...[
        text(words('report.label.period')),
        figure(words('report.changes.before')),
        figure(words('report.changes.now')),
      ],
      ...[figure(words('report.changes.difference')), text(words('report.lineage.files'))],
    ],
    rows: figures.flatMap(({ indicator, period, before, now, difference, files: places }) => {
      const one = known.get(indicator);
      const named = places.flatMap((place) => files[place]?.key ?? []).join('\n');
      return one ? [rowOf(one, [period, before, now, difference, named])] : [];
    }),
  };
}

function notes(model: ReportModel, words: Words): AnnexTable {
  return {
    name: words('report.section.notes'),
    columns: [
      ...[text(words('report.annex.org-unit')), text(words('completeness.column.office'))],
      ...[text(words('report.annex.code')), text(words('report.label.period')), text(words('report.annex.note'))],
    ],
    rows: model.notes.map(({ orgUnit, title, indicator, period, text: note }) => ({
      cells: [orgUnit, title, indicator, period, note],
      figure: NUMBER,
    })),
  };
}

/** What the annex is of and rests on: a label and its value a row. */
function about(model: ReportModel, catalogue: Catalogue, words: Words): AnnexTable {
  const rows: [string, AnnexCell][] = [
    [words('report.provenance.plan'), `${model.plan.id}: ${model.plan.title}`],
    [words('report.provenance.version'), model.plan.version],
    [words('report.label.period'), `${model.period} (${periodName(model.period, catalogue)})`],
    [words('report.annex.scope'), `${model.scope}: ${model.scopeTitle}`],
    [words('report.label.as-of'), model.asOf],
    [words('report.annex.reported'), model.coverage.reported],
    [words('report.annex.expected-to-report'), model.coverage.expected],
    [words('report.annex.withheld-cells'), model.withheld],
    [words('report.provenance.hash'), model.hash],
  ];
  return {
    name: words('report.annex.about'),
    columns: [text(words('report.annex.about')), { title: '', format: NUMBER }],
    rows: rows.map((cells) => ({ cells, figure: NUMBER })),
  };
}

/** The tables of the data annex, in the order of its sheets; those without a row but the first two are left out. */
export function annexTables(model: ReportModel, catalogue: Catalogue): AnnexTable[] {
  const words: Words = (key) => catalogue.text(key);
  const rest = [
    breakdowns(model, catalogue, words),
    ...[units(model, words), series(model, words), results(model, words), changes(model, words), notes(model, words)],
  ];
  return [
    about(model, catalogue, words),
    indicators(model, catalogue, words),
    ...rest.filter(({ rows }) => rows.length > 0),
  ];
}
