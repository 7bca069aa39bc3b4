import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { type Catalogue, createCatalogue } from './domain/report/catalogue.ts';
import { languagesIn } from './languages.ts';

const Messages = z.record(z.string(), z.string());

/** The files of `templates/`, read once each. */
export interface Templates {
  /** A Handlebars or CSS source by its path under `templates/`, such as `report/report.hbs`. */
  source(path: string): string;
  /** Those that there are catalogues of, in alphabetical order. */
  readonly languages: readonly string[];
  /** The catalogue of a language, or of English where Jalon has no such catalogue. */
  catalogue(language: string): Catalogue;
}

export function readTemplates(directory: string): Templates {
  const sources = new Map<string, string>();
  const catalogues = new Map<string, Catalogue>();
  const languages = languagesIn(directory);
  return {
    languages,
    source(path) {
      const text = sources.get(path) ?? readFileSync(join(directory, path), 'utf8');
      sources.set(path, text);
      return text;
    },
    catalogue(language) {
      const file = (name: string) => join(directory, 'locales', `${name}.json`);
      const name = languages.includes(language) ? language : 'en';
      const catalogue =
        catalogues.get(name) ?? createCatalogue(name, Messages.parse(JSON.parse(readFileSync(file(name), 'utf8'))));
      catalogues.set(name, catalogue);
      return catalogue;
    },
  };
}
