import { type MailLetter, writeLetter } from '../reminder/letter.ts';
import type { Catalogue } from '../report/catalogue.ts';
import type { RenderOptions } from '../report/html.ts';
import { periodName } from '../report/words.ts';
import type { MailText } from '../validation/receipt-mail.ts';
import type { CompletenessModel } from './completeness.ts';
import { expectedUnits, reportedUnits } from './html.ts';

/** Offices named in the mail; the report has them all. */
const NAMED = 20;

const BEHIND = ['silent', 'returned', 'partial'] as const;

/** How many offices stand where, of those that have something left to do; null where none has. */
function standing({ units }: CompletenessModel, { text }: Catalogue): string | null {
  const counts = BEHIND.map((state) => ({ state, count: units.filter((unit) => unit.state === state).length }));
  const told = counts
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => text(`completeness.mail.${state}`, { count }));
  return told.length === 0
    ? null
    : text('completeness.mail.behind', { counts: told.join(text('report.list-separator')) });
}

/** The mail that brings a completeness report: how many reported, and which offices have something left to do; `unsubscribe` is where its reader ends the subscription. */
export function renderCompletenessMail(
  model: CompletenessModel,
  options: RenderOptions,
  unsubscribe: string | null = null,
): MailText {
  const { text } = options.catalogue;
  const behind = model.units.filter(({ state }) => state !== 'complete' && state !== 'not-expected');
  const others = behind.length - NAMED;
  const title = text('completeness.title', {
    scope: model.scopeTitle,
    period: periodName(model.period, options.catalogue),
  });
  const [reported, expected] = [reportedUnits(model), expectedUnits(model)];
  const finding = text('report.coverage-long', { reported, expected });
  const share = reported === 0 ? 'none' : reported === expected ? 'all' : 'some';
  const lines = [
    expected > 1 ? text('report.point.coverage', { share, reported, expected }) : finding,
    standing(model, options.catalogue),
  ].filter((line) => line !== null);
  const letter: MailLetter = {
    subject: text('report.mail.finding', { title, finding }),
    lines,
    heading: text('completeness.section.behind'),
    items: behind.slice(0, NAMED).map(({ title, code, state }) => ({
      title,
      code,
      note: text(`completeness.state.${state}`),
    })),
    more: others > 0 ? text('report.others', { count: others }) : null,
    next: text('completeness.mail.attached'),
    folder: null,
    closing: null,
    unsubscribe,
  };
  return writeLetter(letter, model.plan.title, options);
}
