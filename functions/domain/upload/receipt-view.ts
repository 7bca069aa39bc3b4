import type { Catalogue } from '../report/catalogue.ts';
import { fileName } from '../validation/mail/file-names.ts';
import { type IssueRow, issueRows, SYMBOL_OF } from '../validation/mail/issue-rows.ts';
import { outcomeOf, type Tone } from '../validation/mail/outcome.ts';
import type { Receipt } from '../validation/receipt.ts';

/** A receipt as the upload page shows it. */
export interface ReceiptView {
  /** Key of the upload. */
  readonly key: string;
  readonly file: string;
  readonly tone: Tone;
  readonly symbol: string;
  readonly outcome: string;
  readonly accepted: number;
  readonly returned: number;
  readonly issues: readonly (IssueRow & { readonly symbol: string })[];
  /** Issues left out, which the marked file has. */
  readonly hidden: number;
  /** Key of the marked file, null where there is none. */
  readonly marked: string | null;
}

/** What became of a file, in the words of the catalogue; the issues are in the office's language, as they were written. */
export function receiptView(receipt: Receipt, catalogue: Catalogue): ReceiptView {
  const { key, accepted, returned, corrections = null } = receipt;
  const { tone, symbol, sentence } = outcomeOf(receipt, receipt.orgUnit, catalogue);
  const { rows, hidden } = issueRows(receipt.issues, catalogue);
  const issues = rows.map((row) => ({ ...row, symbol: SYMBOL_OF[row.severity] }));
  return {
    key,
    file: fileName(key),
    tone,
    symbol,
    outcome: sentence,
    accepted,
    returned,
    issues,
    hidden,
    marked: corrections,
  };
}
