import { type ChangeGroup, changeGroups } from '../plan/changes/words.ts';
import type { Catalogue } from '../report/catalogue.ts';
import type { RenderOptions } from '../report/html.ts';
import { compileTemplate } from '../report/template.ts';
import type { Receipt, ReceiptIssue } from './receipt.ts';

/** More than this on a telephone helps nobody; the receipt itself has them all. */
const ISSUES_IN_MAIL = 50;

export interface MailText {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Where an issue stands, in words: sheet and cell, or as much as is known. */
function place(issue: ReceiptIssue, { text }: Catalogue): string {
  const cell = issue.column && issue.row ? `${issue.column}${issue.row}` : null;
  const parts = [
    issue.sheet ? text('receipt.sheet', { sheet: issue.sheet }) : null,
    cell ? text('receipt.cell', { cell }) : null,
    !cell && issue.row ? text('receipt.row', { row: String(issue.row) }) : null,
    !cell && issue.column ? text('receipt.column', { column: issue.column }) : null,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

interface Section {
  readonly heading: string;
  readonly issues: readonly { readonly place: string; readonly message: string; readonly remedy: string }[];
}

function sections(receipt: Receipt, catalogue: Catalogue): Section[] {
  const shown = receipt.issues.slice(0, ISSUES_IN_MAIL);
  return (['error', 'warning', 'info'] as const)
    .map((severity) => ({
      heading: catalogue.text(`receipt.${severity}s`),
      issues: shown
        .filter((issue) => issue.severity === severity)
        .map((issue) => ({ place: place(issue, catalogue), message: issue.message, remedy: issue.remedy })),
    }))
    .filter((section) => section.issues.length > 0);
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
  const shown = sections(receipt, catalogue);
  const changes = changeGroups(receipt.changes, catalogue);
  const hidden = receipt.issues.length - ISSUES_IN_MAIL;
  const lines = [
    text(`receipt.${kind}.${receipt.status}`, { file, version: String(receipt.planVersion ?? '') }),
    ...(kind === 'file' ? [text('receipt.taken', { count: receipt.accepted })] : []),
    ...(kind === 'file' ? [text('receipt.returned', { count: receipt.returned })] : []),
    ...(receipt.changes ? [receipt.changes.summary] : []),
    ...(receipt.periods.length > 0 ? [text('receipt.periods', { periods: receipt.periods.join(', ') })] : []),
    ...(receipt.status === 'accepted' ? [text('receipt.nothing-to-do')] : [text(`receipt.${kind}.next`)]),
    ...(hidden > 0 ? [text('receipt.more', { count: hidden })] : []),
  ];
  const uploaded = text('receipt.uploaded', { date: catalogue.date(receipt.uploadedAt), key: receipt.key });
  const subject = text(`receipt.${kind}.subject.${receipt.status}`, { file, office: title });
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
