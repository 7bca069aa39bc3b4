import { type Attempting, attempt } from '../attempt.ts';
import type { ClosedFiles } from '../aws/closed-files.ts';
import type { Ledger } from '../aws/ledger.ts';
import type { Plans } from '../aws/plans.ts';
import type { Queue } from '../aws/queue.ts';
import { dateIn } from '../clock.ts';
import { type ClosedFile, closedOn } from '../domain/completeness/closed-files.ts';
import { byPeriod, type Observations } from '../domain/ledger/observations.ts';
import { orderOf } from '../domain/ledger/order.ts';
import { addressee } from '../domain/plan/addressee.ts';
import { createLookup } from '../domain/plan/lookup.ts';
import type { Period } from '../domain/plan/period.ts';
import { issue } from '../domain/validation/issue.ts';
import { createReceipt, type Receipt } from '../domain/validation/receipt.ts';
import type { History } from '../domain/validation/review/history.ts';
import type { AggregateMessage, Upload } from '../events.ts';
import { failIfDied, judging, keepAnswer, mailReceipt, type ReceiptMailing, readerDied } from '../intake.ts';
import { log } from '../log.ts';
import { markedFile } from '../marked-file.ts';
import {
  type Case,
  type ExamineDependencies,
  type Examined,
  factsOf,
  fetchAndExamine,
  orFailed,
  orgUnitOf,
} from './examine.ts';
import { loadHistory } from './load-history.ts';
import { type Outcome, refused, settled } from './outcome.ts';
import { placeOf } from './place.ts';

export interface IngestDependencies extends ReceiptMailing, ExamineDependencies {
  readonly plans: Plans;
  readonly ledger: Ledger;
  readonly aggregateQueue: Queue;
  readonly closedFiles: Pick<ClosedFiles, 'keep' | 'get'>;
}

function unitsOf(observations: Observations): string[] {
  const units = new Set<string>();
  for (const { orgUnit } of observations) units.add(orgUnit);
  return [...units];
}

/** Why a kept upload is judged again: the plan version that reopened periods of it, and what was kept. */
export interface Again {
  readonly planVersion: number;
  readonly periods: readonly Period[];
  readonly file: ClosedFile;
}

/** The outcome and its receipt, once it is known what the ledger held before. Both may be more than a function can bear. */
async function judge(
  one: Case,
  { examined, ...identity }: Examined,
  history: History,
  again: Again | null,
  deps: Attempting,
): Promise<{ outcome: Outcome; receipt: Receipt }> {
  const compute = (conclude: () => Outcome) => {
    const outcome = orFailed(one.upload.key, conclude, (failed) => failed);
    const { status, accepted, returned, returnedPeriods, understood, replaced, unchanged } = outcome;
    const facts = {
      ...{ status, ...factsOf(one, identity), accepted, returned, returnedPeriods, understood, replaced, unchanged },
      periods: byPeriod(outcome.observations).map(([period]) => period),
    };
    const news = again ? [issue('period-reopened', 'info', { found: again.periods.join(', ') })] : [];
    return { outcome, receipt: createReceipt(facts, [...outcome.issues, ...news], one.catalogue) };
  };
  const work = { ...judging(one.order), compute: () => compute(() => examined.conclude(history)) };
  return (await attempt(work, deps)) ?? compute(() => refused(readerDied()));
}

/** Where a bucket keeps no versions, another file may lie under the key by now: it is no answer to what was uploaded then. */
function unlessReplaced(found: Examined, again: Again | null): Examined {
  const isOther = again !== null && found.bytes !== null && found.sha256 !== again.file.sha256;
  return isOther ? { ...found, bytes: null, examined: settled(refused(issue('object-gone', 'error'))) } : found;
}

/** Keeps an upload of which some period had closed on its day, or had until now. */
async function keepClosed(
  one: Case,
  outcome: Outcome,
  periods: readonly Period[],
  sha256: string | null,
  again: Again | null,
  deps: IngestDependencies,
) {
  const { upload, place, order, plan, planVersion } = one;
  const closed =
    outcome.closedFigures === 0
      ? []
      : closedOn(dateIn(plan.timeZone, upload.eventTime), outcome.returnedPeriods, createLookup(plan));
  if (closed.length === 0 && !again) return;
  const { key, versionId, sequencer, eventTime: uploadedAt } = upload;
  const file: ClosedFile = {
    ...{ orgUnit: orgUnitOf(place), order, key, versionId, sequencer, sha256, uploadedAt },
    ...{ periods: closed, figures: outcome.closedFigures, taken: periods, reopened: again?.periods ?? [] },
    held: outcome.accepted === 0 ? outcome.returnedPeriods : closed,
  };
  await deps.closedFiles.keep(file, planVersion);
}

/**
 * One uploaded file, judged by a plan version: its accepted observations put in the ledger, the rest returned by a receipt and a mail.
 * Every write may be repeated. Judged again, it keeps the order of its upload, and only periods of which nothing was taken before are
 * put: an entry is never replaced. What was kept of it is settled last, so that a retry finds all to do that may not have been done.
 */
export async function take(
  upload: Upload,
  planVersion: number,
  again: Again | null,
  deps: IngestDependencies,
): Promise<Receipt> {
  const place = placeOf(upload.key);
  const orgUnit = orgUnitOf(place);
  const order = orderOf(upload);
  const thisTime = again ? `${order}#${planVersion}` : order;
  const { plan } = await deps.plans.get(planVersion);
  const lookup = createLookup(plan);
  const unit = addressee(lookup, place.orgUnit);
  const language = lookup.orgUnit(orgUnit)?.language ?? unit?.language ?? plan.defaultLanguage;
  const catalogue = deps.templates.catalogue(language);
  const one = { upload, place, order, plan, planVersion, catalogue };
  const found = unlessReplaced(await fetchAndExamine(one, deps), again);
  const history = await loadHistory(found.examined.observations, { orgUnit, order, plan, judging: thisTime }, deps);
  const { outcome, receipt: judged } = await judge(one, found, history, again, deps);

  const periods = byPeriod(outcome.observations).filter(([period]) => !again || again.file.held.includes(period));
  const { version, sha256 } = found;
  const source = { key: upload.key, version, sha256: sha256 ?? '', planVersion, uploadedAt: upload.eventTime };
  for (const [period, observations] of periods) await deps.ledger.put({ period, orgUnit, order, source, observations });
  await deps.aggregateQueue.send(
    periods.map(([period, observations]): AggregateMessage => {
      return { kind: 'observations', orgUnits: unitsOf(observations), period };
    }),
  );

  const marked = await markedFile({ ...one, receipt: judged, bytes: found.bytes }, deps);
  const { receipt, receiptKey } = await keepAnswer(judged, marked, place.path, thisTime, deps.objects);
  const { status, accepted, returned } = receipt;
  const taken = [...new Set([...(again?.file.taken ?? []), ...periods.map(([period]) => period)])].sort();
  const summary = {
    ...{ order, status, accepted, returned, periods: taken, returnedPeriods: outcome.returnedPeriods },
    ...{ uploadedAt: upload.eventTime, key: upload.key, receipt: receiptKey },
  };
  await deps.submissions.record(orgUnit, summary, planVersion);
  const keep = () => keepClosed(one, outcome, taken, sha256, again, deps);
  // At first before the mail, which SES may refuse for good.
  if (!again) await keep();
  if (unit) await mailReceipt({ receipt, receiptKey, marked, unit, plan, order: thisTime }, deps);
  log('info', 'file judged', { key: upload.key, status, accepted, returned });
  failIfDied(receipt);
  if (again) await keep();
  return receipt;
}
