import { createHash } from 'node:crypto';
import { isRefused, type Mail, type Mailer } from './aws/mail.ts';
import type { Objects } from './aws/objects.ts';
import type { Plans } from './aws/plans.ts';
import type { Submissions } from './aws/submissions.ts';
import { addressee } from './domain/plan/addressee.ts';
import { createLookup } from './domain/plan/lookup.ts';
import { type OrgUnit, type Plan, titleIn } from './domain/plan/model.ts';
import { issue, type ValidationIssue } from './domain/validation/issue.ts';
import { correctionsName } from './domain/validation/mail/file-names.ts';
import { type PendingReceipt, type Receipt, receiptKey } from './domain/validation/receipt.ts';
import type { Upload } from './events.ts';
import { mailOnce } from './mail-once.ts';
import type { Templates } from './templates.ts';

const MEGABYTE = 1024 * 1024;

/** Many mail servers take ten megabytes, and a mail carries a file a third larger than it is. */
const MOST_ATTACHED = 7 * MEGABYTE;

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

/** Stores the receipt of an upload that waits, unless it has one: another delivery of the same message may have answered it since. */
export async function keepPending(
  receipt: PendingReceipt,
  path: string,
  order: string,
  objects: Objects,
): Promise<void> {
  const key = receiptKey(receipt.orgUnit, path, receipt.uploadedAt, order);
  await objects.putNew(key, textOf(receipt), 'application/json');
}

const textOf = (receipt: Receipt | PendingReceipt): string => `${JSON.stringify(receipt, null, 2)}\n`;

/** Stores a receipt; gives its key. */
export async function keepReceipt(receipt: Receipt, path: string, order: string, objects: Objects): Promise<string> {
  const key = receiptKey(receipt.orgUnit, path, receipt.uploadedAt, order);
  await objects.put(key, textOf(receipt), 'application/json');
  return key;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Stores a receipt, before it the office's file with its cells marked, where there is one; the receipt then names its key. */
export async function keepAnswer(
  receipt: Receipt,
  marked: Uint8Array | null,
  path: string,
  order: string,
  objects: Objects,
): Promise<{ receipt: Receipt; receiptKey: string }> {
  if (marked === null) return { receipt, receiptKey: await keepReceipt(receipt, path, order, objects) };
  const corrections = receiptKey(receipt.orgUnit, path, receipt.uploadedAt, order).replace(/\.json$/, '.xlsx');
  await objects.put(corrections, marked, XLSX);
  const complete = { ...receipt, corrections };
  return { receipt: complete, receiptKey: await keepReceipt(complete, path, order, objects) };
}

/** What a function may die of with a file. Each is tried twice: a function may die of something else just then. */
export const reading = (order: string) => ({ name: `reading#${order}`, deaths: 2 });
export const judging = (order: string) => ({ name: `judging#${order}`, deaths: 2 });
export const marking = (order: string) => ({ name: `marking#${order}`, deaths: 2 });

export const readingAgain = (): ValidationIssue => issue('reading-again', 'warning');
export const readerDied = (): ValidationIssue => issue('reader-died', 'error');

export const hasDied = ({ issues }: Receipt): boolean => issues.some(({ code }) => code === readerDied().code);

/** Throws for a receipt that tells of a file nobody can read: its message belongs with the dead letters. */
export function failIfDied(receipt: Receipt): void {
  if (hasDied(receipt)) throw new Error(`Two functions died of reading ${receipt.key}: it is not read again`);
}

export interface ReceiptMailing {
  readonly plans: Pick<Plans, 'latest'>;
  readonly submissions: Submissions;
  readonly mailer: Mailer;
  readonly templates: Templates;
  readonly now: () => Date;
}

/** A receipt that was kept, with whom and by which plan it is told. */
export interface Telling {
  readonly receipt: Receipt;
  readonly receiptKey: string;
  /** The office's file with its cells marked. */
  readonly marked: Uint8Array | null;
  readonly unit: OrgUnit;
  readonly plan: Plan;
  readonly order: string;
}

/**
 * Mails a receipt to an org unit, unless it has no address or this receipt was mailed before. Where SES refuses the address, which is that
 * of the plan the file was judged by, it goes to that of the plan in use.
 */
export async function mailReceipt(
  { receipt, receiptKey, marked, unit, plan, order }: Telling,
  { templates, plans, ...mailing }: ReceiptMailing,
): Promise<void> {
  // Should the file be read after all, once the reader is repaired, that is news.
  const id = `receipt#${receipt.orgUnit}#${order}${hasDied(receipt) ? '#died' : ''}`;
  const { email } = unit;
  if (!email) return;
  const { renderReceiptMail } = await import('./domain/validation/receipt-mail.ts');
  const composeTo = (to: string) => (): Mail => {
    const catalogue = templates.catalogue(receipt.language);
    const office = titleIn(unit.title, receipt.language, plan.defaultLanguage);
    const content = marked !== null && marked.length <= MOST_ATTACHED ? marked : null;
    const filename = correctionsName(receipt.key, catalogue);
    const corrections = { attached: content && filename, key: receipt.corrections ?? null };
    const mail = renderReceiptMail(
      { receipt, plan, office, receiptKey, corrections },
      { source: templates.source, catalogue },
    );
    return { to, ...mail, attachments: content ? [{ filename, content, contentType: XLSX }] : [] };
  };
  try {
    await mailOnce(id, composeTo(email), mailing);
  } catch (error) {
    if (!isRefused(error)) throw error;
    const latest = await plans.latest();
    const now = latest ? addressee(createLookup(latest.plan), unit.code)?.email : email;
    if (now === email) throw error;
    if (now) await mailOnce(id, composeTo(now), mailing);
  }
}
