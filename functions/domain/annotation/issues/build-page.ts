import { createLookup, type Lookup } from '../../plan/lookup.ts';
import { type Plan, titleIn } from '../../plan/model.ts';
import { periodRuns } from '../../plan/period-runs.ts';
import type { Catalogue } from '../../report/catalogue.ts';
import { shortPeriodName } from '../../report/words.ts';
import { ISSUES_MARK } from '../../sheet/annotation-marks.ts';
import { columnLetters, type Grid } from '../../sheet/grid.ts';
import type { Receipt, ReceiptIssue } from '../../validation/receipt.ts';
import { isolated, withCodes } from '../direction.ts';
import { placesOf } from '../marks.ts';
import { SYMBOLS } from '../sheet/style-marker.ts';
import type { Look, Page, PageCell, PageLink } from './page.ts';
import { roleWords } from './role-words.ts';

/** What the page is made of. */
export interface PageContext {
  readonly receipt: Receipt;
  readonly plan: Plan;
  readonly catalogue: Catalogue;
  /** The sheets that are returned, as they are called in the workbook; none where only the page itself is. */
  readonly sheets: ReadonlyMap<string | null, { readonly name: string; readonly grid: Grid }>;
  /** Name of the page's own sheet. */
  readonly name: string;
  /** What else has to be said on top, put in words. */
  readonly remarks: readonly string[];
}

const COLUMNS = ['severity', 'sheet', 'cell', 'message', 'found', 'expected', 'remedy', 'code'] as const;
const WIDTHS = [17, 18, 14, 56, 20, 24, 50, 24, 2];
const MARK_COLUMN = COLUMNS.length;
const LONGEST_FOUND = 160;
const SHOWN_STRETCHES = 6;

const cell = (column: number, text: string, look: Look, link?: PageLink): PageCell =>
  link ? { column, text, look, link } : { column, text, look };

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** The cells of an issue as shown, and the range to jump to; null for an issue without a place. */
function placeOf(
  issue: ReceiptIssue,
  { sheets, catalogue }: PageContext,
): { text: string; link: PageLink | null } | null {
  const known = sheets.get(issue.sheet);
  const stretches = issue.area?.split(' ').filter((stretch) => stretch !== '') ?? [];
  if (stretches.length > 0) {
    const [range = ''] = stretches;
    const more = stretches.length > SHOWN_STRETCHES ? ' …' : '';
    const text = `${stretches.slice(0, SHOWN_STRETCHES).join(' ')}${more}`;
    return { text, link: known ? { sheet: known.name, range } : null };
  }
  const [first] = known ? placesOf(issue, known.grid, 1) : [];
  const range = first ? `${columnLetters(first.column)}${first.row + 1}` : issue.column ? `${issue.column}1` : 'A1';
  const link = known ? { sheet: known.name, range } : null;
  if (issue.row === null && issue.column === null) return issue.sheet === null ? null : { text: '', link };
  if (issue.row === null) return { text: catalogue.text('receipt.column', { column: issue.column ?? '' }), link };
  return issue.column === null
    ? { text: catalogue.text('receipt.row', { row: String(issue.row) }), link }
    : { text: `${issue.column}${issue.row}`, link };
}

function issueRow(issue: ReceiptIssue, context: PageContext): PageCell[] {
  const { severity, code } = issue;
  const { catalogue } = context;
  const place = placeOf(issue, context);
  const sheet = issue.sheet ?? place?.link?.sheet ?? '';
  const link = place?.link ?? undefined;
  const placed = place && place.text !== '' ? place.text : '';
  return [
    cell(0, `${SYMBOLS[severity]} ${catalogue.text(`receipt.${severity}s`)}`, severity),
    cell(
      1,
      sheet,
      link && placed === '' && sheet !== '' ? 'link' : 'text',
      placed === '' && sheet !== '' ? link : undefined,
    ),
    cell(2, placed, link && placed !== '' ? 'link' : 'text', placed === '' ? undefined : link),
    cell(3, withCodes(issue.message, catalogue), 'text'),
    cell(4, withCodes(shortened(issue.found ?? '', LONGEST_FOUND), catalogue), 'text'),
    cell(5, withCodes(shortened(issue.expected ?? '', LONGEST_FOUND), catalogue), 'text'),
    cell(6, withCodes(issue.remedy, catalogue), 'text'),
    cell(7, code, 'code'),
  ];
}

/** What was made of each column, under the issues. */
function understoodRows({ receipt, catalogue, sheets }: PageContext, lookup: Lookup): PageCell[][] {
  if (receipt.understood.length === 0) return [];
  const head = (['sheet', 'column', 'header', 'role'] as const).map((key, column) =>
    cell(column === 0 ? 1 : column + 1, catalogue.text(`annotation.understood.${key}`), 'header'),
  );
  const rows = receipt.understood.map(({ sheet, column, header, role }) => {
    const known = sheets.get(sheet);
    const link = known ? { sheet: known.name, range: `${column}1` } : undefined;
    return [
      cell(1, known?.name ?? sheet ?? '', 'text'),
      cell(2, column, link ? 'link' : 'text', link),
      cell(3, shortened(header, LONGEST_FOUND), 'text'),
      cell(4, roleWords(role, lookup, catalogue), 'text'),
    ];
  });
  return [[cell(0, catalogue.text('annotation.understood.title'), 'section')], head, ...rows];
}

/** Keys of what the office has to do. */
function nextSteps({ issues }: Receipt): string[] {
  if (issues.some(({ severity }) => severity === 'error')) return ['annotation.next', 'annotation.keep'];
  return [issues.some(({ severity }) => severity === 'warning') ? 'receipt.file.check' : 'receipt.nothing-to-do'];
}

function topRows(context: PageContext, lookup: Lookup, understoodAt: number): PageCell[][] {
  const { receipt, plan, catalogue, name, remarks } = context;
  const { text } = catalogue;
  const file = isolated(receipt.key.split('/').at(-1) ?? receipt.key, catalogue);
  const unit = lookup.orgUnit(receipt.orgUnit);
  const office = unit ? titleIn(unit.title, catalogue.language, plan.defaultLanguage) : receipt.orgUnit;
  const isEmpty = receipt.status === 'accepted-with-warnings' && receipt.accepted === 0;
  const outcome = isEmpty ? 'empty' : receipt.status;
  const named = (period: string) => shortPeriodName(period, catalogue);
  const periods = periodRuns(receipt.periods)
    .map(({ first, last }) => (first === last ? named(first) : `${named(first)} – ${named(last)}`))
    .join(text('report.list-separator'));
  const counts = [
    text('receipt.taken', { count: receipt.accepted }),
    text('receipt.returned', { count: receipt.returned }),
  ];
  const uploaded = text('receipt.uploaded', {
    date: catalogue.date(receipt.uploadedAt, plan.timeZone),
    key: isolated(receipt.key, catalogue),
  });
  const version =
    receipt.planVersion === null ? [] : [text('annotation.plan', { version: String(receipt.planVersion) })];
  return [
    [cell(0, `${office} – ${file}`, 'title'), cell(MARK_COLUMN, ISSUES_MARK, 'mark')],
    [cell(0, text(`receipt.file.${outcome}`, { file }), 'outcome')],
    [cell(0, counts.join('  '), 'strong')],
    ...(periods === '' ? [] : [[cell(0, text('receipt.periods', { periods }), 'line')]]),
    ...nextSteps(receipt).map((key) => [cell(0, text(key), 'line')]),
    ...remarks.map((remark) => [cell(0, remark, 'strong')]),
    [cell(0, [uploaded, ...version].join('  '), 'hint')],
    ...(understoodAt > 0
      ? [[cell(0, text('annotation.understood.see'), 'pointer', { sheet: name, range: `A${understoodAt}` })]]
      : []),
    [],
  ];
}

/** The sheet of issues: what was taken and what was not, every problem with the way to its cells, and what was understood of the columns. */
export function buildPage(context: PageContext): Page {
  const { receipt, plan, catalogue, name } = context;
  const lookup = createLookup(plan);
  const issues = receipt.issues
    .filter(({ code }) => code !== 'nothing-accepted')
    .map((issue) => issueRow(issue, context));
  const understood = understoodRows(context, lookup);
  const header = topRows(context, lookup, understood.length).length + 1;
  const last = header + issues.length;
  const head = COLUMNS.map((key, column) => cell(column, catalogue.text(`annotation.header.${key}`), 'header'));
  return {
    name,
    rightToLeft: catalogue.direction === 'rtl',
    rows: [
      ...topRows(context, lookup, understood.length === 0 ? 0 : last + 2),
      head,
      ...issues,
      ...(understood.length === 0 ? [] : [[], ...understood]),
    ],
    widths: WIDTHS,
    header,
    last,
    footer: receipt.key.split('/').at(-1) ?? receipt.key,
  };
}
