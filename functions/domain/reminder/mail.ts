import { type Plan, titleIn } from '../plan/model.ts';
import type { Catalogue, MessageValues } from '../report/catalogue.ts';
import type { RenderOptions } from '../report/html.ts';
import { periodName } from '../report/words.ts';
import type { MailText } from '../validation/receipt-mail.ts';
import { writeLetter } from './letter.ts';
import type { HeadquartersList, Reminder } from './reminders.ts';

/** Named in a mail to an office; the workbook has them all. */
const NAMED = 10;

type Moment = 'before' | 'today' | 'after';

const momentOf = (daysLeft: number): Moment => (daysLeft > 0 ? 'before' : daysLeft === 0 ? 'today' : 'after');

function dates({ window, daysLeft }: Pick<Reminder, 'window' | 'daysLeft'>, catalogue: Catalogue): MessageValues {
  return {
    period: periodName(window.period, catalogue),
    due: catalogue.date(window.due),
    closes: catalogue.date(window.closes),
    days: Math.abs(daysLeft),
  };
}

/** What has come in so far, in one sentence. */
function standing({ returned, missing, expected }: Reminder, { text }: Catalogue): string {
  const file = returned?.key.split('/').at(-1) ?? '';
  if (returned) return text('reminder.standing.returned', { file });
  if (missing.length === expected) return text('reminder.standing.silent');
  return text('reminder.standing.partial', { missing: missing.length, expected });
}

/** The mail to an org unit: when its figures are due, which are missing by name, and where they go. `attached` when its workbook comes along. */
export function renderReminder(
  reminder: Reminder,
  { plan, attached }: { readonly plan: Plan; readonly attached: boolean },
  options: RenderOptions,
): MailText {
  const { catalogue } = options;
  const { text, language } = catalogue;
  const words = (titles: Plan['title']) => titleIn(titles, language, plan.defaultLanguage);
  const titles = new Map(plan.indicators.map(({ code, title }) => [code, words(title)]));
  const values = { ...dates(reminder, catalogue), office: words(reminder.unit.title) };
  const moment = momentOf(reminder.daysLeft);
  const items = reminder.missing.slice(0, NAMED).map((code) => ({ title: titles.get(code) ?? code, code, note: null }));
  const others = reminder.missing.length - items.length;
  const lead = text(`reminder.lead.${moment}`, values);
  const letter = {
    subject: text(`reminder.subject.${moment}`, values),
    preheader: `${standing(reminder, catalogue)} ${lead}`,
    lines: [lead, standing(reminder, catalogue)],
    heading: text('reminder.missing'),
    items,
    more: others > 0 ? text('reminder.more', { count: others }) : null,
    next: text(attached ? 'reminder.next.attached' : 'reminder.next.file'),
    folder: `uploads/${reminder.unit.code}/`,
    closing: text('reminder.crossed'),
  };
  return writeLetter(letter, words(plan.title), options);
}

function noteOf({ unit, returned, missing, expected, mailLost }: Reminder, plan: Plan, catalogue: Catalogue): string {
  const { text } = catalogue;
  const state = returned ? 'returned' : missing.length === expected ? 'silent' : 'partial';
  const note = text(`reminder.note.${state}`, { missing: missing.length, expected });
  if (unit.email === null) return text('reminder.note.no-mail', { note });
  if (mailLost === null) return note;
  const since = catalogue.date(mailLost.since, plan.timeZone);
  return text('reminder.note.mail-lost', { note, since, why: text(`mailbox.fault.${mailLost.why}`) });
}

/** The mail to headquarters: which org units owe figures of a period, and which of them could not be written to. */
export function renderHeadquartersList(list: HeadquartersList, plan: Plan, options: RenderOptions): MailText {
  const { catalogue } = options;
  const { text, language } = catalogue;
  const kind = list.daysLeft < 0 ? 'owing' : 'no-mail';
  const values = { ...dates(list, catalogue), count: list.owing.length };
  const letter = {
    subject: text(`reminder.headquarters.subject.${kind}`, values),
    lines: [text(`reminder.headquarters.lead.${kind}`, values)],
    heading: text('reminder.headquarters.offices'),
    items: list.owing.map((reminder) => ({
      title: titleIn(reminder.unit.title, language, plan.defaultLanguage),
      code: reminder.unit.code,
      note: noteOf(reminder, plan, catalogue),
    })),
    ...{ more: null, next: null, folder: null, closing: null },
  };
  return writeLetter(letter, titleIn(plan.title, language, plan.defaultLanguage), options);
}
