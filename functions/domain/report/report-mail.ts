import type { Catalogue, MessageValues } from './catalogue.ts';
import { directedText } from './directed.ts';
import type { RenderOptions } from './html.ts';
import type { ReportModel } from './schema.ts';
import { STATUSES } from './statuses.ts';
import { compileTemplate } from './template.ts';
import { reportTitle } from './titles.ts';
import { isRevised, revisedLine } from './view/changes.ts';
import { asOfText } from './view/overview.ts';

export interface ReportMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Mail readers draw no images of ours: characters stand for the shapes. */
const SHAPES = { achieved: '★', 'on-track': '●', 'at-risk': '▲', 'off-track': '◆', 'no-target': '○', 'no-data': '–' };
const COLOURS = {
  achieved: '#005a9e',
  'on-track': '#00703c',
  'at-risk': '#8a5a00',
  'off-track': '#b10e1e',
  'no-target': '#55606e',
  'no-data': '#55606e',
};

interface EnclosedFile {
  readonly name: string;
  readonly bytes: number;
}

/** What comes with the mail, and what has no room in it and is fetched by a link, or else lies in a folder. */
export interface Enclosed {
  readonly attached: readonly EnclosedFile[];
  readonly left: readonly (EnclosedFile & { readonly link: string | null })[];
  readonly folder: string;
  /** ISO instant until which the links hold. */
  readonly until: string;
  /** Where the reader ends the subscription; null where nobody would answer. */
  readonly unsubscribe: string | null;
}

const KILOBYTE = 1000;
const MEGABYTE = 1_000_000;

function sizeText(bytes: number, catalogue: Catalogue): string {
  if (bytes < MEGABYTE / 10)
    return catalogue.text('report.mail.kilobytes', {
      size: catalogue.number(Math.max(1, Math.round(bytes / KILOBYTE))),
    });
  return catalogue.text('report.mail.megabytes', { size: catalogue.number(bytes / MEGABYTE, 1) });
}

function namesOf(files: readonly EnclosedFile[], catalogue: Catalogue): string {
  return files
    .map(({ name, bytes }) => catalogue.text('report.mail.file', { name, size: sizeText(bytes, catalogue) }))
    .join(catalogue.text('report.list-separator'));
}

function enclosedLines({ attached, left, folder }: Enclosed, catalogue: Catalogue): string[] {
  const stored = left.filter(({ link }) => link === null);
  return [
    ...(attached.length === 0 ? [] : [catalogue.text('report.mail.attached', { names: namesOf(attached, catalogue) })]),
    ...(stored.length === 0
      ? []
      : [catalogue.text('report.mail.too-large', { names: namesOf(stored, catalogue), folder })]),
  ];
}

/** The files to be fetched, with until when; null where there are none. */
function fetched({ left, until }: Enclosed, { plan }: ReportModel, catalogue: Catalogue) {
  const files = left.flatMap((file) =>
    file.link === null ? [] : [{ to: file.link, name: namesOf([file], catalogue) }],
  );
  if (files.length === 0) return null;
  return { lead: catalogue.text('report.mail.links', { until: catalogue.date(until, plan.timeZone) }), files };
}

/** The worst first, since that is what the reader has to know. */
const WORST_FIRST = ['off-track', 'at-risk', 'on-track', 'achieved'] as const;
const FOUND = 2;

/** How the indicators stand in a few words: the two worst statuses that there are; null where nothing could be judged. */
function findingOf({ statuses }: ReportModel, catalogue: Catalogue): string | null {
  const counted = WORST_FIRST.filter((status) => statuses[status] > 0).slice(0, FOUND);
  if (counted.length === 0) return null;
  return counted
    .map((status) => catalogue.text(`report.point.count.${status}`, { count: statuses[status] }))
    .join(catalogue.text('report.list-separator'));
}

function subjectOf(model: ReportModel, title: string, catalogue: Catalogue): string {
  const finding = findingOf(model, catalogue);
  const said = isRevised(model) ? catalogue.text('report.mail.revised-subject', { title }) : title;
  return finding === null ? said : catalogue.text('report.mail.finding', { title: said, finding });
}

/** Length of a bar of cells in hundredths; what there is shows. */
const shareOf = (count: number, all: number): number =>
  count === 0 ? 0 : Math.max(1, Math.round((count / all) * 100));

function viewOf(model: ReportModel, enclosed: Enclosed, catalogue: Catalogue) {
  const all = STATUSES.reduce((sum, status) => sum + model.statuses[status], 0);
  const { reported, expected } = model.coverage;
  return {
    language: catalogue.language,
    direction: catalogue.direction,
    align: catalogue.direction === 'rtl' ? 'right' : 'left',
    title: reportTitle(model, catalogue),
    plan: model.plan.title,
    asOf: asOfText(model, { catalogue }),
    coverage: catalogue.text('report.coverage-long', { reported, expected }),
    mainPoints: model.mainPoints,
    preheader: model.mainPoints.slice(0, 2).join(' '),
    enclosed: enclosedLines(enclosed, catalogue),
    fetched: fetched(enclosed, model, catalogue),
    unsubscribe: enclosed.unsubscribe,
    revised: revisedLine(model, { catalogue }),
    statuses: STATUSES.map((id) => ({
      shape: SHAPES[id],
      colour: COLOURS[id],
      word: catalogue.text(`report.status.${id}`),
      count: catalogue.number(model.statuses[id]),
      id,
      bar: shareOf(model.statuses[id], all),
      rest: 100 - shareOf(model.statuses[id], all),
    })),
  };
}

function plainText(view: ReturnType<typeof viewOf>, catalogue: Catalogue): string {
  const colon = catalogue.text('report.colon');
  const lines = [
    ...[view.plan, view.title, ''],
    `${catalogue.text('report.label.as-of')}${colon}${view.asOf}`,
    `${catalogue.text('report.label.coverage')}${colon}${view.coverage}`,
    '',
    ...(view.mainPoints.length > 0 ? view.mainPoints : [catalogue.text('report.empty.main-points')]).map(
      (p) => `- ${p}`,
    ),
    ...(view.revised === null ? [] : ['', view.revised]),
    '',
    `${catalogue.text('report.section.status')}${colon.trimEnd()}`,
    ...view.statuses.map(({ word, count }) => `${word}${colon}${count}`),
    ...(view.enclosed.length === 0 ? [] : ['', ...view.enclosed]),
    ...(view.fetched === null
      ? []
      : ['', view.fetched.lead, ...view.fetched.files.flatMap(({ name, to }) => [name, to])]),
    ...(view.unsubscribe === null
      ? []
      : ['', `${catalogue.text('report.mail.unsubscribe')}${colon}${view.unsubscribe}`]),
  ];
  return directedText(lines, catalogue);
}

const NOTHING: Enclosed = { attached: [], left: [], folder: '', until: '', unsubscribe: null };

/**
 * The mail that brings a report: the finding in its subject, its main points and status counts in words and bars of cells, and what is
 * attached by name and size. Whole without images.
 */
export function renderReportMail(
  model: ReportModel,
  { source, catalogue }: RenderOptions,
  enclosed: Enclosed = NOTHING,
): ReportMail {
  const view = viewOf(model, enclosed, catalogue);
  const render = compileTemplate(source, 'email/report.hbs');
  return {
    subject: subjectOf(model, view.title, catalogue),
    html: render(view, (key: string, values: MessageValues) => catalogue.text(key, values)),
    text: plainText(view, catalogue),
  };
}
