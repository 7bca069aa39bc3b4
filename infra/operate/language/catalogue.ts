import { IntlMessageFormat } from 'intl-messageformat';

/** Messages by key, as a catalogue has them. */
export type Messages = Readonly<Record<string, string>>;

/** Begins a message that nobody has translated yet. */
export const UNTRANSLATED = 'TODO ';

/** What is wrong in a catalogue, each thing a line. */
export interface Checked {
  readonly missing: readonly string[];
  /** Keys that the English catalogue does not have. */
  readonly unknown: readonly string[];
  readonly untranslated: readonly string[];
  /** Messages that cannot be read, say nothing, or take other values than the English one. */
  readonly broken: readonly string[];
  /** Plurals that lack a form of the language. */
  readonly plurals: readonly string[];
  readonly isInOrder: boolean;
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

const LITERAL = 0;
const POUND = 7;
const PLURAL = 6;

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

const parsed = (message: string, locale: string): Element[] =>
  new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).getAst();

/** The forms that what we count may take: in some languages there is one more, of whole millions, which it never comes to. */
function formsOf(locale: string): string[] {
  const rules = new Intl.PluralRules(locale);
  const counted = Array.from({ length: 1001 }, (_, n) => rules.select(n));
  return rules.resolvedOptions().pluralCategories.filter((form) => form === 'other' || counted.includes(form));
}

function lackingForms(elements: readonly Element[], forms: readonly string[]): string[] {
  return (
    pluralsIn(elements)
      // Exact numbers and `other` alone choose between sentences, in which no word is inflected.
      .filter((said) => said.some((form) => form !== 'other' && !form.startsWith('=')))
      .flatMap((said) => forms.filter((form) => !said.includes(form) && !said.includes(EXACTLY[form] ?? form)))
  );
}

function brokenBecause(message: string, english: string, locale: string): string | null {
  if (message.trim() === '') return 'says nothing';
  const namesOf = (text: string, where: string): string => [...new Set(namesIn(parsed(text, where)))].sort().join(', ');
  try {
    const [own, wanted] = [namesOf(message, locale), namesOf(english, 'en')];
    return own === wanted ? null : `takes the values (${own}), not (${wanted})`;
  } catch (error) {
    return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Holds a catalogue against the English one and its own language's plurals. */
export function checkCatalogue(messages: Messages, english: Messages): Checked {
  const locale = messages['language.locale'] ?? 'en';
  const forms = formsOf(locale);
  const keys = Object.keys(messages);
  const shared = Object.entries(messages).flatMap(([key, message]) => {
    const text = english[key];
    return text === undefined ? [] : [{ key, message, text, isDone: !message.startsWith(UNTRANSLATED) }];
  });
  const done = shared.filter(({ isDone }) => isDone);
  const judged = done.map(({ key, message, text }) => ({ key, message, why: brokenBecause(message, text, locale) }));
  return {
    missing: Object.keys(english).filter((key) => !(key in messages)),
    unknown: keys.filter((key) => !(key in english)),
    untranslated: shared.filter(({ isDone }) => !isDone).map(({ key }) => key),
    broken: judged.flatMap(({ key, why }) => (why === null ? [] : [`${key} ${why}`])),
    plurals: judged.flatMap(({ key, message, why }) => {
      const lacking = why === null ? lackingForms(parsed(message, locale), forms) : [];
      return lacking.length === 0 ? [] : [`${key}: ${lacking.join()}`];
    }),
    isInOrder: keys.join('\n') === keys.toSorted().join('\n'),
  };
}

const RIGHT_TO_LEFT = ['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa'];

/** The catalogue with all keys of the English one: those that it lacks are marked, for somebody to translate. */
export function completed(code: string, messages: Messages, english: Messages): Messages {
  const isRightToLeft = RIGHT_TO_LEFT.includes(new Intl.Locale(code).maximize().script ?? '');
  const own: Messages = { 'language.locale': code, 'language.direction': isRightToLeft ? 'rtl' : 'ltr' };
  const marked = Object.entries(english).map(([key, message]) => [key, `${UNTRANSLATED}${message}`] as const);
  const all = { ...Object.fromEntries(marked), ...own, ...messages };
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
}
