import { createHash } from 'node:crypto';
import type { ReportStores } from '../as-of.ts';
import type { Browser } from '../aws/browser.ts';
import type { Mailer } from '../aws/mail.ts';
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
import { buildReport } from '../domain/report/build-report.ts';
import type { ReportModel } from '../domain/report/schema.ts';
import type { ReportMessage } from '../events.ts';
import type { Links } from '../links/address.ts';
import { log } from '../log.ts';
import type { Templates } from '../templates.ts';
import { unreachedOffices } from '../unreached-offices.ts';
import { type ChangesDependencies, changesIn } from './changes.ts';
import { completenessIn } from './completeness.ts';
import type { AddLineage } from './lineage.ts';

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

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

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
  // What writes pages is a third of the code: it is loaded while the figures are on their way.
  const loading = import('./save.ts');
  loading.catch(() => undefined);
  const latest = await deps.plans.latest();
  // Addresses are those of today, and what was known of them at another time nobody asks.
  const unreached = latest && asOf === undefined ? await unreachedOffices(latest.plan, deps.mailboxes) : undefined;
  const completeness = await completenessIn(message, plan, version, stores, unreached);
  const figures = await modelOf(message, plan, version, completeness, stores, deps);
  const model = await deps.addLineage(figures, inForce, stores);
  // Addressed by the plan of today, whichever version governed the period.
  const addressed = { ...plan, subscriptions: latest?.plan.subscriptions ?? [] };
  const { save } = await loading;
  await save(message, { model, completeness, plan: addressed }, deps);
  log('info', 'report written', { period, scope, language, hash: model.hash, ...(asOf === undefined ? {} : { asOf }) });
}
