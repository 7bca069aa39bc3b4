import type { Objects } from '../aws/objects.ts';
import type { Plans } from '../aws/plans.ts';
import { orderOf } from '../domain/ledger/order.ts';
import { CANARY_ANSWERED, CANARY_KEY, CANARY_UNIT } from '../domain/upload/canary.ts';
import { createReceipt, type Receipt } from '../domain/validation/receipt.ts';
import type { Upload } from '../events.ts';
import { fetchUpload, keepReceipt } from '../intake.ts';
import { log } from '../log.ts';
import type { Templates } from '../templates.ts';
import { NOTHING } from './examine.ts';
import { placeOf } from './place.ts';

export interface CanaryDependencies {
  readonly objects: Objects;
  readonly plans: Pick<Plans, 'latest'>;
  readonly templates: Templates;
}

export const isCanary = ({ key }: Upload): boolean => key === CANARY_KEY;

/** It is smaller than this. */
const MAX_BYTES = 1024;

/** Goes the way of an office's file, reading the bucket and the table, and leaves a receipt and nothing else. */
export async function answerCanary(
  upload: Upload,
  { objects, plans, templates }: CanaryDependencies,
): Promise<Receipt> {
  const fetched = await fetchUpload(upload, MAX_BYTES, objects);
  if (!fetched.ok) throw new Error(`The canary cannot be read: ${fetched.issue.code}`);
  const planVersion = (await plans.latest())?.version ?? null;
  const { sha256, version } = fetched;
  const { key, eventTime: uploadedAt } = upload;
  const facts = { orgUnit: CANARY_UNIT, key, version, sha256, uploadedAt, planVersion, ...NOTHING };
  const receipt = createReceipt({ status: 'accepted', ...facts }, [], templates.catalogue('en'));
  const receiptKey = await keepReceipt(receipt, placeOf(key).path, orderOf(upload), objects);
  log('info', CANARY_ANSWERED, { key: receiptKey });
  return receipt;
}
