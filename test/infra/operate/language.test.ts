import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readTemplates } from '../../../functions/templates.ts';
import { checkCatalogue, completed, type Messages } from '../../../infra/operate/language/catalogue.ts';
import { unusedMessages } from '../../../infra/operate/language/used.ts';
import { HELP, language, readArguments } from '../../../infra/operate/language.ts';

const ENGLISH: Messages = JSON.parse(readFileSync('templates/locales/en.json', 'utf8'));
const KEYS = Object.keys(ENGLISH).length;

const root = mkdtempSync(join(tmpdir(), 'jalon-language-'));
for (const folder of ['templates', 'functions']) cpSync(folder, join(root, folder), { recursive: true });
afterAll(() => rmSync(root, { recursive: true, force: true }));

const file = (code: string): string => join(root, 'templates', 'locales', `${code}.json`);
const run = (code: string, write = false) => language({ code, write }, root);
const change = (code: string, changes: Messages): void =>
  writeFileSync(file(code), JSON.stringify({ ...JSON.parse(readFileSync(file(code), 'utf8')), ...changes }));

const PEOPLE = 'Sent {count, plural, one {# file} other {# files}} to {office}';
const check = (locale: string, message: string, english = PEOPLE) =>
  checkCatalogue({ a: message, 'language.locale': locale }, { a: english, 'language.locale': 'en' });

describe('a catalogue', () => {
  it.each([
    ['fr', '{office}: {count, plural, one {# fichier} other {# fichiers}}', []],
    ['pt', '{office}: {count, plural, one {# ficheiro} other {# ficheiros}}', []],
    ['pl', '{office}: {count, plural, one {# plik} other {# pliki}}', ['a: few,many']],
    ['ar', '{office}: {count, plural, =0 {0} =1 {1} two {2} few {3} other {4}}', ['a: many']],
    ['pl', '{office}: {count, plural, =0 {nic} other {co: #}}', []],
  ])('in %s that says %s lacks the forms %j', (locale, message, plurals) => {
    expect(check(locale, message)).toMatchObject({ plurals, broken: [] });
  });

  it.each([
    ['{office}: {count, plural, one {#} other {#}', 'a cannot be read: '],
    ['{count, plural, one {#} other {#}}', 'a takes the values (count), not (count, office)'],
    [' ', 'a says nothing'],
  ])('that says %j is told what is wrong', (message, why) => {
    expect(check('es', message).broken).toEqual([expect.stringContaining(why)]);
  });

  it('tells messages that nothing uses', () => {
    expect(unusedMessages({ ...ENGLISH, 'report.nowhere-used': 'x', 'issue.no-such-code.message': 'x' }, '.')).toEqual([
      ...['report.nowhere-used', 'issue.no-such-code.message'],
    ]);
  });

  it('is written from right to left where its language is', () => {
    expect(completed('ur', {}, ENGLISH)['language.direction']).toBe('rtl');
    expect(completed('pt', {}, ENGLISH)['language.direction']).toBe('ltr');
  });
});

describe('the catalogue of one more language', () => {
  it('is told to be made, and not made, without --write', () => {
    expect(run('pt')).toEqual({
      status: 1,
      text: `There is no templates/locales/pt.json yet: --write makes it, with ${KEYS} messages to be translated.`,
    });
    expect(readTemplates(join(root, 'templates')).languages).not.toContain('pt');
  });

  it('is made with every message marked, so that it is complete and the tests of catalogues fail', () => {
    const left = KEYS - 2;
    expect(run('pt', true)).toEqual({
      status: 0,
      text: `templates/locales/pt.json is written: ${left} messages are to be translated.`,
    });
    const made: Messages = JSON.parse(readFileSync(file('pt'), 'utf8'));
    expect(Object.keys(made)).toEqual(Object.keys(ENGLISH).sort());
    expect(checkCatalogue(made, ENGLISH)).toMatchObject({ missing: [], unknown: [], isInOrder: true });
    expect(checkCatalogue(made, ENGLISH).untranslated).toHaveLength(left);
    expect(readTemplates(join(root, 'templates')).catalogue('pt').direction).toBe('ltr');
    expect(run('pt')).toMatchObject({ status: 1, text: expect.stringContaining(`without TODO: ${left}`) });
  });

  it('keeps what was translated when what it lacks is added', () => {
    const half = Object.entries(ENGLISH).filter(([key]) => key !== 'links.ask.title');
    const own = { ...Object.fromEntries(half), 'language.locale': 'pt-BR', 'completeness.title': 'Quem reportou' };
    writeFileSync(file('pt'), JSON.stringify({ ...own, strange: 'x' }));
    expect(run('pt').text).toContain('Messages that en.json does not have: take them out: 1\n  strange');
    expect(run('pt').text).toContain('Messages it lacks (--write adds them, marked): 1\n  links.ask.title');
    expect(run('pt', true).text).toContain(': 1 message is to be translated');
    const made: Messages = JSON.parse(readFileSync(file('pt'), 'utf8'));
    expect(made['completeness.title']).toBe('Quem reportou');
    expect(made['language.locale']).toBe('pt-BR');
    expect(made['links.ask.title']).toBe(`TODO ${ENGLISH['links.ask.title']}`);
  });

  it('that is no JSON is refused', () => {
    writeFileSync(file('de'), '{');
    expect(() => run('de')).toThrow('templates/locales/de.json is no catalogue');
  });
});

it('the catalogues that are shipped have nothing to do, until one of them does', () => {
  for (const code of ['en', 'fr', 'es', 'ar']) expect(run(code)).toMatchObject({ status: 0 });
  change('fr', { [Object.keys(ENGLISH)[0] ?? '']: '{strange}' });
  expect(run('fr')).toMatchObject({ status: 1, text: expect.stringContaining('takes the values (strange)') });
});

describe('the command line', () => {
  it.each([
    [[], '--code is missing'],
    [['--code', 'portuguese'], 'no language has this code'],
    [['--code', 'qq'], 'no language has this code'],
    [['--code', '../x'], 'no language has this code'],
    [['pt'], "Unexpected argument 'pt'"],
  ])('%j is refused: %s', (given, message) => {
    expect(readArguments(given)).toEqual({ kind: 'wrong', message: expect.stringContaining(message) });
  });

  it('is understood, and has a help', () => {
    expect(readArguments(['--code', 'pt', '--write'])).toEqual({ kind: 'run', options: { code: 'pt', write: true } });
    expect(readArguments(['--help'])).toEqual({ kind: 'help' });
    expect(HELP).toContain('Exit status');
  });
});
