import { createHash } from 'node:crypto';
import type { Browser } from '../aws/browser.ts';
import type { Attachment, Mailer } from '../aws/mail.ts';
import type { Objects } from '../aws/objects.ts';
import { type FactStores, factsIn } from '../aws/unit-facts.ts';
import { type CompletenessModel, completenessOf } from '../domain/completeness/completeness.ts';
import { renderCompleteness } from '../domain/completeness/html.ts';
import { renderCompletenessMail } from '../domain/completeness/mail.ts';
import { createLookup } from '../domain/plan/lookup.ts';
import type { Plan, Subscription } from '../domain/plan/model.ts';
import { frequencyOf } from '../domain/plan/period.ts';
import type { RenderOptions } from '../domain/report/html.ts';
import type { ReportMessage } from '../events.ts';
import type { Templates } from '../templates.ts';

export interface CompletenessDependencies extends FactStores {
  readonly objects: Objects;
  readonly mailer: Mailer;
  readonly templates: Templates;
  readonly browser: Browser;
  /** Style sheet with the fonts to embed in the PDF of a page. */
  readonly fontCss: (page?: string) => string;
  readonly now: () => Date;
}

interface Written {
  readonly html: string;
  readonly json: string;
}

/** Who of the scope reported in the period, who did not, and whose file waits to be corrected. */
export async function completenessIn(
  { period, scope, language }: ReportMessage,
  plan: Plan,
  planVersion: number,
  deps: CompletenessDependencies,
): Promise<CompletenessModel> {
  const facts = await factsIn(scope, period, createLookup(plan), deps);
  const history = await deps.actuals.all(scope);
  return completenessOf({ plan, planVersion, period, scope, language, facts, history });
}

async function attachmentOf(
  format: string,
  name: string,
  { html, json }: Written,
  print: () => Promise<Uint8Array>,
): Promise<Attachment[]> {
  const filename = `${name}.${format}`;
  if (format === 'html') return [{ filename, content: Buffer.from(html), contentType: 'text/html; charset=utf-8' }];
  if (format === 'json') return [{ filename, content: Buffer.from(json), contentType: 'application/json' }];
  return format === 'pdf' ? [{ filename, content: await print(), contentType: 'application/pdf' }] : [];
}

async function mailTo(
  { email, formats }: Subscription,
  model: CompletenessModel,
  written: Written,
  options: RenderOptions,
  deps: CompletenessDependencies,
): Promise<void> {
  const { period, scope, language, plan } = model;
  const hash = createHash('sha256').update(written.json).digest('hex');
  const id = `completeness#${period}#${scope}#${language}#${hash}#${email}`;
  if (await deps.submissions.wasDone(id)) return;
  const name = `${plan.id}-completeness-${period}-${scope}-${language}`;
  const print = () => deps.browser.pdf(renderCompleteness(model, { ...options, fontCss: deps.fontCss(written.html) }));
  const attachments: Attachment[] = [];
  for (const format of formats) attachments.push(...(await attachmentOf(format, name, written, print)));
  await deps.mailer.send({ to: email, ...renderCompletenessMail(model, options), attachments });
  await deps.submissions.markDone(id, deps.now().toISOString());
}

/** Who reported and who did not, beside the results report: stored as HTML and JSON, mailed once to those who subscribed to it. */
export async function writeCompleteness(
  model: CompletenessModel,
  plan: Plan,
  deps: CompletenessDependencies,
): Promise<void> {
  const { period, scope, language } = model;
  const options = { source: deps.templates.source, catalogue: deps.templates.catalogue(language) };
  const written = { html: renderCompleteness(model, options), json: `${JSON.stringify(model, null, 2)}\n` };
  const folder = `reports/${period}/${scope}/${language}`;
  await deps.objects.put(`${folder}/completeness.html`, written.html, 'text/html; charset=utf-8');
  await deps.objects.put(`${folder}/completeness.json`, written.json, 'application/json');
  const subscriptions = plan.subscriptions.filter(
    (one) =>
      one.report === 'completeness' &&
      one.scope === scope &&
      one.language === language &&
      one.frequency === frequencyOf(period),
  );
  for (const one of subscriptions) await mailTo(one, model, written, options, deps);
}
