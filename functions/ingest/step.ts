import { createHash } from 'node:crypto';
import { distance } from 'fastest-levenshtein';
import type { Ledger } from '../aws/ledger.ts';
import type { Mailer } from '../aws/mail.ts';
import type { Objects } from '../aws/objects.ts';
import type { Plans, PlanVersion } from '../aws/plans.ts';
import type { Queue } from '../aws/queue.ts';
import type { Submissions } from '../aws/submissions.ts';
import { dateIn } from '../clock.ts';
import type { Observation } from '../domain/ledger/entry.ts';
import { orderOf } from '../domain/ledger/order.ts';
import { createLookup, type Lookup } from '../domain/plan/lookup.ts';
import { type OrgUnit, type Plan, titleIn } from '../domain/plan/model.ts';
import { issue } from '../domain/validation/issue.ts';
import { createReceipt, type Receipt, receiptKey } from '../domain/validation/receipt.ts';
import { renderReceiptMail } from '../domain/validation/receipt-mail.ts';
import type { AggregateMessage, Upload } from '../events.ts';
import { log, reasonOf } from '../log.ts';
import type { Templates } from '../templates.ts';
import { judgeUpload, type Outcome, readerFailed, refused } from './judge-upload.ts';

export interface IngestDependencies {
  readonly objects: Objects;
  readonly plans: Plans;
  readonly ledger: Ledger;
  readonly submissions: Submissions;
  readonly aggregateQueue: Queue;
  readonly mailer: Mailer;
  readonly templates: Templates;
  readonly now: () => Date;
}

/** Larger office files are refused unread: a year of all indicators of a country is a hundred times smaller. */
const MAX_BYTES = 64 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;

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

interface Fetched {
  readonly outcome: Outcome;
  readonly sha256: string | null;
  readonly version: string;
}

async function fetchAndJudge(
  upload: Upload,
  place: Place,
  { plan, version: planVersion }: PlanVersion,
  deps: IngestDependencies,
): Promise<Fetched> {
  const unknown = (outcome: Outcome): Fetched => ({ outcome, sha256: null, version: upload.versionId ?? '' });
  const tooLarge = (size: number): Fetched => {
    const found = String(Math.ceil(size / MEGABYTE));
    return unknown(refused(issue('file-too-large', 'error', { found, expected: String(MAX_BYTES / MEGABYTE) })));
  };
  const { orgUnit } = place;
  if (orgUnit === null) return unknown(refused(issue('no-org-unit-folder', 'error', { found: upload.key })));
  if (!plan.orgUnits.some((unit) => unit.code === orgUnit)) {
    const expected = nearestCode(plan, orgUnit);
    return unknown(refused(issue('unknown-org-unit-folder', 'error', { found: orgUnit, expected })));
  }
  if ((upload.size ?? 0) > MAX_BYTES) return tooLarge(upload.size ?? 0);
  const object = await deps.objects.get(upload.key, upload.versionId, MAX_BYTES);
  switch (object.kind) {
    case 'gone':
      return unknown(refused(issue('object-gone', 'error')));
    case 'too-large':
      return tooLarge(object.size);
    case 'found': {
      const sha256 = createHash('sha256').update(object.bytes).digest('hex');
      const today = dateIn(plan.timeZone, upload.eventTime);
      try {
        return {
          outcome: judgeUpload(object.bytes, plan, { orgUnit, today, planVersion }),
          sha256,
          version: object.version,
        };
      } catch (error) {
        log('error', 'reader failed', { key: upload.key, reason: reasonOf(error) });
        return { outcome: readerFailed(), sha256, version: object.version };
      }
    }
    default:
      return object satisfies never;
  }
}

function byPeriod(observations: readonly Observation[]): [string, Observation[]][] {
  return [...Map.groupBy(observations, (observation) => observation.period)].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The nearest mail address at or above an org unit, with whose it is. */
function addressee(lookup: Lookup, code: string | null): OrgUnit | undefined {
  const unit = (code === null ? null : lookup.orgUnit(code)) ?? lookup.root;
  return [unit, ...lookup.ancestorsOf(unit.code)].find((candidate) => candidate.email);
}

async function mailReceipt(
  receipt: Receipt,
  unit: OrgUnit,
  plan: Plan,
  order: string,
  deps: IngestDependencies,
): Promise<void> {
  const id = `receipt#${receipt.orgUnit}#${order}`;
  if (!unit.email || (await deps.submissions.wasDone(id))) return;
  const title = titleIn(unit.title, receipt.language, plan.defaultLanguage);
  const { source } = deps.templates;
  const mail = renderReceiptMail(receipt, title, { source, catalogue: deps.templates.catalogue(receipt.language) });
  await deps.mailer.send({ to: unit.email, ...mail, attachments: [] });
  await deps.submissions.markDone(id, deps.now().toISOString());
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
  const { outcome, sha256, version } = await fetchAndJudge(upload, place, { plan, version: planVersion }, deps);

  const periods = byPeriod(outcome.observations);
  const source = { key: upload.key, version, sha256: sha256 ?? '', planVersion, uploadedAt: upload.eventTime };
  for (const [period, observations] of periods) await deps.ledger.put({ period, orgUnit, order, source, observations });
  await deps.aggregateQueue.send(
    periods.map(([period, observations]): AggregateMessage => {
      const orgUnits = [...new Set(observations.map((observation) => observation.orgUnit))];
      return { kind: 'observations', orgUnits, period };
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
  const key = receiptKey(orgUnit, place.path, upload.eventTime, order);
  await deps.objects.put(key, `${JSON.stringify(receipt, null, 2)}\n`, 'application/json');
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
