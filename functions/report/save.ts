import type { CompletenessModel } from '../domain/completeness/completeness.ts';
import type { Plan } from '../domain/plan/model.ts';
import type { ReportModel } from '../domain/report/schema.ts';
import { publishedOf } from '../domain/site/published.ts';
import type { ReportMessage } from '../events.ts';
import { folderOf, stemOf } from './folder.ts';
import { mailSubscribers } from './mail-subscribers.ts';
import { render } from './render.ts';
import { mailCompleteness, writeCompleteness } from './save-completeness.ts';
import { publish } from './site.ts';
import type { ReportDependencies } from './step.ts';

/** Beside the reports, for whoever reads report.json; written along with the global one, the first there is. */
async function publishSchema(model: ReportModel, deps: ReportDependencies): Promise<void> {
  if (model.scopeKind !== 'global') return;
  // Defined where it is asked for: one report in many.
  const { reportJsonSchema } = await import('../domain/report/schema.ts');
  const schema = `${JSON.stringify(reportJsonSchema(), null, 2)}\n`;
  await deps.objects.put('reports/report.schema.json', schema, 'application/schema+json');
}

/** What a report says, and the plan with the subscriptions by which it is mailed. */
export interface Decided {
  readonly model: ReportModel;
  readonly completeness: CompletenessModel;
  readonly plan: Plan;
}

/** Stores a report in every format, with who reported beside it; unless it is of another time, enters it in the site and mails both. */
export async function save(
  message: ReportMessage,
  { model, completeness, plan }: Decided,
  deps: ReportDependencies,
): Promise<void> {
  const { asOf } = message;
  const rendered = await render(model, asOf, deps);
  const folder = folderOf(message);
  const stem = stemOf(message);
  await deps.objects.put(`${folder}/${stem}.html`, rendered.html, 'text/html; charset=utf-8');
  await deps.objects.put(`${folder}/${stem}.pdf`, rendered.pdf, 'application/pdf');
  await deps.objects.put(`${folder}/${stem}.json`, rendered.json, 'application/json');
  for (const { name, content, contentType } of rendered.annex)
    await deps.objects.put(`${folder}/${name}`, content, contentType);
  await publishSchema(model, deps);
  const written = await writeCompleteness(completeness, folder, deps);
  if (asOf !== undefined) return;
  const names = [`${stem}.html`, `${stem}.pdf`, `${stem}.json`, ...rendered.annex.map(({ name }) => name)];
  await publish(publishedOf(model, [...names, 'completeness.html'], completeness), deps);
  // Last, as SES may refuse an address for good.
  const refused = [
    ...(await mailSubscribers(model, rendered, plan, deps)),
    ...(await mailCompleteness(completeness, written, plan, deps)),
  ];
  if (refused.length > 0) throw new Error(`SES refused mail: ${refused.join('; ')}`);
}
