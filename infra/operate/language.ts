import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { languagesIn } from '../../functions/languages.ts';
import { type Read, readCommand, WrongArguments } from './arguments.ts';
import { CommandFailure, runCommand } from './command.ts';
import { type Checked, checkCatalogue, completed, type Messages } from './language/catalogue.ts';
import { unusedMessages } from './language/used.ts';

export interface LanguageOptions {
  readonly code: string;
  readonly write: boolean;
}

export const HELP = `Usage: npm run language -- --code CODE [--write]

Checks the catalogue of a language, templates/locales/CODE.json: which messages of the English one it lacks, has too many or has not
translated yet, which take other values, and which plurals lack a form of the language. Of the English one, which messages nothing uses.

Options
  --code CODE       en, fr, es, ar or, for one more, its two or three letters, such as pt
  --write           makes the catalogue, or adds what it lacks, in English and marked; tests fail until all of it is translated
  -h, --help        this text

Exit status: 0 nothing is left to do (or it was written), 1 something is, 2 wrong arguments.
`;

const isLanguage = (code: string): boolean =>
  /^[a-z]{2,3}$/.test(code) &&
  new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(code) !== undefined;

export function readArguments(argv: readonly string[]): Read<LanguageOptions> {
  const options = {
    code: { type: 'string' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  return readCommand(argv, options, ({ code, write }, [unexpected]) => {
    if (unexpected !== undefined) throw new WrongArguments(`Unexpected argument '${unexpected}'`);
    if (code === undefined) throw new WrongArguments('--code is missing: write the two or three letters of a language');
    if (!isLanguage(code)) throw new WrongArguments(`--code ${code}: no language has this code; write one such as pt`);
    return { code, write };
  });
}

const fileOf = (root: string, code: string): string => join(root, 'templates', 'locales', `${code}.json`);

function messagesOf(root: string, code: string): Messages {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(fileOf(root, code), 'utf8')));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(`templates/locales/${code}.json is no catalogue: ${reason}. Its form is that of en.json.`);
  }
}

const WORDS: readonly (readonly [part: keyof Omit<Checked, 'isInOrder'>, title: string])[] = [
  ['missing', 'Messages it lacks (--write adds them, marked)'],
  ['unknown', 'Messages that en.json does not have: take them out'],
  ['untranslated', 'Messages to be translated: write them without TODO'],
  ['broken', 'Messages that are wrong'],
  ['plurals', 'Plurals that lack a form of the language'],
];

function checkedText(code: string, checked: Checked, unused: readonly string[]): string[] {
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', `${title}: ${lines.length}`, ...lines.map((line) => `  ${line}`)];
  return [
    ...WORDS.flatMap(([part, title]) => section(title, checked[part])),
    ...section('Messages that nothing uses: take them out of every catalogue', unused),
    ...(checked.isInOrder ? [] : ['', `The keys of ${code}.json are not in order: --write puts them so.`]),
  ];
}

/** `root` is the folder of the project. */
export function language({ code, write }: LanguageOptions, root: string): { text: string; status: 0 | 1 } {
  const english = messagesOf(root, 'en');
  const isThere = languagesIn(join(root, 'templates')).includes(code);
  const messages = isThere ? messagesOf(root, code) : {};
  const path = `templates/locales/${code}.json`;
  if (write) {
    const whole = completed(code, messages, english);
    writeFileSync(fileOf(root, code), `${JSON.stringify(whole, null, 2)}\n`);
    const { untranslated } = checkCatalogue(whole, english);
    return {
      text: `${path} is written: ${untranslated.length} ${untranslated.length === 1 ? 'message is' : 'messages are'} to be translated.`,
      status: 0,
    };
  }
  if (!isThere)
    return {
      text: `There is no ${path} yet: --write makes it, with ${Object.keys(english).length} messages to be translated.`,
      status: 1,
    };
  const unused = code === 'en' ? unusedMessages(english, root) : [];
  const lines = checkedText(code, checkCatalogue(messages, english), unused);
  if (lines.length === 0)
    return { text: `${path}: ${Object.keys(messages).length} messages, nothing to do.`, status: 0 };
  return { text: [`${path}: ${Object.keys(messages).length} messages.`, ...lines].join('\n'), status: 1 };
}

if (import.meta.main)
  await runCommand(HELP, readArguments(process.argv.slice(2)), async (options) => {
    const { text, status } = language(options, fileURLToPath(new URL('../..', import.meta.url)));
    process.stdout.write(`${text}\n`);
    return status;
  });
