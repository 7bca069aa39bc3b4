import { digestOf } from '../ledger/order.ts';
import type { ToldChanges } from '../plan/changes/words.ts';
import type { Catalogue, MessageValues } from '../report/catalogue.ts';
import type { UnderstoodColumn } from '../sheet/statement.ts';
import type { Severity, ValidationIssue } from './issue.ts';
import { clipped, quoted } from './quoted.ts';
import type { Replacement } from './review/replaced.ts';

export type SubmissionStatus = 'accepted' | 'accepted-with-warnings' | 'partially-accepted' | 'rejected';

/** An issue in the words of the office's language. */
export interface ReceiptIssue extends ValidationIssue {
  readonly message: string;
  readonly remedy: string;
}

/** What became of one uploaded file: kept as JSON beside it and told by mail. */
export interface Receipt {
  readonly schema: 'jalon/receipt/1';
  readonly status: SubmissionStatus;
  /** Prefix the file was dropped under; `plan` for a plan workbook. */
  readonly orgUnit: string;
  readonly key: string;
  readonly version: string;
  readonly sha256: string | null;
  readonly uploadedAt: string;
  readonly planVersion: number | null;
  readonly language: string;
  /** Observations (org unit x indicator x period) taken and returned. */
  readonly accepted: number;
  readonly returned: number;
  readonly periods: readonly string[];
  /** Periods of the plan of which something was returned. */
  readonly returnedPeriods?: readonly string[];
  readonly understood: readonly UnderstoodColumn[];
  readonly issues: readonly ReceiptIssue[];
  /** Of an office file: the figures taken that differ from those held before, and the number of those sent again unchanged. */
  readonly replaced?: readonly Replacement[];
  readonly unchanged?: number;
  /** Key of the file returned with its cells marked, where there is something to correct or to check. */
  readonly corrections?: string;
  /** Of a plan workbook that was taken: what it changes. */
  readonly changes?: ToldChanges;
}

/** What is kept until a file that could not be read to its end has been tried again. */
export type PendingReceipt = Omit<Receipt, 'status'> & { readonly status: 'pending' };

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

function localise(issue: ValidationIssue, catalogue: Catalogue): ReceiptIssue {
  const given = { ...issue.params, found: issue.found ?? '', expected: issue.expected ?? '' };
  const values: MessageValues = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, typeof value === 'number' ? value : quoted(value, catalogue)]),
  );
  return {
    ...issue,
    found: issue.found === null ? null : clipped(issue.found),
    message: catalogue.text(`issue.${issue.code}.message`, values),
    remedy: catalogue.text(`issue.${issue.code}.remedy`, values),
  };
}

/** A receipt with its issues put in words, errors first, otherwise in the order found. */
export function createReceipt<S extends SubmissionStatus | 'pending'>(
  facts: Omit<Receipt, 'schema' | 'language' | 'issues' | 'status'> & { readonly status: S },
  issues: readonly ValidationIssue[],
  catalogue: Catalogue,
): Omit<Receipt, 'status'> & { readonly status: S } {
  const ordered = issues.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
  return {
    schema: 'jalon/receipt/1',
    ...facts,
    understood: facts.understood.map((column) => ({ ...column, header: clipped(column.header) })),
    language: catalogue.language,
    issues: ordered.map((issue) => localise(issue, catalogue)),
  };
}

/** Keys may have 1,024 bytes; the rest is left to the folder, the time and the digest. */
const PATH_BYTES = 700;
const FOLDER_BYTES = 200;

function shortened(path: string, most: number): string {
  const bytes = new TextEncoder().encode(path);
  if (bytes.length <= most) return path;
  return new TextDecoder().decode(bytes.subarray(0, most)).replace(/\uFFFD+$/, '');
}

/** Parts that lead elsewhere, and control characters, of which listings of a bucket make bad XML. */
function harmless(path: string): string {
  const parts = path.split('/').map((part) => (/^\.{1,2}$/.test(part) ? '_' : part));
  return parts
    .join('/')
    .replace(/\p{Cc}/gu, '_')
    .toWellFormed();
}

/** Where the receipt of an upload is kept: beside nothing else, one per upload even under one name in one millisecond. */
export function receiptKey(orgUnit: string, path: string, uploadedAt: string, order: string): string {
  const time = uploadedAt.replace(/\D/g, '').slice(0, 17);
  const [folder, rest] = [shortened(harmless(orgUnit), FOLDER_BYTES), shortened(harmless(path), PATH_BYTES)];
  return `receipts/${folder}/${rest}.${time}-${digestOf(order)}.json`;
}
