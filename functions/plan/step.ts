import { type Attempting, attempt } from '../attempt.ts';
import type { ClosedFiles } from '../aws/closed-files.ts';
import type { Objects } from '../aws/objects.ts';
import type { Plans, PlanVersion } from '../aws/plans.ts';
import type { Queue } from '../aws/queue.ts';
import { orderOf } from '../domain/ledger/order.ts';
import { tellChanges } from '../domain/plan/changes/words.ts';
import { createLookup } from '../domain/plan/lookup.ts';
import type { Plan } from '../domain/plan/model.ts';
import { readPlan } from '../domain/plan/read-plan.ts';
import type { Catalogue } from '../domain/report/catalogue.ts';
import { isAnnotation } from '../domain/sheet/annotation-marks.ts';
import { openFile } from '../domain/sheet/open.ts';
import { issue, type ValidationIssue } from '../domain/validation/issue.ts';
import { createReceipt, type Receipt, type SubmissionStatus } from '../domain/validation/receipt.ts';
import type { AggregateMessage, Upload } from '../events.ts';
import {
  failIfDied,
  fetchUpload,
  keepAnswer,
  keepPending,
  mailReceipt,
  type ReceiptMailing,
  readerDied,
  reading,
  readingAgain,
} from '../intake.ts';
import { faultPlace, log } from '../log.ts';
import { markedFile } from '../marked-file.ts';
import { unpacker } from '../unpacker.ts';
import { reopenFiles } from './reopen-files.ts';

export interface PlanDependencies extends ReceiptMailing, Attempting {
  readonly objects: Objects;
  readonly plans: Plans;
  readonly aggregateQueue: Queue;
  readonly ingestQueue: Queue;
  readonly closedFiles: Pick<ClosedFiles, 'all'>;
}

/** Versions are numbered from 1. */
const NO_VERSION = 0;

const MAX_BYTES = 16 * 1024 * 1024;

interface PlanReading {
  readonly plan: Plan | null;
  readonly issues: readonly ValidationIssue[];
}

interface FetchedReading extends PlanReading {
  /** Null for a file that was not fetched. */
  readonly bytes: Uint8Array | null;
  readonly sha256: string | null;
  readonly version: string;
}

function readWorkbook(
  bytes: Uint8Array,
  key: string,
  before: Plan | null,
  { languages }: PlanDependencies['templates'],
): PlanReading {
  try {
    const opened = openFile(bytes, { unpacker });
    if (!opened.ok) return { plan: null, issues: [opened.issue] };
    const grids = opened.grids.filter((grid) => !isAnnotation(grid));
    const { plan, issues } = readPlan(grids, before, languages);
    const all = [...opened.notes, ...grids.flatMap(({ remarks = [] }) => remarks), ...issues];
    return { plan: all.some((found) => found.severity === 'error') ? null : plan, issues: all };
  } catch (error) {
    log('error', 'reader failed', { key, reason: faultPlace(error) });
    return { plan: null, issues: [issue('reader-failed', 'error')] };
  }
}

/** What the receipt says of the upload, whatever became of it. */
function factsOf({ key, eventTime: uploadedAt }: Upload, sha256: string | null, version: string) {
  const nothing = { accepted: 0, returned: 0, periods: [], understood: [] };
  return { orgUnit: 'plan', key, version, sha256, uploadedAt, ...nothing };
}

const pathOf = ({ key }: Upload): string => key.split('/').slice(1).join('/');

async function fetchAndRead(upload: Upload, before: Plan | null, deps: PlanDependencies): Promise<FetchedReading> {
  const fetched = await fetchUpload(upload, MAX_BYTES, deps.objects);
  if (!fetched.ok)
    return { plan: null, issues: [fetched.issue], bytes: null, sha256: null, version: upload.versionId ?? '' };
  const { bytes, sha256, version } = fetched;
  const order = orderOf(upload);
  const compute = () => readWorkbook(bytes, upload.key, before, deps.templates);
  const onRetry = async () => {
    const pending = { status: 'pending', planVersion: null, ...factsOf(upload, sha256, version) } as const;
    const receipt = createReceipt(pending, [readingAgain()], catalogueFor(before, deps));
    await keepPending(receipt, pathOf(upload), order, deps.objects);
  };
  const read = await attempt({ ...reading(order), compute, onRetry }, deps);
  return { ...(read ?? { plan: null, issues: [readerDied()] }), bytes, sha256, version };
}

function catalogueFor(plan: Plan | null, { templates }: PlanDependencies): Catalogue {
  return templates.catalogue(plan ? createLookup(plan).root.language : 'en');
}

function statusOf({ plan, issues }: PlanReading): SubmissionStatus {
  if (!plan) return 'rejected';
  return issues.some((found) => found.severity === 'warning') ? 'accepted-with-warnings' : 'accepted';
}

/** The version in use before the upload, as found at the first attempt: one that came to light since would have it judged otherwise. */
async function judgedAgainst(order: string, { plans, submissions }: PlanDependencies): Promise<PlanVersion | null> {
  const found = await plans.before(order);
  const pinned = await submissions.pinPlanVersion('plan', order, found?.version ?? NO_VERSION);
  if (pinned === (found?.version ?? NO_VERSION)) return found;
  return pinned === NO_VERSION ? null : plans.get(pinned);
}

/**
 * One plan workbook: without an error it becomes the next version of the plan and makes its periods due for aggregation;
 * otherwise it is refused and the last good version stays. Either way a receipt says so.
 */
export async function acceptPlan(upload: Upload, deps: PlanDependencies): Promise<Receipt> {
  const order = orderOf(upload);
  const before = await judgedAgainst(order, deps);
  const { plan, issues, bytes, sha256, version } = await fetchAndRead(upload, before?.plan ?? null, deps);
  const planVersion = plan ? await deps.plans.add(plan, order) : null;
  const overtaking = planVersion === null ? null : await deps.plans.overtaking(planVersion);
  const reopened: ValidationIssue[] = [];
  if (planVersion !== null) {
    const message: AggregateMessage = { kind: 'plan', version: planVersion };
    await deps.aggregateQueue.send([message]);
    if (plan && overtaking === null) reopened.push(...(await reopenFiles(plan, planVersion, deps)));
  }

  // A refused workbook may name nobody to write to: then the headquarters of the version in use is told.
  const known = plan ?? (await deps.plans.latest())?.plan ?? null;
  const catalogue = catalogueFor(known, deps);
  const judged = createReceipt(
    {
      status: statusOf({ plan, issues }),
      planVersion,
      ...factsOf(upload, sha256, version),
      ...(plan ? { changes: tellChanges(before, plan, catalogue) } : {}),
    },
    overtaking === null
      ? [...issues, ...reopened]
      : [...issues, issue('plan-overtaken', 'info', { found: String(overtaking) })],
    catalogue,
  );
  const marked = known && (await markedFile({ bytes, receipt: judged, plan: known, order, catalogue }, deps));
  const { receipt, receiptKey } = await keepAnswer(judged, marked, pathOf(upload), order, deps.objects);
  const unit = known && createLookup(known).root;
  if (known && unit) await mailReceipt({ receipt, receiptKey, marked, unit, plan: known, order }, deps);
  log('info', 'plan judged', { key: upload.key, status: receipt.status, version: planVersion });
  failIfDied(receipt);
  return receipt;
}
