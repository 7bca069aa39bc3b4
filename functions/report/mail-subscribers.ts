import type { Attachment } from '../aws/mail.ts';
import type { Plan } from '../domain/plan/model.ts';
import { frequencyOf } from '../domain/plan/period.ts';
import type { ReportKind } from '../domain/report/build-report.ts';
import { reportJson } from '../domain/report/report-json.ts';
import { renderReportMail } from '../domain/report/report-mail.ts';
import type { ReportModel } from '../domain/report/schema.ts';
import { withoutLineage } from '../domain/report/with-lineage.ts';
import { mailOnce, refusedOf } from '../mail-once.ts';
import { folderOf } from './folder.ts';
import type { Rendered } from './render.ts';
import type { ReportDependencies } from './step.ts';

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
export async function mailSubscribers(
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
