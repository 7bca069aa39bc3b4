import { createHash } from 'node:crypto';
import { renderReport } from '../domain/report/html.ts';
import { reportJson } from '../domain/report/report-json.ts';
import type { ReportModel } from '../domain/report/schema.ts';
import { type AnnexFile, annexOf } from './annex.ts';
import type { ReportDependencies } from './step.ts';

/** A report in every format. */
export interface Rendered {
  readonly html: string;
  readonly pdf: Uint8Array;
  readonly json: string;
  readonly annex: readonly AnnexFile[];
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64');

export async function render(
  model: ReportModel,
  asOf: string | undefined,
  deps: ReportDependencies,
): Promise<Rendered> {
  const words = { source: deps.templates.source, catalogue: deps.templates.catalogue(model.language) };
  const resources = { ...words, ...(asOf === undefined ? {} : { asOf }) };
  const html = renderReport(model, { ...resources, digest });
  return {
    html,
    pdf: await deps.browser.pdf(renderReport(model, { ...resources, fontCss: deps.fontCss(html) })),
    json: reportJson(model),
    annex: await annexOf(model, words.catalogue),
  };
}
