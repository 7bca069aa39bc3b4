import Handlebars from 'handlebars';
import type { RenderOptions } from '../report/html.ts';
import { compileTemplate } from '../report/template.ts';
import type { Severity } from './issue.ts';
import { type Answer, letterOf } from './mail/letter.ts';
import { plainText } from './mail/plain-text.ts';

export interface MailText {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/**
 * The mail that tells an office what was taken, what was not, in which cell, what to write there and how to send it again: as HTML that needs
 * no image, and as plain text, both from one model. Words come from the catalogue; what the office wrote is escaped and kept short.
 */
export function renderReceiptMail(answer: Answer, { source, catalogue }: RenderOptions): MailText {
  const letter = letterOf(answer, catalogue);
  const { text, language, direction } = catalogue;
  const of = (severity: Severity) => letter.sections.filter((section) => section.severity === severity);
  const view = {
    ...letter,
    ...{ language, direction, align: direction === 'rtl' ? 'right' : 'left' },
    css: new Handlebars.SafeString(source('email/receipt.css').replace(/\s+/g, ' ')),
    ...{ errors: of('error'), warnings: of('warning'), infos: of('info') },
  };
  return {
    subject: letter.subject,
    html: compileTemplate(source, 'email/receipt.hbs')(view, text),
    text: plainText(letter, catalogue),
  };
}
