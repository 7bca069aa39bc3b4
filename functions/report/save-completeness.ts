import { createHash } from 'node:crypto';
import type { Browser } from '../aws/browser.ts';
import type { Attachment, Mailer } from '../aws/mail.ts';
import type { Objects } from '../aws/objects.ts';
import type { Unsubscribed } from '../aws/unsubscribed.ts';
import type { CompletenessModel } from '../domain/completeness/completeness.ts';
import { renderCompleteness } from '../domain/completeness/html.ts';
import { renderCompletenessMail } from '../domain/completeness/mail.ts';
import type { Plan, Subscription } from '../domain/plan/model.ts';
import { frequencyOf } from '../domain/plan/period.ts';
import type { RenderOptions } from '../domain/report/html.ts';
import type { Links } from '../links/address.ts';
import { type MailingOnce, mailOnce, refusedOf } from '../mail-once.ts';
import type { Templates } from '../templates.ts';

export interface CompletenessDependencies {
  readonly submissions: MailingOnce['submissions'];
  readonly unsubscribed: Unsubscribed;
  readonly links: Links;
  readonly objects: Objects;
  readonly mailer: Mailer;
  readonly templates: Templates;
  readonly browser: Browser;
  /** Style sheet with the fonts to embed in the PDF of a page. */
  readonly fontCss: (page?: string) => string;
  readonly now: () => Date;
}

export interface WrittenCompleteness {
  readonly html: string;
  readonly json: string;
}

async function attachmentOf(
  format: string,
  name: string,
  { html, json }: WrittenCompleteness,
  print: () => Promise<Uint8Array>,
): Promise<Attachment[]> {
  const filename = `${name}.${format}`;
  if (format === 'html') return [{ filename, content: Buffer.from(html), contentType: 'text/html; charset=utf-8' }];
  if (format === 'json') return [{ filename, content: Buffer.from(json), contentType: 'application/json' }];
  return format === 'pdf' ? [{ filename, content: await print(), contentType: 'application/pdf' }] : [];
}

const textOf = (model: CompletenessModel): string => `${JSON.stringify(model, null, 2)}\n`;

/** That mail does not reach an office is no news for which it all goes again. */
const withoutMail = (model: CompletenessModel): CompletenessModel => ({
  ...model,
  units: model.units.map(({ mailLost: _, ...unit }) => unit),
});

async function mailTo(
  { email, formats }: Subscription,
  model: CompletenessModel,
  written: WrittenCompleteness,
  options: RenderOptions,
  deps: CompletenessDependencies,
): Promise<void> {
  const { period, scope, language, plan } = model;
  const hash = createHash('sha256')
    .update(textOf(withoutMail(model)))
    .digest('hex');
  const id = `completeness#${period}#${scope}#${language}#${hash}#${email}`;
  const name = `${plan.id}-completeness-${period}-${scope}-${language}`;
  const print = () => deps.browser.pdf(renderCompleteness(model, { ...options, fontCss: deps.fontCss(written.html) }));
  const compose = async () => {
    const attachments: Attachment[] = [];
    for (const format of formats) attachments.push(...(await attachmentOf(format, name, written, print)));
    const unsubscribe = await deps.links.to({ may: 'unsubscribe', email, report: 'completeness', scope, language });
    return { to: email, ...renderCompletenessMail(model, options, unsubscribe), attachments, unsubscribe };
  };
  await mailOnce(id, compose, deps);
}

/** Who reported and who did not, beside the results report: stored as HTML and JSON. */
export async function writeCompleteness(
  model: CompletenessModel,
  folder: string,
  deps: CompletenessDependencies,
): Promise<WrittenCompleteness> {
  const options = { source: deps.templates.source, catalogue: deps.templates.catalogue(model.language) };
  const written = { html: renderCompleteness(model, options), json: textOf(model) };
  await deps.objects.put(`${folder}/completeness.html`, written.html, 'text/html; charset=utf-8');
  await deps.objects.put(`${folder}/completeness.json`, written.json, 'application/json');
  return written;
}

/** Mails it, once, to those who subscribed to it; gives why SES refused some of these mails. */
export async function mailCompleteness(
  model: CompletenessModel,
  written: WrittenCompleteness,
  plan: Plan,
  deps: CompletenessDependencies,
): Promise<string[]> {
  const { period, scope, language } = model;
  const options = { source: deps.templates.source, catalogue: deps.templates.catalogue(language) };
  const subscriptions = plan.subscriptions.filter(
    (one) =>
      one.report === 'completeness' &&
      one.scope === scope &&
      one.language === language &&
      one.frequency === frequencyOf(period),
  );
  const hasLeft = await deps.unsubscribed.has();
  const staying = subscriptions.filter((one) => !hasLeft(one));
  return refusedOf(staying, (one) => mailTo(one, model, written, options, deps));
}
