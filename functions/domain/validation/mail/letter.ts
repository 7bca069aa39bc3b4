import { type ChangeGroup, changeGroups } from '../../plan/changes/words.ts';
import type { Plan } from '../../plan/model.ts';
import type { Catalogue } from '../../report/catalogue.ts';
import { isolated } from '../quoted.ts';
import type { Receipt } from '../receipt.ts';
import { cut, fileName, oneLineName } from './file-names.ts';
import { type IssueRow, issueRows, SYMBOL_OF } from './issue-rows.ts';
import { isPlan, type Outcome, outcomeOf, periodsText } from './outcome.ts';
import { type ReplacedRow, replacedRows } from './replaced-rows.ts';
import { type Corrections, type Steps, stepsOf } from './steps.ts';
import { understoodText } from './understood.ts';

/** A receipt and what its mail needs besides. */
export interface Answer {
  readonly receipt: Receipt;
  /** The plan that gives titles, notations and the time zone. */
  readonly plan: Plan;
  /** The org unit's title in the catalogue's language. */
  readonly office: string;
  readonly receiptKey: string;
  readonly corrections: Corrections;
}

export interface IssueSection {
  readonly severity: IssueRow['severity'];
  readonly symbol: string;
  readonly heading: string;
  /** Whether some row stands at a cell; those of a file as a whole stand nowhere. */
  readonly isPlaced: boolean;
  readonly rows: readonly IssueRow[];
}

/** A receipt's mail in words, for either of its parts. */
export interface ReceiptLetter extends Outcome {
  readonly about: string;
  /** First words of the list of mails; what the subject does not say. */
  readonly preheader: string;
  readonly counts: readonly { readonly label: string; readonly number: string; readonly tone: string }[];
  /** Sentences below the outcome. */
  readonly lines: readonly string[];
  readonly sections: readonly IssueSection[];
  readonly more: string | null;
  readonly steps: Steps | null;
  readonly replaced: readonly ReplacedRow[];
  readonly moreReplaced: string | null;
  readonly unchanged: string | null;
  readonly changes: readonly ChangeGroup[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

const SEVERITIES = ['error', 'warning', 'info'] as const;

function sections(rows: readonly IssueRow[], { text }: Catalogue): IssueSection[] {
  return SEVERITIES.map((severity) => {
    const own = rows.filter((row) => row.severity === severity);
    const isPlaced = own.some(({ where, found }) => where !== '' || found !== '');
    return { severity, symbol: SYMBOL_OF[severity], heading: text(`receipt.${severity}s`), isPlaced, rows: own };
  }).filter((section) => section.rows.length > 0);
}

function counts({ receipt }: Answer, catalogue: Catalogue): ReceiptLetter['counts'] {
  if (isPlan(receipt) || receipt.accepted + receipt.returned === 0) return [];
  const { replaced = [] } = receipt;
  const count = (name: string, number: number, tone: string) => ({
    label: catalogue.text(`receipt.count.${name}`, { count: number }),
    number: catalogue.number(number),
    tone,
  });
  return [
    count('taken', receipt.accepted, receipt.accepted > 0 ? 'good' : 'plain'),
    ...(receipt.returned > 0 ? [count('returned', receipt.returned, 'bad')] : []),
    ...(replaced.length > 0 ? [count('replaced', replaced.length, 'plain')] : []),
  ];
}

function facts({ receipt, plan, receiptKey }: Answer, catalogue: Catalogue): ReceiptLetter['facts'] {
  const fact = (name: string, value: string) => ({ label: catalogue.text(`receipt.fact.${name}`), value });
  return [
    fact('file', isolated(oneLineName(receipt.key, 160), catalogue)),
    fact('uploaded', catalogue.instant(receipt.uploadedAt, plan.timeZone)),
    ...(receipt.planVersion === null
      ? []
      : [fact('plan', catalogue.text('receipt.plan-version', { version: String(receipt.planVersion) }))]),
    ...(receipt.sha256 === null ? [] : [fact('sha256', `${receipt.sha256.slice(0, 12)}…`)]),
    fact('receipt', isolated(oneLineName(receiptKey, 200), catalogue)),
  ];
}

function preheader(rows: readonly IssueRow[], otherwise: string, { text }: Catalogue): string {
  const [first] = rows;
  if (!first || first.severity === 'info') return otherwise;
  return cut(`${first.where ? `${first.where}${text('report.colon')}` : ''}${first.message}`, 140);
}

/** The mail about a receipt, in the catalogue's language. */
export function letterOf(answer: Answer, catalogue: Catalogue): ReceiptLetter {
  const { text } = catalogue;
  const { receipt, plan, office, corrections } = answer;
  const { replaced = [], unchanged = 0 } = receipt;
  const outcome = outcomeOf(receipt, office, catalogue);
  const { rows, hidden } = issueRows(receipt.issues, catalogue);
  const changed = replacedRows(replaced, receipt.orgUnit, plan, catalogue);
  const steps = stepsOf(receipt, corrections, catalogue);
  const understood = understoodText(receipt, plan, catalogue);
  const nothing = receipt.status === 'accepted' ? text('receipt.nothing-to-do') : null;
  const where = corrections.attached === null ? 'receipt' : 'workbook';
  return {
    ...outcome,
    about: [office, isPlan(receipt) ? null : periodsText(receipt, catalogue), fileName(receipt.key)]
      .filter((part) => part !== null)
      .map((part) => isolated(part, catalogue))
      .join(' · '),
    preheader: preheader(rows, nothing ?? outcome.sentence, catalogue),
    counts: counts(answer, catalogue),
    lines: [nothing, receipt.changes?.summary ?? null, understood].filter((line) => line !== null),
    sections: sections(rows, catalogue),
    more: hidden > 0 ? text('receipt.more', { count: hidden, where }) : null,
    steps,
    replaced: changed.rows,
    moreReplaced: changed.hidden > 0 ? text('receipt.replaced.more', { count: changed.hidden }) : null,
    unchanged: unchanged > 0 ? text('receipt.unchanged', { count: unchanged }) : null,
    changes: changeGroups(receipt.changes, catalogue),
    facts: facts(answer, catalogue),
  };
}
