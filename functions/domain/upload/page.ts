import Handlebars from 'handlebars';
import type { Catalogue } from '../report/catalogue.ts';
import { compactCss, compactScript } from '../report/compact.ts';
import { compileTemplate, type TemplateSource } from '../report/template.ts';

export interface UploadPageOptions {
  readonly source: TemplateSource;
  readonly catalogue: Catalogue;
  /** Those of all languages that the page may be read in. */
  readonly others: readonly Catalogue[];
}

/** The page, and its script and style as they stand in it: its policy lets them in by their digests. */
export interface UploadPage {
  readonly html: string;
  readonly script: string;
  readonly style: string;
}

/** What the script says; `@` stands for what it puts there. */
function wordsOf({ text, language }: Catalogue): Readonly<Record<string, string>> {
  return {
    language,
    asking: text('upload.asking'),
    asked: text('upload.asked'),
    wrong: text('upload.wrong'),
    over: text('upload.over'),
    tooMany: text('upload.too-many'),
    refused: text('upload.refused'),
    offline: text('upload.offline'),
    again: text('upload.again'),
    failed: text('upload.failed'),
    size: text('upload.size'),
    sending: text('upload.sending', { file: '@file', percent: '@percent' }),
    waiting: text('upload.waiting', { file: '@file' }),
    slow: text('upload.slow', { file: '@file' }),
    counts: text('upload.counts', { accepted: '@accepted', returned: '@returned' }),
    found: text('upload.found'),
    remedy: text('upload.remedy'),
    marked: text('upload.marked'),
    hidden: text('upload.hidden', { count: '@count' }),
    retry: text('upload.retry'),
  };
}

/** The page by which an office without an identity of AWS sends its files and reads what became of them. */
export function renderUploadPage({ source, catalogue, others }: UploadPageOptions): UploadPage {
  const { language, direction, text } = catalogue;
  const script = compactScript(source('upload/page.js'));
  const style = compactCss(source('upload/page.css'));
  const words = JSON.stringify(wordsOf(catalogue)).replaceAll('<', '\\u003c');
  const view = {
    ...{ language, direction, title: text('upload.title') },
    css: new Handlebars.SafeString(style),
    script: new Handlebars.SafeString(script),
    words: new Handlebars.SafeString(words),
    languages: others.map((one) => ({
      code: one.language,
      name: new Intl.DisplayNames(one.language, { type: 'language' }).of(one.language) ?? one.language,
      direction: one.direction,
      isOwn: one.language === language,
    })),
  };
  return { html: compileTemplate(source, 'upload/page.hbs')(view, text), script, style };
}
