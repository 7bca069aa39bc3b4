import { distance } from 'fastest-levenshtein';
import type { Ledger } from '../aws/ledger.ts';
import type { Objects } from '../aws/objects.ts';
import type { Plans, PlanVersion } from '../aws/plans.ts';
import type { Queue } from '../aws/queue.ts';
import { dateIn } from '../clock.ts';
import { byPeriod, type Observations } from '../domain/ledger/observations.ts';
import { orderOf } from '../domain/ledger/order.ts';
import { createLookup, type Lookup } from '../domain/plan/lookup.ts';
import type { OrgUnit, Plan } from '../domain/plan/model.ts';
import { issue, type ValidationIssue } from '../domain/validation/issue.ts';
import { createReceipt, type Receipt } from '../domain/validation/receipt.ts';
import type { AggregateMessage, Upload } from '../events.ts';
import { fetchUpload, keepReceipt, mailReceipt, type ReceiptMailing } from '../intake.ts';
import { log, reasonOf } from '../log.ts';
import { judgeUpload, type Outcome, readerFailed, refused } from './judge-upload.ts';

export interface IngestDependencies extends ReceiptMailing {
  readonly objects: Objects;
  readonly plans: Plans;
  readonly ledger: Ledger;
  readonly aggregateQueue: Queue;
}

/** Larger office files are refused unread: a year of all indicators of a country is a hundred times smaller. */
const MAX_BYTES = 64 * 1024 * 1024;

interface Place {
  /** First folder under `uploads/`; null when the file lies beside the folders. */
  readonly orgUnit: string | null;
  readonly path: string;
}

function placeOf(key: string): Place {
  const [, first = '', ...rest] = key.split('/');
  return rest.length === 0 ? { orgUnit: null, path: first } : { orgUnit: first, path: rest.join('/') };
}

function nearestCode(plan: Plan, found: string): string {
  const codes = plan.orgUnits.map((unit) => unit.code);
  return codes.toSorted((a, b) => distance(a, found) - distance(b, found))[0] ?? '';
}

interface Judged {
  readonly outcome: Outcome;
  readonly sha256: string | null;
  readonly version: string;
}

/** What is wrong with the folder a file was dropped in; null when it is an office's. */
function misplaced({ orgUnit }: Place, key: string, plan: Plan): ValidationIssue | null {
  if (orgUnit === null) return issue('no-org-unit-folder', 'error', { found: key });
  if (plan.orgUnits.some((unit) => unit.code === orgUnit)) return null;
  return issue('unknown-org-unit-folder', 'error', { found: orgUnit, expected: nearestCode(plan, orgUnit) });
}

async function fetchAndJudge(
  upload: Upload,
  place: Place,
  { plan, version: planVersion }: PlanVersion,
  objects: Objects,
): Promise<Judged> {
  const unread = (problem: ValidationIssue): Judged => ({
    outcome: refused(problem),
    sha256: null,
    version: upload.versionId ?? '',
  });
  const wrongPlace = misplaced(place, upload.key, plan);
  if (wrongPlace) return unread(wrongPlace);
  const fetched = await fetchUpload(upload, MAX_BYTES, objects);
  if (!fetched.ok) return unread(fetched.issue);
  const { bytes, ...identity } = fetched;
  const context = { orgUnit: place.orgUnit ?? '', today: dateIn(plan.timeZone, upload.eventTime), planVersion };
  try {
    return { outcome: judgeUpload(bytes, plan, context), ...identity };
  } catch (error) {
    log('error', 'reader failed', { key: upload.key, reason: reasonOf(error) });
    return { outcome: readerFailed(), ...identity };
  }
}

function unitsOf(observations: Observations): string[] {
  const units = new Set<string>();
  for (const { orgUnit } of observations) units.add(orgUnit);
  return [...units];
}

/** The nearest mail address at or above an org unit, with whose it is. */
function addressee(lookup: Lookup, code: string | null): OrgUnit | undefined {
  const unit = (code === null ? null : lookup.orgUnit(code)) ?? lookup.root;
  return [unit, ...lookup.ancestorsOf(unit.code)].find((candidate) => candidate.email);
}

/**
 * One uploaded file: judged by the plan version of the first attempt, its accepted observations put in the ledger, the rest
 * returned by a receipt and a mail. Every write may be repeated: a retry after a crash ends in the same state.
 */
export async function ingest(upload: Upload, deps: IngestDependencies): Promise<Receipt> {
  const place = placeOf(upload.key);
  const orgUnit = place.orgUnit ?? '_';
  const order = orderOf(upload);
  const latest = await deps.plans.latest();
  if (!latest) throw new Error('There is no plan yet: drop the plan workbook under plan/ first');
  const planVersion = await deps.submissions.pinPlanVersion(orgUnit, order, latest.version);
  const { plan } = planVersion === latest.version ? latest : await deps.plans.get(planVersion);
  const { outcome, sha256, version } = await fetchAndJudge(upload, place, { plan, version: planVersion }, deps.objects);

  const periods = byPeriod(outcome.observations);
  const source = { key: upload.key, version, sha256: sha256 ?? '', planVersion, uploadedAt: upload.eventTime };
  for (const [period, observations] of periods) await deps.ledger.put({ period, orgUnit, order, source, observations });
  await deps.aggregateQueue.send(
    periods.map(([period, observations]): AggregateMessage => {
      return { kind: 'observations', orgUnits: unitsOf(observations), period };
    }),
  );

  const lookup = createLookup(plan);
  const unit = addressee(lookup, place.orgUnit);
  const language = lookup.orgUnit(orgUnit)?.language ?? unit?.language ?? plan.defaultLanguage;
  const receipt = createReceipt(
    {
      status: outcome.status,
      orgUnit,
      key: upload.key,
      version,
      sha256,
      uploadedAt: upload.eventTime,
      planVersion,
      accepted: outcome.accepted,
      returned: outcome.returned,
      periods: periods.map(([period]) => period),
      understood: outcome.understood,
    },
    outcome.issues,
    deps.templates.catalogue(language),
  );
  const key = await keepReceipt(receipt, place.path, order, deps.objects);
  const { status, accepted, returned, returnedPeriods } = outcome;
  await deps.submissions.record(orgUnit, {
    ...{ order, status, accepted, returned, periods: receipt.periods, returnedPeriods },
    ...{ uploadedAt: upload.eventTime, key: upload.key, receipt: key },
  });
  if (unit) await mailReceipt(receipt, unit, plan, order, deps);
  log('info', 'file judged', {
    key: upload.key,
    status: receipt.status,
    accepted: receipt.accepted,
    returned: receipt.returned,
  });
  return receipt;
}
