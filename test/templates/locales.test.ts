import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languagesIn } from '../../functions/languages.ts';
import { checkCatalogue, type Messages } from '../../infra/operate/language/catalogue.ts';
import { filesUnder, unusedMessages } from '../../infra/operate/language/used.ts';

const LANGUAGES = languagesIn('templates');

const messagesIn = (language: string): Messages =>
  JSON.parse(readFileSync(`templates/locales/${language}.json`, 'utf8'));

const ENGLISH = messagesIn('en');
const ISSUES = Object.keys(ENGLISH).filter((key) => key.startsWith('issue.'));

it('there are catalogues of the four languages', () => {
  expect(LANGUAGES).toEqual(expect.arrayContaining(['ar', 'en', 'es', 'fr']));
});

describe.each(LANGUAGES)('the catalogue in %s', (language) => {
  const checked = checkCatalogue(messagesIn(language), ENGLISH);

  it('has the keys of the English one, in order', () => {
    expect(checked).toMatchObject({ missing: [], unknown: [], isInOrder: true });
  });

  it('is translated whole', () => {
    expect(checked.untranslated).toEqual([]);
  });

  it('says every plural in each of the forms that its language has', () => {
    expect(checked.plurals).toEqual([]);
  });

  it('parses, and takes the same values as the English one', () => {
    expect(checked.broken).toEqual([]);
  });
});

it('no message is unused', () => {
  expect(unusedMessages(ENGLISH, '.')).toEqual([]);
});

it('every issue has a message and a remedy', () => {
  const codes = new Set(ISSUES.map((key) => key.split('.')[1]));
  for (const code of codes)
    expect(ISSUES).toEqual(expect.arrayContaining([`issue.${code}.message`, `issue.${code}.remedy`]));
  const sources = filesUnder('functions', '.ts');
  const emitted = sources.flatMap((text) => [...text.matchAll(/\bissue\(\s*'([a-z-]+)'/g)].map((m) => m[1] ?? ''));
  expect(emitted.length).toBeGreaterThan(30);
  expect(emitted.filter((code) => !codes.has(code))).toEqual([]);
});
