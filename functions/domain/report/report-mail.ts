import type { Catalogue, MessageValues } from './catalogue.ts';
import type { RenderOptions } from './html.ts';
import { type ReportModel, STATUSES } from './schema.ts';
import { compileTemplate } from './template.ts';
import { isRevised, revisedLine } from './view/changes.ts';
import { asOfText } from './view/overview.ts';
import { periodName } from './words.ts';

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

function viewOf(model: ReportModel, catalogue: Catalogue) {
  const period = periodName(model.period, catalogue);
  const { reported, expected } = model.coverage;
  return {
    language: catalogue.language,
    direction: catalogue.direction,
    align: catalogue.direction === 'rtl' ? 'right' : 'left',
    title: catalogue.text('report.title', { scope: model.scopeTitle, period }),
    plan: model.plan.title,
    asOf: asOfText(model, { catalogue }),
    coverage: catalogue.text('report.coverage-long', { reported, expected }),
    mainPoints: model.mainPoints,
    revised: revisedLine(model, { catalogue }),
    statuses: STATUSES.map((id) => ({
      shape: SHAPES[id],
      colour: COLOURS[id],
      word: catalogue.text(`report.status.${id}`),
      count: catalogue.number(model.statuses[id]),
    })),
  };
}

function plainText(view: ReturnType<typeof viewOf>, catalogue: Catalogue): string {
  const lines = [
    ...[view.plan, view.title, ''],
    `${catalogue.text('report.label.as-of')}: ${view.asOf}`,
    `${catalogue.text('report.label.coverage')}: ${view.coverage}`,
    '',
    ...(view.mainPoints.length > 0 ? view.mainPoints : [catalogue.text('report.empty.main-points')]).map(
      (p) => `- ${p}`,
    ),
    ...(view.revised === null ? [] : ['', view.revised]),
    '',
    `${catalogue.text('report.section.status')}:`,
    ...view.statuses.map(({ word, count }) => `${word}: ${count}`),
    '',
    catalogue.text('report.mail.attached'),
  ];
  return `${lines.join('\n')}\n`;
}

/** The mail that brings a report: its main points and status counts in words, the report itself attached. */
export function renderReportMail(model: ReportModel, { source, catalogue }: RenderOptions): ReportMail {
  const view = viewOf(model, catalogue);
  const render = compileTemplate(source, 'email/report.hbs');
  return {
    subject: isRevised(model) ? catalogue.text('report.mail.revised-subject', { title: view.title }) : view.title,
    html: render(view, (key: string, values: MessageValues) => catalogue.text(key, values)),
    text: plainText(view, catalogue),
  };
}
