import { closedFileRows } from '../completeness/closed-view.ts';
import { interactive } from './browse/interactive.ts';
import type { Catalogue, MessageValues } from './catalogue.ts';
import { statusSymbols } from './charts/status-shape.ts';
import { compactCss } from './compact.ts';
import { type Digest, policyOf } from './policy.ts';
import { columnLabels, runningLines } from './running-lines.ts';
import type { ReportModel } from './schema.ts';
import { compileTemplate, type TemplateSource } from './template.ts';
import { documentTitle, reportTitle } from './titles.ts';
import { annualSection } from './view/annual.ts';
import { changesSection } from './view/changes.ts';
import { linkTables, methodLines, provenance } from './view/closing.ts';
import { comparisonTables } from './view/comparison.ts';
import { dataNotes } from './view/data-notes.ts';
import { outlookMethod, outlookSection } from './view/outlook.ts';
import { asOfText, coverFacts, legend, needToKnow, statusTable } from './view/overview.ts';
import { pageOf } from './view/page.ts';
import { resultSections } from './view/results.ts';

export interface RenderOptions {
  readonly source: TemplateSource;
  readonly catalogue: Catalogue;
  /** Font faces with their fonts inside, for a page that is to be printed. */
  readonly fontCss?: string;
  /** The instant as of which the report is made, for one of another time. */
  readonly asOf?: string;
  /** For a page that is read on a screen: it then carries scripts, which its policy lets run by these digests. */
  readonly digest?: Digest;
}

const PARTIALS = [
  'annual',
  'indicator-table',
  'breakdown',
  'changes',
  'comparison',
  'count-head',
  'worst',
  'outlook',
  'closed-files',
  'data-notes',
];

/**
 * The report as one HTML document that needs nothing else: no request, and no script but those that filter it and
 * show what stands behind its figures, where a `digest` is given. Equal models give equal text.
 * Words come from the catalogue, titles from the model; every text is escaped.
 */
export function renderReport(model: ReportModel, options: RenderOptions): string {
  const { source, catalogue, fontCss = '', asOf, digest } = options;
  const page = pageOf(model, catalogue);
  const render = compileTemplate(source, 'report/report.hbs', PARTIALS);
  const html = render(
    {
      language: catalogue.language,
      direction: catalogue.direction,
      policy: policyOf(source, digest),
      documentTitle: documentTitle(model, catalogue),
      css: page.svg(
        fontCss + compactCss(source('report/report.css')) + columnLabels(catalogue) + runningLines(model, catalogue),
      ),
      symbols: page.svg(statusSymbols()),
      plan: model.plan.title,
      title: reportTitle(model, catalogue),
      asOf: asOfText(model, page),
      cover: coverFacts(page),
      mainPoints: model.mainPoints,
      needToKnow: needToKnow(page),
      legend: legend(page),
      statuses: statusTable(page),
      annual: annualSection(page),
      strands: resultSections(page),
      comparisonTitle: catalogue.text('report.section.comparison', { kind: model.scopeKind }),
      comparisons: comparisonTables(model, page),
      outlook: outlookSection(page),
      links: linkTables(page),
      changes: changesSection(page),
      closedFiles: closedFileRows(model.closedFiles, model.plan.timeZone, catalogue),
      dataNotes: dataNotes(page),
      method: [...methodLines(page), outlookMethod(page)],
      provenance: provenance(page, asOf ?? null),
    },
    (key: string, values: MessageValues) => catalogue.text(key, values),
  );
  return digest ? interactive(html, page, source) : html;
}
