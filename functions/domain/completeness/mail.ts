import { type MailLetter, writeLetter } from '../reminder/letter.ts';
import type { RenderOptions } from '../report/html.ts';
import { periodName } from '../report/words.ts';
import type { MailText } from '../validation/receipt-mail.ts';
import type { CompletenessModel } from './completeness.ts';
import { expectedUnits, reportedUnits } from './html.ts';

/** Offices named in the mail; the report has them all. */
const NAMED = 20;

/** The mail that brings a completeness report: how many reported, and which offices have something left to do; `unsubscribe` is where its reader ends the subscription. */
export function renderCompletenessMail(
  model: CompletenessModel,
  options: RenderOptions,
  unsubscribe: string | null = null,
): MailText {
  const { text } = options.catalogue;
  const behind = model.units.filter(({ state }) => state !== 'complete' && state !== 'not-expected');
  const others = behind.length - NAMED;
  const letter: MailLetter = {
    subject: text('completeness.title', {
      scope: model.scopeTitle,
      period: periodName(model.period, options.catalogue),
    }),
    lines: [text('report.coverage-long', { reported: reportedUnits(model), expected: expectedUnits(model) })],
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
