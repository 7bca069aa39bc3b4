import type { Lookup } from '../../plan/lookup.ts';
import { type Titles, titleIn } from '../../plan/model.ts';
import type { Catalogue } from '../../report/catalogue.ts';

const PLAIN: ReadonlySet<string> = new Set([
  ...['orgUnit', 'period', 'indicator', 'value', 'numerator', 'denominator', 'note', 'ignored', 'unknown', 'ambiguous'],
]);

/** What a column was read as, put in words: `indicator 1a.1, category sex=female` with the titles of the plan. */
export function roleWords(role: string, lookup: Lookup, catalogue: Catalogue): string {
  const title = (titles: Titles | undefined, code: string) =>
    (titles && titleIn(titles, catalogue.language, lookup.plan.defaultLanguage)) || code;
  const words = (part: string): string => {
    if (PLAIN.has(part)) return catalogue.text(`annotation.role.${part}`);
    const [, kind = '', rest = ''] = /^(\w+) (.*)$/s.exec(part) ?? [];
    switch (kind) {
      case 'indicator':
        return `${rest} – ${title(lookup.indicator(rest)?.title, rest)}`;
      case 'dimension':
        return title(lookup.dimension(rest)?.title, rest);
      case 'category': {
        const [dimension = '', code = ''] = rest.split('=');
        const known = lookup.dimension(dimension);
        return title(known?.categories.find((category) => category.code === code)?.title, code);
      }
      default:
        return rest === '' ? part : rest;
    }
  };
  return role.split(', ').map(words).join(' · ');
}
