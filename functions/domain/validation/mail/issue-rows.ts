import type { Catalogue } from '../../report/catalogue.ts';
import type { Severity } from '../issue.ts';
import { isolated } from '../quoted.ts';
import type { ReceiptIssue } from '../receipt.ts';
import { cut, oneLine } from './file-names.ts';

/** More than this on a telephone helps nobody; the receipt itself has them all. */
const MOST = { issues: 40, alike: 12, found: 60, sentence: 320, info: 200, bytes: 56_000 };

export const SYMBOL_OF: Readonly<Record<Severity, string>> = { error: '✖', warning: '▲', info: 'ℹ' };

export interface IssueRow {
  readonly severity: Severity;
  readonly code: string;
  readonly where: string;
  readonly found: string;
  readonly message: string;
  readonly remedy: string;
}

/** Where an issue stands: its sheet and its cells, or as much as is known. */
function placeOf({ sheet, row, column, params }: ReceiptIssue, catalogue: Catalogue): string {
  const { text } = catalogue;
  const cell = column !== null && row !== null ? `${column}${row}` : null;
  const count = Number(params.count ?? 1);
  const parts = [
    cell === null
      ? null
      : count > 1
        ? text('receipt.cells', { cell: isolated(cell, catalogue), more: count - 1 })
        : isolated(cell, catalogue),
    cell === null && row !== null ? text('receipt.row', { row: String(row) }) : null,
    cell === null && column !== null ? text('receipt.column', { column }) : null,
    sheet === null ? null : text('receipt.sheet', { sheet: isolated(oneLine(sheet, 31), catalogue) }),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

function rowOf(issue: ReceiptIssue, catalogue: Catalogue): IssueRow {
  const { severity, code, found, message, remedy } = issue;
  return {
    ...{ severity, code, where: placeOf(issue, catalogue) },
    found: found ? isolated(oneLine(found, MOST.found), catalogue) : '',
    message: cut(message, severity === 'info' ? MOST.info : MOST.sentence),
    remedy: cut(remedy, MOST.sentence),
  };
}

/** Bytes of a row's words in HTML, where each of five characters becomes six. */
function bytesOf({ where, found, message, remedy }: IssueRow): number {
  const words = [where, found, message, remedy].join('').replace(/[&<>"'`=]/g, '&quot;');
  return new TextEncoder().encode(words).length;
}

export interface IssueRows {
  readonly rows: readonly IssueRow[];
  /** How many more there are. */
  readonly hidden: number;
}

/** The issues that a mail shows, in the receipt's order: not too many alike, and no more than mail programs show whole. That nothing was taken is its first line already. */
export function issueRows(issues: readonly ReceiptIssue[], catalogue: Catalogue): IssueRows {
  const told = issues.filter(({ code }) => code !== 'nothing-accepted');
  const seen = new Map<string, number>();
  const rows: IssueRow[] = [];
  let bytes = 0;
  for (const issue of told) {
    const alike = seen.get(issue.code) ?? 0;
    seen.set(issue.code, alike + 1);
    if (alike >= MOST.alike || rows.length >= MOST.issues) continue;
    const row = rowOf(issue, catalogue);
    bytes += bytesOf(row);
    if (bytes <= MOST.bytes) rows.push(row);
  }
  return { rows, hidden: told.length - rows.length };
}
