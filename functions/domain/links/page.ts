import Handlebars from 'handlebars';
import type { Catalogue } from '../report/catalogue.ts';
import { compactCss } from '../report/compact.ts';
import { compileTemplate, type TemplateSource } from '../report/template.ts';
import type { Leaving } from './claims.ts';

/** What a page behind a link says. */
export type LinkPage =
  | { readonly kind: 'ask' | 'left' | 'back'; readonly leaving: Leaving; readonly scopeTitle: string }
  | { readonly kind: 'unknown' | 'expired' | 'gone' };

export interface LinkPageOptions {
  readonly source: TemplateSource;
  readonly catalogue: Catalogue;
}

/** The style sheet of the pages, as it stands in them: their policy lets it in by its digest. */
export const linkCss = (source: TemplateSource): string => compactCss(source('links/page.css'));

/** The button of a page, if it has one: what it does, and its word. */
function buttonOf(page: LinkPage, { text }: Catalogue): { action: 'leave' | 'back'; word: string } | null {
  switch (page.kind) {
    case 'ask':
    case 'back':
      return { action: 'leave', word: text('links.leave') };
    case 'left':
      return { action: 'back', word: text('links.come-back') };
    case 'unknown':
    case 'expired':
    case 'gone':
      return null;
    default:
      return page satisfies never;
  }
}

/** A page that whoever follows a link of a mail gets: what the link was for, what has been done, and a button for it or its contrary. */
export function renderLinkPage(page: LinkPage, { source, catalogue }: LinkPageOptions): string {
  const { language, direction, text } = catalogue;
  const values =
    'leaving' in page
      ? { email: page.leaving.email, scope: page.scopeTitle, report: text(`links.report.${page.leaving.report}`) }
      : {};
  return compileTemplate(source, 'links/page.hbs')(
    {
      ...{ language, direction, css: new Handlebars.SafeString(linkCss(source)) },
      title: text(`links.${page.kind}.title`),
      said: text(`links.${page.kind}.said`, values),
      button: buttonOf(page, catalogue),
    },
    text,
  );
}
