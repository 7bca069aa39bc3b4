import { type Attempting, attempt } from '../attempt.ts';
import type { Ledger } from '../aws/ledger.ts';
import type { Plans } from '../aws/plans.ts';
import type { Queue } from '../aws/queue.ts';
import { byPeriod, type Observations } from '../domain/ledger/observations.ts';
import { orderOf } from '../domain/ledger/order.ts';
import { createLookup } from '../domain/plan/lookup.ts';
import { issue } from '../domain/validation/issue.ts';
import { createReceipt, type Receipt } from '../domain/validation/receipt.ts';
import type { History } from '../domain/validation/review/history.ts';
import type { AggregateMessage, Upload } from '../events.ts';
import {
  failIfDied,
  judging,
  keepAnswer,
  keepReceipt,
  mailReceipt,
  type ReceiptMailing,
  readerDied,
} from '../intake.ts';
import { log } from '../log.ts';
import { markedFile } from '../marked-file.ts';
import {
  type Case,
  type ExamineDependencies,
  type Examined,
  factsOf,
  fetchAndExamine,
  NOTHING,
  orFailed,
  orgUnitOf,
} from './examine.ts';
import { type Outcome, refused } from './judge-upload.ts';
import { loadHistory } from './load-history.ts';
import { addressee, type Place, placeOf } from './place.ts';

export interface IngestDependencies extends ReceiptMailing, ExamineDependencies {
  readonly plans: Plans;
  readonly ledger: Ledger;
  readonly aggregateQueue: Queue;
}

function unitsOf(observations: Observations): string[] {
  const units = new Set<string>();
  for (const { orgUnit } of observations) units.add(orgUnit);
  return [...units];
}

/** The receipt of a file that no plan can judge yet; nobody is known whom to mail it. */
async function keepWaiting(upload: Upload, place: Place, order: string, deps: IngestDependencies): Promise<void> {
  const { key, eventTime: uploadedAt, versionId } = upload;
  const facts = {
    orgUnit: orgUnitOf(place),
    key,
    version: versionId ?? '',
    sha256: null,
    uploadedAt,
    planVersion: null,
  };
  const waiting = { status: 'pending', ...facts, ...NOTHING } as const;
  const receipt = createReceipt(waiting, [issue('no-plan-yet', 'warning')], deps.templates.catalogue('en'));
  await keepReceipt(receipt, place.path, order, deps.objects);
}

/** The outcome and its receipt, once it is known what the ledger held before. Both may be more than a function can bear. */
async function judge(
  one: Case,
  { examined, ...identity }: Examined,
  history: History,
  deps: Attempting,
): Promise<{ outcome: Outcome; receipt: Receipt }> {
  const compute = (conclude: () => Outcome) => {
    const outcome = orFailed(one.upload.key, conclude, (failed) => failed);
    const { status, accepted, returned, returnedPeriods, understood, replaced, unchanged } = outcome;
    const facts = {
      ...{ status, ...factsOf(one, identity), accepted, returned, returnedPeriods, understood, replaced, unchanged },
      periods: byPeriod(outcome.observations).map(([period]) => period),
    };
    return { outcome, receipt: createReceipt(facts, outcome.issues, one.catalogue) };
  };
  const work = { ...judging(one.order), compute: () => compute(() => examined.conclude(history)) };
  return (await attempt(work, deps)) ?? compute(() => refused(readerDied()));
}

/**
 * One uploaded file: judged by the plan version of the first attempt, its accepted observations put in the ledger, the rest
 * returned by a receipt and a mail. Every write may be repeated: a retry after a crash ends in the same state.
 */
export async function ingest(upload: Upload, deps: IngestDependencies): Promise<Receipt> {
  const place = placeOf(upload.key);
  const orgUnit = orgUnitOf(place);
  const order = orderOf(upload);
  const latest = await deps.plans.latest();
  if (!latest) {
    await keepWaiting(upload, place, order, deps);
    throw new Error('There is no plan yet: drop the plan workbook under plan/ first');
  }
  const planVersion = await deps.submissions.pinPlanVersion(orgUnit, order, latest.version);
  const { plan } = planVersion === latest.version ? latest : await deps.plans.get(planVersion);
  const lookup = createLookup(plan);
  const unit = addressee(lookup, place.orgUnit);
  const language = lookup.orgUnit(orgUnit)?.language ?? unit?.language ?? plan.defaultLanguage;
  const catalogue = deps.templates.catalogue(language);
  const one = { upload, place, order, plan, planVersion, catalogue };
  const found = await fetchAndExamine(one, deps);
  const history = await loadHistory(found.examined.observations, { orgUnit, order, plan }, deps);
  const { outcome, receipt: judged } = await judge(one, found, history, deps);

  const periods = byPeriod(outcome.observations);
  const { version, sha256 } = found;
  const source = { key: upload.key, version, sha256: sha256 ?? '', planVersion, uploadedAt: upload.eventTime };
  for (const [period, observations] of periods) await deps.ledger.put({ period, orgUnit, order, source, observations });
  await deps.aggregateQueue.send(
    periods.map(([period, observations]): AggregateMessage => {
      return { kind: 'observations', orgUnits: unitsOf(observations), period };
    }),
  );

  const marked = await markedFile({ ...one, receipt: judged, bytes: found.bytes }, deps);
  const { receipt, receiptKey } = await keepAnswer(judged, marked, place.path, order, deps.objects);
  const { status, accepted, returned } = receipt;
  await deps.submissions.record(orgUnit, {
    ...{ order, status, accepted, returned, periods: receipt.periods, returnedPeriods: outcome.returnedPeriods },
    ...{ uploadedAt: upload.eventTime, key: upload.key, receipt: receiptKey },
  });
  if (unit) await mailReceipt({ receipt, receiptKey, marked, unit, plan, order }, deps);
  log('info', 'file judged', { key: upload.key, status, accepted, returned });
  failIfDied(receipt);
  return receipt;
}
