import { type ChangeGroup, changeGroups } from '../plan/changes/words.ts';
import type { Catalogue } from '../report/catalogue.ts';
import type { RenderOptions } from '../report/html.ts';
import { compileTemplate } from '../report/template.ts';
import type { Receipt, ReceiptIssue } from './receipt.ts';

/** More than this on a telephone helps nobody; the receipt itself has them all. */
const ISSUES_IN_MAIL = 50;
/** One kind of problem must not crowd out the others. */
const ALIKE_IN_MAIL = 15;

export interface MailText {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** The issues that the mail shows, in order. That nothing was taken is its first line already. */
function shownIssues(issues: readonly ReceiptIssue[]): ReceiptIssue[] {
  const seen = new Map<string, number>();
  const shown = issues.filter(({ code }) => {
    const before = seen.get(code) ?? 0;
    seen.set(code, before + 1);
    return code !== 'nothing-accepted' && before < ALIKE_IN_MAIL;
  });
  return shown.slice(0, ISSUES_IN_MAIL);
}

/** Where an issue stands, in words: sheet and cell, or as much as is known. A message that lists several cells needs no first one. */
function place(issue: ReceiptIssue, { text }: Catalogue): string {
  const cell = issue.column && issue.row ? `${issue.column}${issue.row}` : null;
  const { count, cells } = issue.params;
  const listed = Number(count) > 1 && typeof cells === 'string' && cells !== '' && issue.message.includes(cells);
  const parts = [
    issue.sheet ? text('receipt.sheet', { sheet: issue.sheet }) : null,
    cell && !listed ? text('receipt.cell', { cell }) : null,
    !cell && issue.row ? text('receipt.row', { row: String(issue.row) }) : null,
    !cell && issue.column ? text('receipt.column', { column: issue.column }) : null,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

interface Section {
  readonly heading: string;
  readonly issues: readonly { readonly place: string; readonly message: string; readonly remedy: string }[];
}

function sections(shown: readonly ReceiptIssue[], catalogue: Catalogue): Section[] {
  return (['error', 'warning', 'info'] as const)
    .map((severity) => ({
      heading: catalogue.text(`receipt.${severity}s`),
      issues: shown
        .filter((issue) => issue.severity === severity)
        .map((issue) => ({ place: place(issue, catalogue), message: issue.message, remedy: issue.remedy })),
    }))
    .filter((section) => section.issues.length > 0);
}

/** What the office has to do: nothing, perhaps something, or correct cells; null where only the remedies below can say. */
function nextStep({ status, issues, accepted }: Receipt, kind: 'file' | 'plan'): string | null {
  if (status === 'accepted') return 'receipt.nothing-to-do';
  if (kind === 'plan') return 'receipt.plan.next';
  if (status === 'accepted-with-warnings') return accepted > 0 ? 'receipt.file.check' : null;
  return issues.some(({ severity, row, column }) => severity === 'error' && (row ?? column) !== null)
    ? 'receipt.file.next'
    : null;
}

function asText(lines: readonly string[], shown: readonly Section[]): string {
  const body = shown.flatMap(({ heading, issues }) => [
    '',
    heading.toUpperCase(),
    ...issues.flatMap(({ place: at, message, remedy }) => [`- ${at ? `${at}: ` : ''}${message}`, `  -> ${remedy}`]),
  ]);
  return `${[...lines, ...body].join('\n')}\n`;
}

function changesAsText(groups: readonly ChangeGroup[]): string {
  return groups
    .map(({ heading, items }) => ['', heading.toUpperCase(), ...items.map((item) => `- ${item}`), ''].join('\n'))
    .join('');
}

/** The mail that tells an office what was taken, what was not, in which cell, and what to do. `title` names the office in its language. */
export function renderReceiptMail(receipt: Receipt, title: string, { source, catalogue }: RenderOptions): MailText {
  const { text } = catalogue;
  const file = receipt.key.split('/').at(-1) ?? receipt.key;
  const kind = receipt.orgUnit === 'plan' ? 'plan' : 'file';
  const mailed = shownIssues(receipt.issues);
  const shown = sections(mailed, catalogue);
  const changes = changeGroups(receipt.changes, catalogue);
  const hidden = receipt.issues.filter(({ code }) => code !== 'nothing-accepted').length - mailed.length;
  const isEmpty = kind === 'file' && receipt.status === 'accepted-with-warnings' && receipt.accepted === 0;
  const outcome = isEmpty ? 'empty' : receipt.status;
  const next = nextStep(receipt, kind);
  const lines = [
    text(`receipt.${kind}.${outcome}`, { file, version: String(receipt.planVersion ?? '') }),
    ...(kind === 'file' ? [text('receipt.taken', { count: receipt.accepted })] : []),
    ...(kind === 'file' ? [text('receipt.returned', { count: receipt.returned })] : []),
    ...(receipt.changes ? [receipt.changes.summary] : []),
    ...(receipt.periods.length > 0 ? [text('receipt.periods', { periods: receipt.periods.join(', ') })] : []),
    ...(next === null ? [] : [text(next)]),
    ...(hidden > 0 ? [text('receipt.more', { count: hidden })] : []),
  ];
  const uploaded = text('receipt.uploaded', { date: catalogue.date(receipt.uploadedAt), key: receipt.key });
  const subject = text(`receipt.${kind}.subject.${outcome}`, { file, office: title });
  const view = {
    language: catalogue.language,
    direction: catalogue.direction,
    subject,
    title,
    lines,
    sections: shown,
    changes,
    uploaded,
  };
  return {
    subject,
    html: compileTemplate(source, 'email/receipt.hbs')(view, catalogue.text),
    text: asText([title, '', ...lines, uploaded], shown) + changesAsText(changes),
  };
}
