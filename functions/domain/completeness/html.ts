import Handlebars from 'handlebars';
import type { Catalogue, MessageValues } from '../report/catalogue.ts';
import { statusShape, statusSymbols } from '../report/charts/status-shape.ts';
import { compactCss } from '../report/compact.ts';
import type { RenderOptions } from '../report/html.ts';
import { policyOf } from '../report/policy.ts';
import { paperSize } from '../report/running-lines.ts';
import type { ReportStatus } from '../report/statuses.ts';
import { compileTemplate } from '../report/template.ts';
import { NO_FIGURE, periodName } from '../report/words.ts';
import { closedFileRows } from './closed-view.ts';
import { type CompletenessModel, STATES, type State, type UnitCompleteness } from './completeness.ts';

/** Missing indicators named beside an office; the JSON has them all. */
const NAMED = 12;

/** The status whose shape and colour stand for each state beside its word. */
const LOOKS: Readonly<Record<State, ReportStatus>> = {
  silent: 'off-track',
  returned: 'at-risk',
  partial: 'no-target',
  complete: 'on-track',
  'not-expected': 'no-data',
};

const mark = (state: State) => ({ colour: LOOKS[state], shape: new Handlebars.SafeString(statusShape(LOOKS[state])) });

interface View {
  readonly model: CompletenessModel;
  readonly catalogue: Catalogue;
}

/** Offices that are expected and have sent something that was taken. */
export function reportedUnits({ units }: CompletenessModel): number {
  return units.filter(({ reported }) => reported > 0).length;
}

export function expectedUnits({ units }: CompletenessModel): number {
  return units.filter(({ expected }) => expected > 0).length;
}

function missingText({ missing, reported }: UnitCompleteness, { text }: Catalogue): string {
  if (missing.length === 0) return NO_FIGURE;
  if (reported === 0) return text('completeness.missing-all');
  const named = missing.slice(0, NAMED).join(text('report.list-separator'));
  const others = missing.length - NAMED;
  return others > 0 ? text('completeness.names-and-more', { names: named, others }) : named;
}

function mailLostText(
  { mailLost }: UnitCompleteness,
  { plan }: CompletenessModel,
  catalogue: Catalogue,
): string | null {
  if (!mailLost) return null;
  const since = catalogue.date(mailLost.since, plan.timeZone);
  return catalogue.text('completeness.mail-lost', { since, why: catalogue.text(`mailbox.fault.${mailLost.why}`) });
}

function row(unit: UnitCompleteness, { model, catalogue }: View) {
  const { text } = catalogue;
  return {
    title: unit.title,
    code: unit.code,
    state: text(`completeness.state.${unit.state}`),
    ...mark(unit.state),
    late: unit.late,
    figures: text('report.coverage-short', { reported: unit.reported, expected: unit.expected }),
    missing: missingText(unit, catalogue),
    lastUpload: unit.lastUpload === null ? NO_FIGURE : catalogue.date(unit.lastUpload, model.plan.timeZone),
    returned: unit.returned?.key.split('/').at(-1) ?? null,
    mailLost: mailLostText(unit, model, catalogue),
  };
}

/** Offices expected to report, those that have most to do first. */
function rows(view: View) {
  const { units } = view.model;
  return STATES.filter((state) => state !== 'not-expected').flatMap((state) =>
    units.filter((unit) => unit.state === state).map((unit) => row(unit, view)),
  );
}

function cover({ model, catalogue }: View) {
  const { text, number } = catalogue;
  const { asOf, due, figures, plan } = model;
  const counts = { reported: reportedUnits(model), expected: expectedUnits(model) };
  return [
    { label: text('report.label.period'), value: periodName(model.period, catalogue) },
    { label: text('completeness.label.due'), value: due === null ? NO_FIGURE : catalogue.date(due) },
    {
      label: text('report.label.as-of'),
      value: asOf === null ? text('report.no-data-yet') : catalogue.date(asOf, plan.timeZone),
    },
    { label: text('report.label.coverage'), value: text('report.coverage-long', counts) },
    {
      label: text('completeness.label.figures'),
      value: text('completeness.figures', {
        reported: number(figures.reported),
        expected: number(figures.expected),
      }),
    },
    { label: text('completeness.label.late'), value: number(model.late) },
  ];
}

function states({ model, catalogue }: View) {
  return STATES.map((state) => ({
    ...mark(state),
    word: catalogue.text(`completeness.state.${state}`),
    meaning: catalogue.text(`completeness.meaning.${state}`),
    count: catalogue.number(model.counts[state]),
  }));
}

function history({ model, catalogue }: View) {
  return model.history.map(({ period, reported, expected, share }) => ({
    period: periodName(period, catalogue),
    coverage: catalogue.text('report.coverage-long', { reported, expected }),
    share: share === null ? NO_FIGURE : catalogue.percent(share),
  }));
}

/** The completeness of a scope as one HTML document that needs nothing else. Equal models give equal text. */
export function renderCompleteness(
  model: CompletenessModel,
  { source, catalogue, fontCss = '' }: RenderOptions,
): string {
  const view = { model, catalogue };
  const title = catalogue.text('completeness.title', {
    scope: model.scopeTitle,
    period: periodName(model.period, catalogue),
  });
  return compileTemplate(source, 'report/completeness.hbs', ['closed-files'])(
    {
      language: catalogue.language,
      direction: catalogue.direction,
      policy: policyOf(source),
      css: new Handlebars.SafeString(
        fontCss + compactCss(source('report/report.css') + source('report/completeness.css')) + paperSize(model.plan),
      ),
      symbols: new Handlebars.SafeString(statusSymbols()),
      title,
      plan: model.plan.title,
      cover: cover(view),
      states: states(view),
      rows: rows(view),
      closedFiles: closedFileRows(model.closedFiles, model.plan.timeZone, catalogue),
      history: history(view),
    },
    (key: string, values: MessageValues) => catalogue.text(key, values),
  );
}
