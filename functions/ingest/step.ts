import { orderOf } from '../domain/ledger/order.ts';
import { issue } from '../domain/validation/issue.ts';
import { createReceipt, type Receipt } from '../domain/validation/receipt.ts';
import type { Upload } from '../events.ts';
import { keepPending } from '../intake.ts';
import { answerCanary, isCanary } from './canary.ts';
import { NOTHING, orgUnitOf } from './examine.ts';
import { type Place, placeOf } from './place.ts';
import { catchUp } from './reopen.ts';
import { type IngestDependencies, take } from './take.ts';

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
  await keepPending(receipt, place.path, order, deps.objects);
}

/**
 * One uploaded file: judged by the plan version of the first attempt, its accepted observations put in the ledger, the rest
 * returned by a receipt and a mail. Every write may be repeated: a retry after a crash ends in the same state.
 */
export async function ingest(upload: Upload, deps: IngestDependencies): Promise<Receipt> {
  if (isCanary(upload)) return answerCanary(upload, deps);
  const place = placeOf(upload.key);
  const orgUnit = orgUnitOf(place);
  const order = orderOf(upload);
  const latest = await deps.plans.latest();
  if (!latest) {
    await keepWaiting(upload, place, order, deps);
    throw new Error('There is no plan yet: drop the plan workbook under plan/ first');
  }
  const planVersion = await deps.submissions.pinPlanVersion(orgUnit, order, latest.version);
  const receipt = await take(upload, planVersion, null, deps);
  if (receipt.issues.some(({ code }) => code === 'period-closed')) await catchUp(orgUnit, order, deps);
  return receipt;
}
