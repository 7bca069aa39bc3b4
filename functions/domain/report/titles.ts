import type { Catalogue } from './catalogue.ts';
import type { ReportModel } from './schema.ts';
import { periodName } from './words.ts';

type Titled = Pick<ReportModel, 'annual' | 'scopeTitle' | 'period' | 'plan'>;

/** What the report is called: its kind, scope and period. */
export function reportTitle({ annual, scopeTitle, period }: Titled, catalogue: Catalogue): string {
  const values = { scope: scopeTitle, period: periodName(period, catalogue) };
  return catalogue.text(annual === null ? 'report.title' : 'report.annual.title', values);
}

/** The same under the name of the plan, as windows and the properties of files show it. */
export function documentTitle(model: Titled, catalogue: Catalogue): string {
  const { annual, scopeTitle, period, plan } = model;
  const values = { plan: plan.title, scope: scopeTitle, period: periodName(period, catalogue) };
  return catalogue.text(annual === null ? 'report.document-title' : 'report.annual.document-title', values);
}
