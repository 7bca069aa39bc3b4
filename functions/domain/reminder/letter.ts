import type { Catalogue } from '../report/catalogue.ts';
import { directedText } from '../report/directed.ts';
import type { RenderOptions } from '../report/html.ts';
import { compileTemplate } from '../report/template.ts';
import type { MailText } from '../validation/receipt-mail.ts';

/** A mail with a list in it, in words. */
export interface MailLetter {
  readonly subject: string;
  /** What a list of mails shows beside the subject; the lines where it is not given. */
  readonly preheader?: string;
  readonly lines: readonly string[];
  readonly heading: string;
  /** Left out with its heading where it is empty. */
  readonly items: readonly { readonly title: string; readonly code: string; readonly note: string | null }[];
  readonly more: string | null;
  /** What to do, and the folder that the last of it names. */
  readonly next: string | null;
  readonly folder: string | null;
  readonly closing: string | null;
  /** Where the reader ends a subscription; null or not given: it is none. */
  readonly unsubscribe?: string | null;
}

function asText(plan: string, letter: MailLetter, catalogue: Catalogue): string {
  const { text } = catalogue;
  const items = letter.items.map(
    ({ title, code, note }) => `- ${title} (${code})${note ? `${text('report.colon')}${note}` : ''}`,
  );
  const list = items.length > 0 ? ['', letter.heading.toUpperCase(), ...items] : [];
  const next = letter.next ? ['', letter.next] : [];
  const lines = [
    ...[plan, '', ...letter.lines, ...list],
    ...(letter.more ? [letter.more] : []),
    ...[...next, ...(letter.folder ? [letter.folder] : [])],
    ...(letter.closing ? ['', letter.closing] : []),
    ...(letter.unsubscribe
      ? ['', `${text('report.mail.unsubscribe')}${text('report.colon')}${letter.unsubscribe}`]
      : []),
  ];
  return directedText(lines, catalogue);
}

/** The mail as HTML and as plain text. `plan` is the plan's title in the language of the catalogue. */
export function writeLetter(letter: MailLetter, plan: string, { source, catalogue }: RenderOptions): MailText {
  const { language, direction } = catalogue;
  const align = direction === 'rtl' ? 'right' : 'left';
  const render = compileTemplate(source, 'email/reminder.hbs');
  return {
    subject: letter.subject,
    html: render({ preheader: letter.lines.join(' '), ...letter, plan, language, direction, align }, catalogue.text),
    text: asText(plan, letter, catalogue),
  };
}
