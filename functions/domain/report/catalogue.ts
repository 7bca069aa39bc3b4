import { IntlMessageFormat } from 'intl-messageformat';

export type MessageValues = Readonly<Record<string, string | number>>;

/** The words and notations of one language. */
export interface Catalogue {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** A message by key; throws RangeError when the catalogue has no such key. */
  text(key: string, values?: MessageValues): string;
  /** A number with group separators, at most `decimals` decimals. */
  number(value: number, decimals?: number): string;
  /** A fraction of 1 as a percentage. */
  percent(fraction: number, decimals?: number): string;
  /** An ISO date or instant as a long date, in the time zone given (UTC for plain dates). */
  date(iso: string, timeZone?: string): string;
  /** An ISO instant as a long date with the time of day, both in the time zone given and with its name. */
  instant(iso: string, timeZone: string): string;
  /** The name of a country by its two-letter code; the code itself where the language has no name for it. */
  country(code: string): string;
}

/** What rounds to nought is 0, never -0. */
const NOTATION = { useGrouping: 'always', signDisplay: 'negative' } as const;

/**
 * A catalogue from ICU messages by flat key. Messages are parsed when first used. Two of them say how the language is written, and nothing
 * else does: `language.locale` is the locale that numbers, dates, plurals and names of countries follow (`en-GB` puts the day first; `ar` keeps Latin digits, as the
 * offices' files do; French and Spanish have their own group separators), `language.direction` is `ltr` or `rtl`.
 */
export function createCatalogue(language: string, messages: Readonly<Record<string, string>>): Catalogue {
  const locale = messages['language.locale'] ?? language;
  const parsed = new Map<string, IntlMessageFormat>();
  let countries: Intl.DisplayNames | null = null;
  const format = (key: string): IntlMessageFormat => {
    const known = parsed.get(key);
    if (known) return known;
    const source = messages[key];
    if (source === undefined) throw new RangeError(`No message ${key} in the ${language} catalogue`);
    const created = new IntlMessageFormat(source, locale, undefined, { ignoreTag: true });
    parsed.set(key, created);
    return created;
  };
  const numbers = new Map<string, Intl.NumberFormat>();
  /** Making one takes a hundred times as long as writing a number with it. */
  const notation = (style: 'decimal' | 'percent', decimals: number): Intl.NumberFormat => {
    const key = `${style} ${decimals}`;
    const known =
      numbers.get(key) ?? new Intl.NumberFormat(locale, { ...NOTATION, style, maximumFractionDigits: decimals });
    numbers.set(key, known);
    return known;
  };
  return {
    language,
    direction: messages['language.direction'] === 'rtl' ? 'rtl' : 'ltr',
    text: (key, values = {}) => String(format(key).format({ ...values })),
    number: (value, decimals = 0) => notation('decimal', decimals).format(value),
    percent: (fraction, decimals = 0) => notation('percent', decimals).format(fraction),
    date: (iso, timeZone = 'UTC') =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(
        new Date(iso.length === 10 ? `${iso}T00:00:00Z` : iso),
      ),
    instant: (iso, timeZone) =>
      new Intl.DateTimeFormat(locale, {
        ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
        ...{ timeZone, timeZoneName: 'long' },
      }).format(new Date(iso)),
    country: (code) => {
      countries ??= new Intl.DisplayNames(locale, { type: 'region' });
      return countries.of(code) ?? code;
    },
  };
}
