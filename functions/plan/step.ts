import { createHash } from 'node:crypto';
import type { Mailer } from '../aws/mail.ts';
import type { Objects } from '../aws/objects.ts';
import type { Plans } from '../aws/plans.ts';
import type { Queue } from '../aws/queue.ts';
import type { Submissions } from '../aws/submissions.ts';
import { orderOf } from '../domain/ledger/order.ts';
import { tellChanges } from '../domain/plan/changes/words.ts';
import { createLookup } from '../domain/plan/lookup.ts';
import { type Plan, titleIn } from '../domain/plan/model.ts';
import { readPlan } from '../domain/plan/read-plan.ts';
import { openFile } from '../domain/sheet/open.ts';
import { issue, type ValidationIssue } from '../domain/validation/issue.ts';
import { createReceipt, type Receipt, receiptKey, type SubmissionStatus } from '../domain/validation/receipt.ts';
import { renderReceiptMail } from '../domain/validation/receipt-mail.ts';
import type { AggregateMessage, Upload } from '../events.ts';
import { log, reasonOf } from '../log.ts';
import type { Templates } from '../templates.ts';

export interface PlanDependencies {
  readonly objects: Objects;
  readonly plans: Plans;
  readonly submissions: Submissions;
  readonly aggregateQueue: Queue;
  readonly mailer: Mailer;
  readonly templates: Templates;
  readonly now: () => Date;
}

const MAX_BYTES = 16 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;

interface PlanReading {
  readonly plan: Plan | null;
  readonly issues: readonly ValidationIssue[];
}

function readWorkbook(bytes: Uint8Array, key: string, before: Plan | null): PlanReading {
  try {
    const opened = openFile(bytes);
    if (!opened.ok) return { plan: null, issues: [opened.issue] };
    const { plan, issues } = readPlan(opened.grids, before);
    const all = [...opened.notes, ...issues];
    return { plan: all.some((found) => found.severity === 'error') ? null : plan, issues: all };
  } catch (error) {
    log('error', 'reader failed', { key, reason: reasonOf(error) });
    return { plan: null, issues: [issue('reader-failed', 'error')] };
  }
}

async function fetchAndRead(
  upload: Upload,
  before: Plan | null,
  objects: Objects,
): Promise<PlanReading & { sha256: string | null; version: string }> {
  const object = await objects.get(upload.key, upload.versionId, MAX_BYTES);
  const refused = (problem: ValidationIssue) => ({
    plan: null,
    issues: [problem],
    sha256: null,
    version: upload.versionId ?? '',
  });
  switch (object.kind) {
    case 'gone':
      return refused(issue('object-gone', 'error'));
    case 'too-large':
      return refused(
        issue('file-too-large', 'error', {
          found: String(Math.ceil(object.size / MEGABYTE)),
          expected: String(MAX_BYTES / MEGABYTE),
        }),
      );
    case 'found': {
      const sha256 = createHash('sha256').update(object.bytes).digest('hex');
      return { ...readWorkbook(object.bytes, upload.key, before), sha256, version: object.version };
    }
    default:
      return object satisfies never;
  }
}

function statusOf({ plan, issues }: PlanReading): SubmissionStatus {
  if (!plan) return 'rejected';
  return issues.some((found) => found.severity === 'warning') ? 'accepted-with-warnings' : 'accepted';
}

async function mailReceipt(receipt: Receipt, plan: Plan, order: string, deps: PlanDependencies): Promise<void> {
  const { root } = createLookup(plan);
  const id = `receipt#plan#${order}`;
  if (!root.email || (await deps.submissions.wasDone(id))) return;
  const title = titleIn(root.title, receipt.language, plan.defaultLanguage);
  const { source } = deps.templates;
  const mail = renderReceiptMail(receipt, title, { source, catalogue: deps.templates.catalogue(receipt.language) });
  await deps.mailer.send({ to: root.email, ...mail, attachments: [] });
  await deps.submissions.markDone(id, deps.now().toISOString());
}

/**
 * One plan workbook: without an error it becomes the next version of the plan and makes its periods due for aggregation;
 * otherwise it is refused and the last good version stays. Either way a receipt says so.
 */
export async function acceptPlan(upload: Upload, deps: PlanDependencies): Promise<Receipt> {
  const order = orderOf(upload);
  const before = await deps.plans.before(order);
  const { plan, issues, sha256, version } = await fetchAndRead(upload, before?.plan ?? null, deps.objects);
  const planVersion = plan ? await deps.plans.add(plan, order) : null;
  const overtaking = planVersion === null ? null : await deps.plans.overtaking(planVersion);
  if (planVersion !== null) {
    const message: AggregateMessage = { kind: 'plan', version: planVersion };
    await deps.aggregateQueue.send([message]);
  }

  // A refused workbook may name nobody to write to: then the headquarters of the version in use is told.
  const known = plan ?? (await deps.plans.latest())?.plan ?? null;
  const catalogue = deps.templates.catalogue(known ? createLookup(known).root.language : 'en');
  const receipt = createReceipt(
    {
      status: statusOf({ plan, issues }),
      orgUnit: 'plan',
      key: upload.key,
      version,
      sha256,
      uploadedAt: upload.eventTime,
      planVersion,
      accepted: 0,
      returned: 0,
      periods: [],
      understood: [],
      ...(plan ? { changes: tellChanges(before, plan, catalogue) } : {}),
    },
    overtaking === null ? issues : [...issues, issue('plan-overtaken', 'info', { found: String(overtaking) })],
    catalogue,
  );
  const path = upload.key.split('/').slice(1).join('/');
  await deps.objects.put(
    receiptKey('plan', path, upload.eventTime, order),
    `${JSON.stringify(receipt, null, 2)}\n`,
    'application/json',
  );
  if (known) await mailReceipt(receipt, known, order, deps);
  log('info', 'plan judged', { key: upload.key, status: receipt.status, version: planVersion });
  return receipt;
}
