import { createHash } from 'node:crypto';
import type { Actuals } from '../aws/actuals.ts';
import type { Browser } from '../aws/browser.ts';
import type { Attachment, Mailer } from '../aws/mail.ts';
import type { Objects } from '../aws/objects.ts';
import type { Plans } from '../aws/plans.ts';
import type { Submissions } from '../aws/submissions.ts';
import type { CompletenessModel } from '../domain/completeness/completeness.ts';
import { codesUnder, translateActuals } from '../domain/plan/crosswalk.ts';
import { createLookup } from '../domain/plan/lookup.ts';
import type { Plan } from '../domain/plan/model.ts';
import { comparePeriods, frequencyOf, lastDay } from '../domain/plan/period.ts';
import { buildReport } from '../domain/report/build-report.ts';
import { renderReport } from '../domain/report/html.ts';
import { renderReportMail } from '../domain/report/report-mail.ts';
import { type ReportModel, reportJsonSchema } from '../domain/report/schema.ts';
import type { ReportMessage } from '../events.ts';
import { log } from '../log.ts';
import type { Templates } from '../templates.ts';
import { completenessIn, writeCompleteness } from './completeness.ts';

export interface ReportDependencies {
  readonly objects: Objects;
  readonly plans: Plans;
  readonly actuals: Actuals;
  readonly submissions: Submissions;
  readonly mailer: Mailer;
  readonly templates: Templates;
  readonly browser: Browser;
  /** Style sheet with the fonts to embed in the PDF of a page. */
  readonly fontCss: (page?: string) => string;
  readonly now: () => Date;
}

interface Rendered {
  readonly html: string;
  readonly pdf: Uint8Array;
  readonly json: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

async function modelOf(
  { period, scope, language }: ReportMessage,
  plan: Plan,
  version: number,
  completeness: CompletenessModel,
  deps: ReportDependencies,
): Promise<ReportModel> {
  const lookup = createLookup(plan);
  if (!lookup.orgUnit(scope)) throw new RangeError(`The plan has no org unit ${scope}`);
  // Earlier periods may have been computed under a version that numbered its indicators otherwise.
  const translate = codesUnder(plan, await deps.plans.crosswalk());
  const all = (await deps.actuals.all(scope)).map((actuals) => translateActuals(actuals, translate));
  const children = await Promise.all(lookup.children(scope).map((unit) => deps.actuals.get(unit.code, period)));
  return buildReport({
    plan,
    planVersion: version,
    period,
    scope,
    language,
    catalogue: deps.templates.catalogue(language),
    current: all.find((actuals) => actuals.period === period) ?? null,
    children: children.filter((child) => child !== null).map((child) => translateActuals(child, translate)),
    history: all
      .filter((one) => frequencyOf(one.period) === frequencyOf(period) && lastDay(one.period) < lastDay(period))
      .sort((a, b) => comparePeriods(a.period, b.period)),
    returned: completeness.units.filter(({ state }) => state === 'returned').map(({ code }) => code),
    hash: sha256,
  });
}

async function render(model: ReportModel, deps: ReportDependencies): Promise<Rendered> {
  const resources = { source: deps.templates.source, catalogue: deps.templates.catalogue(model.language) };
  const html = renderReport(model, resources);
  return {
    html,
    pdf: await deps.browser.pdf(renderReport(model, { ...resources, fontCss: deps.fontCss(html) })),
    json: `${JSON.stringify(model, null, 2)}\n`,
  };
}

function attachments(formats: readonly string[], name: string, rendered: Rendered): Attachment[] {
  const all: Readonly<Record<string, Attachment>> = {
    pdf: { filename: `${name}.pdf`, content: rendered.pdf, contentType: 'application/pdf' },
    html: { filename: `${name}.html`, content: Buffer.from(rendered.html), contentType: 'text/html; charset=utf-8' },
    json: { filename: `${name}.json`, content: Buffer.from(rendered.json), contentType: 'application/json' },
  };
  return formats.flatMap((format) => all[format] ?? []);
}

async function mailSubscribers(
  model: ReportModel,
  rendered: Rendered,
  plan: Plan,
  deps: ReportDependencies,
): Promise<void> {
  const { scope, language, period, hash } = model;
  const subscribers = plan.subscriptions.filter(
    (s) =>
      s.scope === scope && s.language === language && s.report === 'results' && s.frequency === frequencyOf(period),
  );
  const resources = { source: deps.templates.source, catalogue: deps.templates.catalogue(language) };
  const name = `${plan.id}-${period}-${scope}-${language}`;
  for (const { email, formats } of subscribers) {
    const id = `report#${period}#${scope}#${language}#${hash}#${email}`;
    if (await deps.submissions.wasDone(id)) continue;
    const mail = renderReportMail(model, resources);
    await deps.mailer.send({ to: email, ...mail, attachments: attachments(formats, name, rendered) });
    await deps.submissions.markDone(id, deps.now().toISOString());
  }
}

/** Beside the reports, for whoever reads report.json; written along with the global one, the first there is. */
async function publishSchema(model: ReportModel, deps: ReportDependencies): Promise<void> {
  if (model.scopeKind !== 'global') return;
  const schema = `${JSON.stringify(reportJsonSchema(), null, 2)}\n`;
  await deps.objects.put('reports/report.schema.json', schema, 'application/schema+json');
}

/** One report in one language: built from the actuals, stored as HTML, PDF and JSON, mailed once to its subscribers. */
export async function report(message: ReportMessage, deps: ReportDependencies): Promise<void> {
  const { period, scope, language } = message;
  const inForce = await deps.plans.inForce(period);
  if (!inForce) throw new Error('There is no plan yet: drop the plan workbook under plan/ first');
  const completeness = await completenessIn(message, inForce.plan, inForce.version, deps);
  const model = await modelOf(message, inForce.plan, inForce.version, completeness, deps);
  const rendered = await render(model, deps);
  const folder = `reports/${period}/${scope}/${language}`;
  await deps.objects.put(`${folder}/report.html`, rendered.html, 'text/html; charset=utf-8');
  await deps.objects.put(`${folder}/report.pdf`, rendered.pdf, 'application/pdf');
  await deps.objects.put(`${folder}/report.json`, rendered.json, 'application/json');
  await publishSchema(model, deps);
  await mailSubscribers(model, rendered, inForce.plan, deps);
  await writeCompleteness(completeness, inForce.plan, deps);
  log('info', 'report written', { period, scope, language, hash: model.hash });
}
