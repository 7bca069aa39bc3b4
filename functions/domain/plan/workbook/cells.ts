import { type Cell, cellText } from '../../sheet/grid.ts';
import { isPeriod, type Period } from '../period.ts';

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly code: string;
      readonly expected: string | null;
      readonly params?: Readonly<Record<string, string | number>>;
    };

/** Reads one cell that is neither blank nor an error value. */
export type CellReader<T> = (cell: Cell) => Parsed<T>;

const INVISIBLE = /[\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;
const CODE = /^[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$/;
/** What SES sends to: no quoted names, and none in other letters than those of ASCII. */
const MAILBOX = /^(?=.{1,64}$)[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const HOST = /^(?=.{1,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{0,61}[a-z\d]$/i;
const PLAIN_NUMBER = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const LONGEST_CODE = 40;

const good = <T>(value: T): Parsed<T> => ({ ok: true, value });
const bad = (code: string, expected: string | null = null): Parsed<never> => ({ ok: false, code, expected });

/** A cell's text without invisible direction marks, which copying from Arabic text leaves behind. */
export function wordOf(cell: Cell | undefined): string {
  return cellText(cell).normalize('NFC').replace(INVISIBLE, '').trim();
}

export const readText: CellReader<string> = (cell) => good(cellText(cell).normalize('NFC').replace(/\s+/g, ' '));

/** A code: ASCII letters and digits joined by `.`, `-` or `_`, as it becomes part of object keys. A number is taken as its digits. */
export const readCode: CellReader<string> = (cell) => {
  const text = wordOf(cell);
  const isDate = typeof cell === 'object' && cell?.kind === 'date';
  return !isDate && CODE.test(text) && text.length <= LONGEST_CODE ? good(text) : bad('plan-not-a-code', '1a.1');
};

function plainNumber(cell: Cell): number | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  const text = wordOf(cell);
  return typeof cell === 'string' && PLAIN_NUMBER.test(text) && Number.isFinite(Number(text)) ? Number(text) : null;
}

/** A number of the cell or of plain text such as `1234.5`; no group separators, so nothing has to be guessed. */
export const readNumber: CellReader<number> = (cell) => {
  const number = plainNumber(cell);
  return number === null ? bad('plan-not-a-number', '1234.5') : good(number);
};

/** A fraction of 1, written `0.45` or `45%`. */
export const readFraction: CellReader<number> = (cell) => {
  if (typeof cell === 'object' && cell?.kind === 'percent') return good(cell.value);
  const text = wordOf(cell);
  const percent = text.endsWith('%') ? plainNumber(text.slice(0, -1).trim()) : null;
  if (percent !== null) return good(Number((percent / 100).toPrecision(15)));
  const number = plainNumber(cell);
  if (number === null) return bad('plan-not-a-number', '0.45');
  return number > 1 ? bad('plan-percentage-over-one', `${Number((number / 100).toPrecision(12))}`) : good(number);
};

/** Adds limits, both inclusive, to a reader of numbers. */
export function within(read: CellReader<number>, min: number, max: number, whole = false): CellReader<number> {
  return (cell) => {
    const parsed = read(cell);
    if (!parsed.ok) return parsed;
    if (whole && !Number.isInteger(parsed.value)) return bad('plan-not-whole', String(Math.round(parsed.value)));
    return parsed.value < min || parsed.value > max ? bad('plan-out-of-range', `${min} … ${max}`) : parsed;
  };
}

/** A calendar date as ISO text, from a date cell or from ISO text. */
export const readDate: CellReader<string> = (cell) => {
  const text = wordOf(cell);
  const real = ISO_DATE.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
  const same = real && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
  return same ? good(text) : bad('plan-not-a-date', 'YYYY-MM-DD');
};

/** A reporting period. A date cell is refused: a spreadsheet makes one of `2025-03`, but also of a year. */
export const readPeriod: CellReader<Period> = (cell) => {
  const text = wordOf(cell).toUpperCase().replace(/\s+/g, '-');
  const isDate = typeof cell === 'object' && cell?.kind === 'date';
  return !isDate && isPeriod(text) ? good(text) : bad('plan-not-a-period', '2025; 2025-S1; 2025-Q1; 2025-03');
};

/** A host name as the DNS has it, which knows letters of ASCII only. */
function hostOf(name: string): string {
  if (HOST.test(name) || /[^\p{L}\p{M}\p{N}.-]/u.test(name)) return name;
  return URL.canParse(`http://${name}`) ? new URL(`http://${name}`).hostname : name;
}

/** One address to which SES sends; a domain in other letters is given as the DNS has it (`xn--…`). */
export const readEmail: CellReader<string> = (cell) => {
  const [, mailbox = '', name = ''] = /^([^@]*)@([^@]*)$/.exec(wordOf(cell)) ?? [];
  const address = `${mailbox}@${hostOf(name)}`;
  const isGood = MAILBOX.test(mailbox) && HOST.test(hostOf(name)) && address.length <= 254;
  return isGood ? good(address) : bad('plan-not-an-email', 'name@example.org');
};

export const readLanguage: CellReader<string> = (cell) => {
  const text = wordOf(cell).toLowerCase();
  return /^[a-z]{2,3}$/.test(text) ? good(text) : bad('plan-not-a-language', 'en; fr; es; ar');
};

const plainWord = (text: string) => text.toLowerCase().replace(/[\s_/-]/g, '');

/** One of a few words, whatever its capitals, spaces and hyphens; `synonyms` maps other words to them. */
export function choice<T extends string>(
  words: readonly T[],
  synonyms: Readonly<Record<string, T>> = {},
): CellReader<T> {
  const known = new Map<string, T>([
    ...Object.entries(synonyms).map(([word, value]): [string, T] => [plainWord(word), value]),
    ...words.map((word): [string, T] => [plainWord(word), word]),
  ]);
  return (cell) => {
    const found = known.get(plainWord(wordOf(cell)));
    return found === undefined ? bad('plan-not-allowed', words.join('; ')) : good(found);
  };
}

/** Words parted by `;` or line breaks; a comma may be part of one. Repeated words are taken once. */
export const readWords: CellReader<readonly string[]> = (cell) => good(split(cellText(cell), /[;؛\n]/));

/** Each part of a list, parted by `;`, `,` or line breaks, read in its turn; the first bad part makes the cell bad. */
export function list<T>(read: CellReader<T>): CellReader<readonly T[]> {
  return (cell) => {
    const values: T[] = [];
    for (const part of split(wordOf(cell), /[;,؛،\n]/)) {
      const parsed = read(part);
      if (!parsed.ok) return { ...parsed, params: { ...parsed.params, part } };
      if (!values.includes(parsed.value)) values.push(parsed.value);
    }
    return good(values);
  };
}

function split(text: string, separator: RegExp): string[] {
  const parts = text.normalize('NFC').split(separator);
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))];
}
