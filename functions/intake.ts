import { createHash } from 'node:crypto';
import type { Mailer } from './aws/mail.ts';
import type { Objects } from './aws/objects.ts';
import type { Submissions } from './aws/submissions.ts';
import { type OrgUnit, type Plan, titleIn } from './domain/plan/model.ts';
import { issue, type ValidationIssue } from './domain/validation/issue.ts';
import { type Receipt, receiptKey } from './domain/validation/receipt.ts';
import { renderReceiptMail } from './domain/validation/receipt-mail.ts';
import type { Upload } from './events.ts';
import type { Templates } from './templates.ts';

const MEGABYTE = 1024 * 1024;

/** An upload's bytes with what identifies them, or why there are none. */
export type FetchedUpload =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly sha256: string; readonly version: string }
  | { readonly ok: false; readonly issue: ValidationIssue };

function tooLarge(size: number, maxBytes: number): FetchedUpload {
  const [found, expected] = [Math.ceil(size / MEGABYTE), maxBytes / MEGABYTE].map(String);
  return { ok: false, issue: issue('file-too-large', 'error', { found: found ?? null, expected: expected ?? null }) };
}

/** Fetches an uploaded file unless it is gone or too large to be read. */
export async function fetchUpload(upload: Upload, maxBytes: number, objects: Objects): Promise<FetchedUpload> {
  if ((upload.size ?? 0) > maxBytes) return tooLarge(upload.size ?? 0, maxBytes);
  const object = await objects.get(upload.key, upload.versionId, maxBytes);
  switch (object.kind) {
    case 'gone':
      return { ok: false, issue: issue('object-gone', 'error') };
    case 'too-large':
      return tooLarge(object.size, maxBytes);
    case 'found': {
      const sha256 = createHash('sha256').update(object.bytes).digest('hex');
      return { ok: true, bytes: object.bytes, sha256, version: object.version };
    }
    default:
      return object satisfies never;
  }
}

/** Stores a receipt; gives its key. */
export async function keepReceipt(receipt: Receipt, path: string, order: string, objects: Objects): Promise<string> {
  const key = receiptKey(receipt.orgUnit, path, receipt.uploadedAt, order);
  await objects.put(key, `${JSON.stringify(receipt, null, 2)}\n`, 'application/json');
  return key;
}

export interface ReceiptMailing {
  readonly submissions: Submissions;
  readonly mailer: Mailer;
  readonly templates: Templates;
  readonly now: () => Date;
}

/** Mails a receipt to an org unit, unless it has none or this receipt was mailed before. */
export async function mailReceipt(
  receipt: Receipt,
  unit: OrgUnit,
  plan: Plan,
  order: string,
  { submissions, mailer, templates, now }: ReceiptMailing,
): Promise<void> {
  const id = `receipt#${receipt.orgUnit}#${order}`;
  if (!unit.email || (await submissions.wasDone(id))) return;
  const title = titleIn(unit.title, receipt.language, plan.defaultLanguage);
  const options = { source: templates.source, catalogue: templates.catalogue(receipt.language) };
  await mailer.send({ to: unit.email, ...renderReceiptMail(receipt, title, options), attachments: [] });
  await submissions.markDone(id, now().toISOString());
}
