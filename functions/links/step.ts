import { createHash } from 'node:crypto';
import type { Addresses } from '../aws/addresses.ts';
import type { Plans } from '../aws/plans.ts';
import type { Secrets } from '../aws/secrets.ts';
import type { Unsubscribed } from '../aws/unsubscribed.ts';
import type { Leaving } from '../domain/links/claims.ts';
import type { LinkPage } from '../domain/links/page.ts';
import { createLookup } from '../domain/plan/lookup.ts';
import { titleIn } from '../domain/plan/model.ts';
import { log } from '../log.ts';
import { type MailingOnce, mailOnce } from '../mail-once.ts';
import type { Templates } from '../templates.ts';
import { unsealed } from './seal.ts';

export interface LinkRequest {
  readonly method: string;
  /** What the link was sealed from, as it came. */
  readonly token: string;
  /** The fields of a form that was sent. */
  readonly form: URLSearchParams;
  /** What the reader's browser asks for, where the link itself does not say. */
  readonly language: string;
}

export interface LinkAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface LinksDependencies extends MailingOnce {
  readonly secrets: Secrets;
  readonly unsubscribed: Unsubscribed;
  readonly plans: Pick<Plans, 'latest'>;
  readonly addresses: Addresses;
  readonly templates: Templates;
}

async function pageAnswer(
  status: number,
  page: LinkPage,
  language: string,
  { templates }: LinksDependencies,
): Promise<LinkAnswer> {
  // Whoever fetches a file is sent on without a page.
  const { linkCss, renderLinkPage } = await import('../domain/links/page.ts');
  const { source } = templates;
  const style = createHash('sha256').update(linkCss(source)).digest('base64');
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${style}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
    body: renderLinkPage(page, { source, catalogue: templates.catalogue(language) }),
  };
}

/** Headquarters, whose list it is, is told that somebody left it: the plan still names them. */
async function tellHeadquarters(leaving: Leaving, title: string, at: string, deps: LinksDependencies): Promise<void> {
  const latest = await deps.plans.latest();
  if (!latest) return;
  const { plan } = latest;
  const { email, language } = createLookup(plan).root;
  if (email === null) return;
  const catalogue = deps.templates.catalogue(language);
  const { report } = leaving;
  const values = { email: leaving.email, report: catalogue.text(`links.report.${report}`), scope: title };
  const letter = {
    subject: catalogue.text('links.told.subject', values),
    lines: [catalogue.text('links.told.line', values)],
    ...{ heading: '', items: [], more: null, next: null, folder: null, closing: null },
  };
  const { source } = deps.templates;
  const { writeLetter } = await import('../domain/reminder/letter.ts');
  const mail = writeLetter(letter, titleIn(plan.title, language, plan.defaultLanguage), { source, catalogue });
  const id = `left#${[leaving.email, report, leaving.scope, leaving.language].join('#')}#${at.slice(0, 10)}`;
  await mailOnce(id, () => ({ to: email, ...mail, attachments: [] }), deps);
}

/** By POST alone: programs that look at every link of a mail follow them by GET. */
async function answerLeaving(leaving: Leaving, { method, form }: LinkRequest, deps: LinksDependencies) {
  const { language } = leaving;
  const latest = await deps.plans.latest();
  const unit = latest ? createLookup(latest.plan).orgUnit(leaving.scope) : null;
  const scopeTitle = unit && latest ? titleIn(unit.title, language, latest.plan.defaultLanguage) : leaving.scope;
  if (method !== 'POST') return pageAnswer(200, { kind: 'ask', leaving, scopeTitle }, language, deps);
  const isBack = form.get('action') === 'back';
  if (!isBack && form.get('action') !== 'leave' && form.get('List-Unsubscribe') !== 'One-Click')
    return pageAnswer(400, { kind: 'ask', leaving, scopeTitle }, language, deps);
  const at = deps.now().toISOString();
  await deps.unsubscribed.put(leaving, !isBack, at);
  log('info', isBack ? 'subscriber came back' : 'subscriber left', { report: leaving.report, scope: leaving.scope });
  if (!isBack) await tellHeadquarters(leaving, scopeTitle, at, deps);
  return pageAnswer(200, { kind: isBack ? 'back' : 'left', leaving, scopeTitle }, language, deps);
}

/** Answers whoever follows a link of a mail: leaves a subscription or comes back to it, or is sent on to a stored file for a few minutes. */
export async function answerLink(request: LinkRequest, deps: LinksDependencies): Promise<LinkAnswer> {
  const claim = unsealed(request.token, await deps.secrets.linkKey());
  if (claim === null) return pageAnswer(404, { kind: 'unknown' }, request.language, deps);
  if (claim.may === 'unsubscribe') return answerLeaving(claim, request, deps);
  if (claim.until < deps.now().toISOString()) return pageAnswer(410, { kind: 'expired' }, request.language, deps);
  const location = await deps.addresses.of(claim.key);
  if (location === null) return pageAnswer(404, { kind: 'gone' }, request.language, deps);
  return {
    status: 302,
    headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
    body: '',
  };
}
