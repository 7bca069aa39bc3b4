import { createHash } from 'node:crypto';
import type { ReportStores } from '../as-of.ts';
import type { Browser } from '../aws/browser.ts';
import type { Attachment, Mailer } from '../aws/mail.ts';
import type { Mailboxes } from '../aws/mailboxes.ts';
import type { Objects } from '../aws/objects.ts';
import type { Published } from '../aws/published.ts';
import type { Submissions } from '../aws/submissions.ts';
import type { Unsubscribed } from '../aws/unsubscribed.ts';
import { restsOnData } from '../domain/aggregation/actual.ts';
import type { CompletenessModel } from '../domain/completeness/completeness.ts';
import { codesUnder, translateActuals } from '../domain/plan/crosswalk.ts';
import { createLookup } from '../domain/plan/lookup.ts';
import type { Plan } from '../domain/plan/model.ts';
import { comparePeriods, frequencyOf, lastDay } from '../domain/plan/period.ts';
import { buildReport, type ReportKind } from '../domain/report/build-report.ts';
import { renderReport } from '../domain/report/html.ts';
import { reportJson } from '../domain/report/report-json.ts';
import { renderReportMail } from '../domain/report/report-mail.ts';
import { type ReportModel, reportJsonSchema } from '../domain/report/schema.ts';
import { withoutLineage } from '../domain/report/with-lineage.ts';
import { publishedOf } from '../domain/site/published.ts';
import type { ReportMessage } from '../events.ts';
import type { Links } from '../links/address.ts';
import { log } from '../log.ts';
import { mailOnce, refusedOf } from '../mail-once.ts';
import type { Templates } from '../templates.ts';
import { unreachedOffices } from '../unreached-offices.ts';
import { type AnnexFile, annexOf } from './annex.ts';
import { type ChangesDependencies, changesIn } from './changes.ts';
import { completenessIn, mailCompleteness, writeCompleteness } from './completeness.ts';
import type { AddLineage } from './lineage.ts';
import { publish } from './site.ts';

export interface ReportDependencies extends ReportStores, ChangesDependencies {
  readonly published: Published;
  readonly objects: Objects;
  readonly submissions: Submissions;
  readonly unsubscribed: Unsubscribed;
  readonly mailboxes: Pick<Mailboxes, 'unreached'>;
  readonly links: Links;
  /** The stores as they were at an instant. */
  readonly storesAsOf: (instant: string) => ReportStores;
  readonly mailer: Mailer;
  readonly addLineage: AddLineage;
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
  readonly annex: readonly AnnexFile[];
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const digest = (text: string): string => createHash('sha256').update(text).digest('base64');

async function modelOf(
  message: ReportMessage,
  plan: Plan,
  version: number,
  completeness: CompletenessModel,
  stores: ReportStores,
  deps: ReportDependencies,
): Promise<ReportModel> {
  const { period, scope, language, kind = 'results' } = message;
  const lookup = createLookup(plan);
  if (!lookup.orgUnit(scope)) throw new RangeError(`The plan has no org unit ${scope}`);
  // Earlier periods may have been computed under a version that numbered its indicators otherwise.
  const translate = codesUnder(plan, await stores.plans.crosswalk());
  const counted = (await stores.actuals.all(scope)).filter(restsOnData);
  const all = counted.map((actuals) => translateActuals(actuals, translate));
  const children = await Promise.all(lookup.children(scope).map((unit) => stores.actuals.get(unit.code, period)));
  const current = all.find((actuals) => actuals.period === period) ?? null;
  const history = all
    .filter((one) => frequencyOf(one.period) === frequencyOf(period) && lastDay(one.period) < lastDay(period))
    .sort((a, b) => comparePeriods(a.period, b.period));
  const model = buildReport({
    plan,
    planVersion: version,
    period,
    scope,
    language,
    kind,
    catalogue: deps.templates.catalogue(language),
    current,
    children: children.filter((child) => child !== null).map((child) => translateActuals(child, translate)),
    history,
    past: all.filter((one) => lastDay(one.period) <= lastDay(period)),
    closedFiles: completeness.closedFiles,
    returned: completeness.units.filter(({ state }) => state === 'returned').map(({ code }) => code),
    hash: sha256,
  });
  const published = current ? [...history, current] : history;
  return { ...model, changes: await changesIn(message, plan, model, published, stores, deps) };
}

async function render(model: ReportModel, asOf: string | undefined, deps: ReportDependencies): Promise<Rendered> {
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

/** A mail takes 40 MB in all, a reader's patience less: a larger file goes without what stands behind its figures. */
const MAILED_JSON = 5_000_000;

function attachments(formats: readonly string[], name: string, rendered: Rendered): Attachment[] {
  const all: Readonly<Record<string, Attachment>> = {
    pdf: { filename: `${name}.pdf`, content: rendered.pdf, contentType: 'application/pdf' },
    html: { filename: `${name}.html`, content: Buffer.from(rendered.html), contentType: 'text/html; charset=utf-8' },
    json: { filename: `${name}.json`, content: Buffer.from(rendered.json), contentType: 'application/json' },
  };
  const annexed = (wanted: string): Attachment[] =>
    rendered.annex
      .filter(({ format }) => format === wanted)
      .map(({ name: file, content, contentType }) => ({
        filename: `${name}.${file.split('.').at(-1)}`,
        content: typeof content === 'string' ? Buffer.from(content) : content,
        contentType,
      }));
  return formats.flatMap((format) => all[format] ?? annexed(format));
}

/** More than this in a mail tries the reader's patience and her line. */
const MAILED = 7_000_000;

/** What a mail takes, the smallest first so that as many as can be are in it; the rest stays where it is stored. */
function enclosable(files: readonly Attachment[]): { attached: Attachment[]; left: Attachment[] } {
  let room = MAILED;
  const fits = new Set<Attachment>();
  for (const file of [...files].sort((a, b) => a.content.length - b.content.length)) {
    room -= file.content.length;
    if (room >= 0) fits.add(file);
  }
  return { attached: files.filter((file) => fits.has(file)), left: files.filter((file) => !fits.has(file)) };
}

const DAY = 86_400_000;
/** So long a file is fetched by the link of a mail. */
const LINK_DAYS = 30;

/** A file's name in its folder, by its name in a mail. */
const storedAs = (filename: string, name: string, kind: ReportKind): string => {
  const ending = filename.slice(name.length);
  if (ending === '.xml') return 'iati.xml';
  return `${kind === 'annual' ? 'annual' : 'report'}${ending}`;
};

/** Mails a report, once, to those who subscribed to it; gives why SES refused some of these mails. */
async function mailSubscribers(
  model: ReportModel,
  rendered: Rendered,
  plan: Plan,
  deps: ReportDependencies,
): Promise<string[]> {
  const { scope, language, period, hash } = model;
  const kind = model.annual === null ? 'results' : 'annual';
  const subscribers = plan.subscriptions.filter(
    (s) => s.scope === scope && s.language === language && s.report === kind && s.frequency === frequencyOf(period),
  );
  const resources = { source: deps.templates.source, catalogue: deps.templates.catalogue(language) };
  const name = [plan.id, period, scope, language, ...(kind === 'annual' ? [kind] : [])].join('-');
  const json = rendered.json.length <= MAILED_JSON ? rendered.json : reportJson(withoutLineage(model));
  const hasLeft = await deps.unsubscribed.has();
  const staying = subscribers.filter((one) => !hasLeft(one));
  return refusedOf(staying, async ({ email, formats }) => {
    const id = `${kind === 'annual' ? kind : 'report'}#${period}#${scope}#${language}#${hash}#${email}`;
    const compose = async () => {
      const { attached, left } = enclosable(attachments(formats, name, { ...rendered, json }));
      const folder = folderOf({ period, scope, language });
      const unsubscribe = await deps.links.to({ may: 'unsubscribe', email, report: kind, scope, language });
      const until = new Date(deps.now().getTime() + LINK_DAYS * DAY).toISOString();
      const linked = left.map(async ({ filename, content }) => {
        const key = `${folder}/${storedAs(filename, name, kind)}`;
        return { name: filename, bytes: content.length, link: await deps.links.to({ may: 'fetch', key, until }) };
      });
      const enclosed = {
        attached: attached.map(({ filename, content }) => ({ name: filename, bytes: content.length })),
        ...{ left: await Promise.all(linked), folder, until, unsubscribe },
      };
      return { to: email, ...renderReportMail(model, resources, enclosed), attachments: attached, unsubscribe };
    };
    await mailOnce(id, compose, deps);
  });
}

/** Beside the reports, for whoever reads report.json; written along with the global one, the first there is. */
async function publishSchema(model: ReportModel, deps: ReportDependencies): Promise<void> {
  if (model.scopeKind !== 'global') return;
  const schema = `${JSON.stringify(reportJsonSchema(), null, 2)}\n`;
  await deps.objects.put('reports/report.schema.json', schema, 'application/schema+json');
}

/** Where a report is stored; those of another time lie apart. */
function folderOf({ period, scope, language, asOf }: ReportMessage): string {
  const time = asOf === undefined ? '' : `as-of/${asOf}/`;
  return `reports/${time}${period}/${scope}/${language}`;
}

/** The name of a report's files: an annual one lies beside the results of its year. */
const stemOf = ({ kind }: ReportMessage): string => (kind === 'annual' ? 'annual' : 'report');

/**
 * One report in one language: built from the actuals, stored as HTML, PDF and JSON, mailed once to its subscribers. One as of an instant
 * is built from the stores as they were then, and mailed to nobody.
 */
export async function report(message: ReportMessage, deps: ReportDependencies): Promise<void> {
  const { period, scope, language, asOf } = message;
  const stores = asOf === undefined ? deps : deps.storesAsOf(asOf);
  const inForce = await stores.plans.inForce(period);
  if (!inForce && asOf !== undefined) throw new RangeError(`There was no plan yet at ${asOf}`);
  if (!inForce) throw new Error('There is no plan yet: drop the plan workbook under plan/ first');
  const { plan, version } = inForce;
  const latest = await deps.plans.latest();
  // Addresses are those of today, and what was known of them at another time nobody asks.
  const unreached = latest && asOf === undefined ? await unreachedOffices(latest.plan, deps.mailboxes) : undefined;
  const completeness = await completenessIn(message, plan, version, stores, unreached);
  const figures = await modelOf(message, plan, version, completeness, stores, deps);
  const model = await deps.addLineage(figures, inForce, stores);
  const rendered = await render(model, asOf, deps);
  const folder = folderOf(message);
  const stem = stemOf(message);
  await deps.objects.put(`${folder}/${stem}.html`, rendered.html, 'text/html; charset=utf-8');
  await deps.objects.put(`${folder}/${stem}.pdf`, rendered.pdf, 'application/pdf');
  await deps.objects.put(`${folder}/${stem}.json`, rendered.json, 'application/json');
  for (const { name, content, contentType } of rendered.annex)
    await deps.objects.put(`${folder}/${name}`, content, contentType);
  await publishSchema(model, deps);
  // Who gets it is up to the plan of today, whichever version governed the period.
  const addressed = { ...plan, subscriptions: latest?.plan.subscriptions ?? [] };
  const refused = asOf === undefined ? await mailSubscribers(model, rendered, addressed, deps) : [];
  const written = await writeCompleteness(completeness, folder, deps);
  if (asOf === undefined) {
    refused.push(...(await mailCompleteness(completeness, written, addressed, deps)));
    const names = [`${stem}.html`, `${stem}.pdf`, `${stem}.json`, ...rendered.annex.map(({ name }) => name)];
    await publish(publishedOf(model, [...names, 'completeness.html'], completeness), deps);
  }
  if (refused.length > 0) throw new Error(`SES refused mail: ${refused.join('; ')}`);
  log('info', 'report written', { period, scope, language, hash: model.hash, ...(asOf === undefined ? {} : { asOf }) });
}
