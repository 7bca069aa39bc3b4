import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The languages with a catalogue in `locales/` under the folder of templates, in alphabetical order. */
export function languagesIn(templates: string): string[] {
  return readdirSync(join(templates, 'locales'))
    .flatMap((name) => /^([a-z]{2,3})\.json$/.exec(name)?.[1] ?? [])
    .sort();
}
