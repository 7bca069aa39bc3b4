import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';

const LANGUAGES = ['en', 'fr', 'es', 'ar'];

const messagesIn = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(`templates/locales/${language}.json`, 'utf8'));

const filesUnder = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(folder, name), 'utf8'));

const SOURCES = filesUnder('functions', '.ts');
const TEMPLATES = filesUnder('templates', '.hbs');

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

const LITERAL = 0;
const POUND = 7;
const PLURAL = 6;

/** Their form for many is that of whole millions, which nothing we count comes to. */
const MILLIONS_ONLY = ['fr', 'es'];

/** Numbers written out stand for the forms that have no other number. */
const EXACTLY: Readonly<Record<string, string>> = { zero: '=0', one: '=1', two: '=2' };

/** Names a message takes from its caller. */
function namesIn(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === LITERAL || element.type === POUND) return [];
    const options = 'options' in element ? Object.values(element.options).flatMap(({ value }) => namesIn(value)) : [];
    return ['value' in element ? element.value : '', ...options];
  });
}

/** The forms of each plural in a message, one inside another too. */
function pluralsIn(elements: readonly Element[]): string[][] {
  return elements.flatMap((element) => {
    if (!('options' in element)) return [];
    const inside = Object.values(element.options).flatMap(({ value }) => pluralsIn(value));
    return element.type === PLURAL ? [Object.keys(element.options), ...inside] : inside;
  });
}

const parametersOf = (message: string, language: string): Set<string> =>
  new Set(namesIn(new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).getAst()));

const quotedIn = (text: string): string[] =>
  [...text.matchAll(/['"`]([a-z][\w${}.-]*(?:\.[\w${}.-]+|-[\w${}.-]+)*)['"`]/g)].map((m) => m[1] ?? '');

/** Every quoted text of the code that may be a key or a code, with its variable parts as wildcards. */
const MENTIONED = [...SOURCES, ...TEMPLATES].flatMap(quotedIn);
const LITERALS = new Set(MENTIONED);
const PATTERNS = [
  ...MENTIONED.filter((text) => text.includes('${')),
  ...TEMPLATES.flatMap((text) => [...text.matchAll(/concat "([^"]+)" \w+/g)].map((m) => `${m[1]}\${x}`)),
].map((text) => new RegExp(`^${text.replace(/[.]/g, '\\.').replace(/\$\{[^}]*\}/g, '.+')}$`));

const ISSUES = Object.keys(messagesIn('en')).filter((key) => key.startsWith('issue.'));

describe.each(LANGUAGES)('the catalogue in %s', (language) => {
  const messages = messagesIn(language);

  it('has the keys of the English one, in order', () => {
    expect(Object.keys(messages)).toEqual(Object.keys(messagesIn('en')).sort());
  });

  it('says every plural in each of the forms that its language has', () => {
    const { pluralCategories } = new Intl.PluralRules(messages['language.locale']).resolvedOptions();
    const forms = pluralCategories.filter((form) => !(form === 'many' && MILLIONS_ONLY.includes(language)));
    const lacking = Object.entries(messages).flatMap(([key, message]) =>
      pluralsIn(new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).getAst())
        // Exact numbers and `other` alone choose between sentences, in which no word is inflected.
        .filter((said) => said.some((form) => form !== 'other' && !form.startsWith('=')))
        .map((said) => forms.filter((form) => !said.includes(form) && !said.includes(EXACTLY[form] ?? form)))
        .filter((missing) => missing.length > 0)
        .map((missing) => `${key}: ${missing.join()}`),
    );
    expect(lacking).toEqual([]);
  });

  it('parses, and takes the same values as the English one', () => {
    const english = messagesIn('en');
    for (const [key, message] of Object.entries(messages)) {
      expect([...parametersOf(message, language)].sort(), key).toEqual(
        [...parametersOf(english[key] ?? '', 'en')].sort(),
      );
      expect(message.trim(), key).not.toBe('');
    }
  });
});

it('no message is unused', () => {
  const unused = Object.keys(messagesIn('en')).filter((key) => {
    if (LITERALS.has(key) || PATTERNS.some((pattern) => pattern.test(key) && !key.startsWith('issue.'))) return false;
    const code = /^issue\.(.+)\.(?:message|remedy)$/.exec(key)?.[1];
    return code === undefined || !(LITERALS.has(code) || PATTERNS.some((pattern) => pattern.test(code)));
  });
  expect(unused).toEqual([]);
});

it('every issue has a message and a remedy', () => {
  const codes = new Set(ISSUES.map((key) => key.split('.')[1]));
  for (const code of codes)
    expect(ISSUES).toEqual(expect.arrayContaining([`issue.${code}.message`, `issue.${code}.remedy`]));
  const emitted = SOURCES.flatMap((text) => [...text.matchAll(/\bissue\(\s*'([a-z-]+)'/g)].map((m) => m[1] ?? ''));
  expect(emitted.length).toBeGreaterThan(30);
  expect(emitted.filter((code) => !codes.has(code))).toEqual([]);
});
