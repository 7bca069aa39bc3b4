import { type Attempting, attempt } from '../attempt.ts';
import type { Ledger } from '../aws/ledger.ts';
import type { Objects } from '../aws/objects.ts';
import type { Plans } from '../aws/plans.ts';
import type { Queue } from '../aws/queue.ts';
import { dateIn } from '../clock.ts';
import { byPeriod, type Observations } from '../domain/ledger/observations.ts';
import { orderOf } from '../domain/ledger/order.ts';
import { createLookup } from '../domain/plan/lookup.ts';
import type { Plan } from '../domain/plan/model.ts';
import type { Catalogue } from '../domain/report/catalogue.ts';
import type { ValidationIssue } from '../domain/validation/issue.ts';
import { createReceipt, type Receipt } from '../domain/validation/receipt.ts';
import type { AggregateMessage, Upload } from '../events.ts';
import {
  failIfDied,
  fetchUpload,
  keepReceipt,
  mailReceipt,
  type ReceiptMailing,
  readerDied,
  reading,
  readingAgain,
} from '../intake.ts';
import { log, reasonOf } from '../log.ts';
import {
  type ExaminedUpload,
  type ExamineUpload,
  type Outcome,
  readerFailed,
  refused,
  settled,
} from './judge-upload.ts';
import { loadHistory } from './load-history.ts';
import { addressee, misplaced, type Place, placeOf } from './place.ts';

export interface IngestDependencies extends ReceiptMailing, Attempting {
  readonly examine: ExamineUpload;
  readonly objects: Objects;
  readonly plans: Plans;
  readonly ledger: Ledger;
  readonly aggregateQueue: Queue;
}

/** Larger office files are refused unread: a year of all indicators of a country is a hundred times smaller. */
const MAX_BYTES = 64 * 1024 * 1024;

/** An upload with all that decides how it is judged and in which language it is answered. */
interface Case {
  readonly upload: Upload;
  readonly place: Place;
  readonly order: string;
  readonly plan: Plan;
  readonly planVersion: number;
  readonly catalogue: Catalogue;
}

interface Examined {
  readonly examined: ExaminedUpload;
  readonly sha256: string | null;
  readonly version: string;
}

const orgUnitOf = ({ orgUnit }: Place): string => orgUnit ?? '_';

/** What the receipt says of the upload, whatever became of it. */
function factsOf({ upload, place, planVersion }: Case, { sha256, version }: Pick<Examined, 'sha256' | 'version'>) {
  const { key, eventTime: uploadedAt } = upload;
  return { orgUnit: orgUnitOf(place), key, version, sha256, uploadedAt, planVersion };
}

const NOTHING = { accepted: 0, returned: 0, periods: [], understood: [] };

/** What fails in reading or judging a file is an outcome too. */
function orFailed<T>(key: string, work: () => T, otherwise: (failed: Outcome) => T): T {
  try {
    return work();
  } catch (error) {
    log('error', 'reader failed', { key, reason: reasonOf(error) });
    return otherwise(readerFailed());
  }
}

async function fetchAndExamine(one: Case, deps: IngestDependencies): Promise<Examined> {
  const { upload, place, order, plan, planVersion, catalogue } = one;
  const unread = (problem: ValidationIssue): Examined => ({
    examined: settled(refused(problem)),
    sha256: null,
    version: upload.versionId ?? '',
  });
  const wrongPlace = misplaced(place, upload.key, plan);
  if (wrongPlace) return unread(wrongPlace);
  const fetched = await fetchUpload(upload, MAX_BYTES, deps.objects);
  if (!fetched.ok) return unread(fetched.issue);
  const { bytes, ...identity } = fetched;
  const context = { orgUnit: orgUnitOf(place), today: dateIn(plan.timeZone, upload.eventTime), planVersion };
  const examine = () => orFailed(upload.key, () => deps.examine(bytes, plan, context), settled);
  const keepPending = async () => {
    const pending = { status: 'pending', ...factsOf(one, identity), ...NOTHING } as const;
    await keepReceipt(createReceipt(pending, [readingAgain()], catalogue), place.path, order, deps.objects);
  };
  const examined = await attempt({ ...reading(order), compute: examine, onRetry: keepPending }, deps);
  return { examined: examined ?? settled(refused(readerDied())), ...identity };
}

function unitsOf(observations: Observations): string[] {
  const units = new Set<string>();
  for (const { orgUnit } of observations) units.add(orgUnit);
  return [...units];
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
  if (!latest) throw new Error('There is no plan yet: drop the plan workbook under plan/ first');
  const planVersion = await deps.submissions.pinPlanVersion(orgUnit, order, latest.version);
  const { plan } = planVersion === latest.version ? latest : await deps.plans.get(planVersion);
  const lookup = createLookup(plan);
  const unit = addressee(lookup, place.orgUnit);
  const language = lookup.orgUnit(orgUnit)?.language ?? unit?.language ?? plan.defaultLanguage;
  const catalogue = deps.templates.catalogue(language);
  const one = { upload, place, order, plan, planVersion, catalogue };
  const { examined, ...identity } = await fetchAndExamine(one, deps);
  const { sha256, version } = identity;
  const history = await loadHistory(examined.observations, { orgUnit, order, plan }, deps);
  const outcome = orFailed<Outcome>(
    upload.key,
    () => examined.conclude(history),
    (failed) => failed,
  );

  const periods = byPeriod(outcome.observations);
  const source = { key: upload.key, version, sha256: sha256 ?? '', planVersion, uploadedAt: upload.eventTime };
  for (const [period, observations] of periods) await deps.ledger.put({ period, orgUnit, order, source, observations });
  await deps.aggregateQueue.send(
    periods.map(([period, observations]): AggregateMessage => {
      return { kind: 'observations', orgUnits: unitsOf(observations), period };
    }),
  );

  const { status, accepted, returned, returnedPeriods, understood, replaced, unchanged } = outcome;
  const facts = {
    ...{ status, ...factsOf(one, identity), accepted, returned, understood, replaced, unchanged },
    periods: periods.map(([period]) => period),
  };
  const receipt = createReceipt(facts, outcome.issues, catalogue);
  const key = await keepReceipt(receipt, place.path, order, deps.objects);
  await deps.submissions.record(orgUnit, {
    ...{ order, status, accepted, returned, periods: receipt.periods, returnedPeriods },
    ...{ uploadedAt: upload.eventTime, key: upload.key, receipt: key },
  });
  if (unit) await mailReceipt(receipt, unit, plan, order, deps);
  log('info', 'file judged', { key: upload.key, status, accepted, returned });
  failIfDied(receipt);
  return receipt;
}
