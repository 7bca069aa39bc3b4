import { computeYear, periodsOfYear } from '../aggregate/compute.ts';
import type { ReportStores } from '../as-of.ts';
import type { Editions } from '../aws/editions.ts';
import type { ScopeActuals } from '../domain/aggregation/actual.ts';
import type { LedgerEntry } from '../domain/ledger/entry.ts';
import { asOf } from '../domain/ledger/fold.ts';
import { restatedSince } from '../domain/ledger/restated.ts';
import { codesUnder, translateEntries } from '../domain/plan/crosswalk.ts';
import { createLookup } from '../domain/plan/lookup.ts';
import { type Plan, titleIn } from '../domain/plan/model.ts';
import { contains, firstDay, frequencyOf, lastDay, type Period, yearOf } from '../domain/plan/period.ts';
import { type Edition, editionOf, isSame, type Revision, revisionsSince } from '../domain/report/edition.ts';
import type { ChangedFigure, ReportModel, RevisingFile } from '../domain/report/schema.ts';
import type { ReportMessage } from '../events.ts';

type Changes = ReportModel['changes'];

/** A figure with the files that changed it. */
type Found = Omit<ChangedFigure, 'files'> & { readonly files: readonly RevisingFile[] };

export interface ChangesDependencies {
  readonly editions: Editions;
  readonly now: () => Date;
}

interface Comparison {
  readonly message: ReportMessage;
  readonly plan: Plan;
  readonly before: Edition;
  readonly edition: Edition;
}

/** What one year's ledger says of the figures that changed: by what data, or by what version of the plan. */
async function causesIn(
  year: number,
  revisions: readonly Revision[],
  { message, plan: words, before, edition }: Comparison,
  { plans, ledger }: ReportStores,
): Promise<Found[]> {
  const { scope, language } = message;
  const read = (await Promise.all(periodsOfYear(year).map((period) => ledger.entries(period)))).flat();
  const entries = asOf(read, edition.dataAsOf);
  const earlier = asOf(entries, before.dataAsOf);
  const wanted = { year, entries: earlier, from: firstDay(String(year)), units: new Set([scope]) };
  const ofOldData = (await computeYear(wanted, plans, async () => null)).filter((one) => one.scope === scope);
  const crosswalk = await plans.crosswalk();
  const toWords = codesUnder(words, crosswalk);
  const titleOf = (code: string) =>
    titleIn(createLookup(words).orgUnit(code)?.title ?? { '': code }, language, words.defaultLanguage);

  const found: Found[] = [];
  const governing = await plans.governing([...new Set(revisions.map(({ period }) => period))]);
  for (const { inForce, periods } of governing) {
    const { plan, version } = inForce;
    const translate = codesUnder(plan, crosswalk);
    const under = (some: readonly LedgerEntry[]) => translateEntries(some, translate);
    const restated = Map.groupBy(restatedSince(under(earlier), under(entries)), ({ indicator }) => indicator);
    const units = new Set(
      createLookup(plan)
        .subtree(scope)
        .map(({ code }) => code),
    );
    for (const revision of revisions.filter(({ period }) => periods.includes(period))) {
      const { period, now } = revision;
      const own = plan.indicators.find(({ code }) => toWords(code) === revision.indicator);
      const parts = own?.reportedAs === 'year-to-date' ? upTo(period) : (part: Period) => contains(period, part);
      const then = valueIn(ofOldData, own?.code ?? '', period);
      const byPlan = !isSame(then, revision.before) && version !== (before.versions[period] ?? before.planVersion);
      const files = isSame(then, now)
        ? []
        : (restated.get(own?.code ?? '') ?? []).filter((one) => units.has(one.orgUnit) && parts(one.period));
      found.push({
        ...revision,
        difference: revision.before === null || now === null ? null : now - revision.before,
        planVersion: byPlan ? version : null,
        files: files.map(({ orgUnit, source: { key, uploadedAt, sha256 } }) => {
          return { orgUnit, title: titleOf(orgUnit), key, uploadedAt, sha256 };
        }),
      });
    }
  }
  return found;
}

/** Reports of the year to date are differenced, so that any of the year up to the period can move its figure. */
const upTo =
  (period: Period) =>
  (part: Period): boolean =>
    lastDay(part) <= lastDay(period);

function valueIn(computed: readonly ScopeActuals[], indicator: string, period: Period): number | null {
  const actuals = computed.find((one) => one.period === period)?.actuals;
  return actuals?.find((one) => one.indicator === indicator)?.value ?? null;
}

/** The figures with their files in a list of their own, each once: one file revises many figures. */
function listed(found: readonly Found[]): Pick<Changes, 'figures' | 'files'> {
  const places = new Map<string, number>();
  const files: RevisingFile[] = [];
  const placeOf = (file: RevisingFile): number => {
    const name = JSON.stringify(file);
    const place = places.get(name) ?? files.push(file) - 1;
    places.set(name, place);
    return place;
  };
  return { figures: found.map((figure) => ({ ...figure, files: figure.files.map(placeOf) })), files };
}

/**
 * The figures that the last report of the scope, on a period of the same length, published otherwise, each with what changed it: the
 * files uploaded since that its offices' figures now come from, or the version of the plan. The ledger is read only where there are any.
 * `published` are the scope's actuals of the report's period and of earlier ones as long.
 */
export async function changesIn(
  message: ReportMessage,
  plan: Plan,
  model: Pick<ReportModel, 'indicators'>,
  published: readonly ScopeActuals[],
  stores: ReportStores,
  deps: ChangesDependencies,
): Promise<Changes> {
  const { period, scope } = message;
  const line = { scope, frequency: frequencyOf(period) };
  const edition = editionOf(period, published);
  if (!edition) return { since: null, figures: [], files: [] };
  const before =
    message.asOf === undefined
      ? await deps.editions.publish(line, edition, deps.now().toISOString())
      : await deps.editions.before(line, edition, message.asOf);
  if (!before) return { since: null, figures: [], files: [] };
  const since = { period: before.period, asOf: before.dataAsOf, planVersion: before.planVersion };
  const codes = model.indicators.map(({ code }) => code);
  const revisions = revisionsSince(before, edition, codes, codesUnder(plan, await stores.plans.crosswalk()));
  const byYear = Map.groupBy(revisions, (revision) => yearOf(revision.period));
  const found: Found[] = [];
  for (const [year, ofYear] of byYear)
    found.push(...(await causesIn(year, ofYear, { message, plan, before, edition }, stores)));
  const place = new Map(revisions.map(({ indicator, period }, i) => [`${indicator}\n${period}`, i]));
  const placeOf = (one: Found): number => place.get(`${one.indicator}\n${one.period}`) ?? 0;
  return { since, ...listed(found.sort((a, b) => placeOf(a) - placeOf(b))) };
}
