import { createHash } from 'node:crypto';
import type { Mailer } from './aws/mail.ts';
import type { Objects } from './aws/objects.ts';
import type { Submissions } from './aws/submissions.ts';
import { type OrgUnit, type Plan, titleIn } from './domain/plan/model.ts';
import { issue, type ValidationIssue } from './domain/validation/issue.ts';
import { type PendingReceipt, type Receipt, receiptKey } from './domain/validation/receipt.ts';
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
export async function keepReceipt(
  receipt: Receipt | PendingReceipt,
  path: string,
  order: string,
  objects: Objects,
): Promise<string> {
  const key = receiptKey(receipt.orgUnit, path, receipt.uploadedAt, order);
  await objects.put(key, `${JSON.stringify(receipt, null, 2)}\n`, 'application/json');
  return key;
}

/** The reading of an upload as work that a function may die of: tried twice. */
export const reading = (order: string) => ({ name: `reading#${order}`, deaths: 2 });

export const readingAgain = (): ValidationIssue => issue('reading-again', 'warning');
export const readerDied = (): ValidationIssue => issue('reader-died', 'error');

const hasDied = ({ issues }: Receipt): boolean => issues.some(({ code }) => code === readerDied().code);

/** Throws for a receipt that tells of a file nobody can read: its message belongs with the dead letters. */
export function failIfDied(receipt: Receipt): void {
  if (hasDied(receipt)) throw new Error(`Two functions died of reading ${receipt.key}: it is not read again`);
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
  // Should the file be read after all, once the reader is repaired, that is news.
  const id = `receipt#${receipt.orgUnit}#${order}${hasDied(receipt) ? '#died' : ''}`;
  if (!unit.email || (await submissions.wasDone(id))) return;
  const title = titleIn(unit.title, receipt.language, plan.defaultLanguage);
  const options = { source: templates.source, catalogue: templates.catalogue(receipt.language) };
  await mailer.send({ to: unit.email, ...renderReceiptMail(receipt, title, options), attachments: [] });
  await submissions.markDone(id, now().toISOString());
}
