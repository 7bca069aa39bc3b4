import { memoised } from '../../memoised.ts';
import { oncePer } from '../../once-per.ts';
import type { HeaderRole, Plan } from '../../plan/model.ts';
import { GENERAL_UNITS } from '../numbers/units.ts';
import { readYesNo } from '../numbers/yes-no.ts';
import { isYearPart, readPeriod } from '../periods/read-period.ts';
import { besideEachOther, leadingCode } from './combined.ts';
import { categoryNames, Dictionary, dimensionNames, indicatorNames, orgUnitNames } from './dictionary.ts';
import { comparisonKey } from './key.ts';
import type { HeaderReading, Meaning } from './meaning.ts';
import { misspellingOf } from './nearest.ts';
import { isTotalWord, ROLE_WORDS } from './words.ts';

/** The plan's names, ready to be looked up; every distinct text is resolved once. */
export interface Vocabulary {
  readonly header: (text: string) => HeaderReading | null;
  readonly misspelt: (text: string) => HeaderReading | null;
  readonly orgUnit: (text: string) => string | null;
  readonly indicator: (text: string) => string | null;
  readonly category: (dimension: string, text: string) => string | null;
  readonly isTotal: (text: string) => boolean;
  /** Whether a row so named sums up others: a word for total, alone or with a name of the plan or a period (`Total Kenya`). */
  readonly sumsUp: (text: string) => boolean;
  /** Whether the plan gives anything a name that is written like a whole number. */
  readonly hasNumericNames: boolean;
}

const ROLES: readonly HeaderRole[] = [
  'ignore',
  'orgUnit',
  'period',
  'indicator',
  'value',
  'numerator',
  'denominator',
  'note',
];

function only(codes: readonly string[]): string | null {
  return codes.length === 1 ? (codes[0] ?? null) : null;
}

/** The plan's own role words as one dictionary of roles, and the built-in ones as another. */
function roleDictionaries(plan: Plan): { own: Dictionary; builtIn: Dictionary } {
  const own = new Dictionary();
  const builtIn = new Dictionary();
  for (const role of ROLES) {
    for (const word of plan.headers[role]) own.add(word, role);
    for (const word of ROLE_WORDS[role]) builtIn.add(word, role);
  }
  return { own, builtIn };
}

function roleAmong(codes: readonly string[]): HeaderRole | null {
  return ROLES.find((role) => codes.includes(role)) ?? null;
}

/** What pivot tables put before the name of a column that they add up. */
const SUM_OF = /^\s*(?:sum of|somme de|suma de|مجموع) +(\S.*)$/i;

function split(text: string): string[] {
  return text.split(/[\n:/|();,–—]| - /);
}

/** `no` in a row of answers is not the header `No.` */
function isAnswer(text: string): boolean {
  return /^\s*\p{L}+\s*$/u.test(text) && readYesNo(text) !== null;
}

function isPercentSign(text: string): boolean {
  return /^\s*[%٪]\s*$/.test(text);
}

/** Whether a column with a percent sign in its header can be what the other parts say: shares of women are no count of women. */
function mayBePercent(parts: readonly Meaning[], plan: Plan): boolean {
  const percentages = new Set(plan.indicators.filter(({ kind }) => kind === 'percentage').map(({ code }) => code));
  return parts.every(
    ({ role, indicators, period }) =>
      role === 'value' ||
      period !== null ||
      (indicators.length > 0 && indicators.every((code) => percentages.has(code))),
  );
}

/** What a file's texts come to, where they are names as the plan writes them, without working it out for each file. */
function resolvedFirst<T>(names: ReadonlyMap<string, T>, resolve: (text: string) => T): (text: string) => T {
  const other = memoised(resolve);
  return (text) => names.get(text) ?? other(text);
}

/** Whether a row so named sums up others, as far as its key alone tells; null where it may name what it sums up. */
function sumsUpByKey(key: string): boolean | null {
  const [first = '', ...others] = key.split(' ');
  return isTotalWord(key) || others.length === 0 || !isTotalWord(first) ? isTotalWord(key) : null;
}

/** All names of a plan by their keys: worked out once a plan, whatever the number of files. */
const namesOf = oncePer((plan: Plan) => {
  const roles = roleDictionaries(plan);
  const dimensions = dimensionNames(plan);
  const indicators = indicatorNames(plan);
  const categories = new Map(plan.dimensions.map(({ code }) => [code, categoryNames(plan, code)]));
  const headers = [roles.own, roles.builtIn, dimensions, indicators, ...categories.values()];
  const headerKeys = [...new Set(headers.flatMap((names) => [...names.keys()]))];
  const indicatorCodes = new Map<string, string>();
  const soberCodes = new Map<string, boolean>();
  for (const { code } of plan.indicators) {
    const key = comparisonKey(code);
    const named = only(indicators.codes(key));
    if (named !== null) indicatorCodes.set(code, named);
    if (sumsUpByKey(key) === false) soberCodes.set(code, false);
  }
  return {
    roles,
    dimensions,
    indicators,
    categories,
    orgUnits: orgUnitNames(plan),
    codes: new Map(plan.indicators.map(({ code }) => [comparisonKey(code), code])),
    unitNames: new Set([...GENERAL_UNITS, ...plan.indicators.map(({ unit }) => comparisonKey(unit))]),
    headerKeys,
    indicatorCodes,
    soberCodes,
    hasNumericNames: headerKeys.some((key) => /^\d+$/.test(key)),
  };
});

/** The words by which a plan's headers and cells are recognised; what a file's texts mean is kept as long as this. */
export function createVocabulary(plan: Plan): Vocabulary {
  const names = namesOf(plan);
  const { roles, dimensions, indicators, orgUnits, categories, codes, headerKeys, unitNames, hasNumericNames } = names;

  const ofKey = (key: string): Meaning | null => {
    const nothing: Meaning = { role: null, dimensions: [], indicators: [], categories: [], period: null, total: false };
    if (key === '') return null;
    const ownRole = roleAmong(roles.own.codes(key));
    if (ownRole) return { ...nothing, role: ownRole };
    const meaning: Meaning = {
      ...nothing,
      dimensions: dimensions.codes(key),
      indicators: indicators.codes(key),
      categories: [...categories].flatMap(([dimension, names]) =>
        names.codes(key).map((code) => ({ dimension, code })),
      ),
    };
    if (meaning.dimensions.length + meaning.indicators.length + meaning.categories.length > 0) return meaning;
    const role = roleAmong(roles.builtIn.codes(key)) ?? (isTotalWord(key) ? 'value' : null);
    return role && { ...nothing, role, total: isTotalWord(key) };
  };
  const ofText = (text: string): Meaning | null => {
    const meaning = isAnswer(text) ? null : ofKey(comparisonKey(text));
    if (meaning) return meaning;
    const isPeriodText = readPeriod(text, plan) !== null || isYearPart(text);
    return isPeriodText
      ? { role: null, dimensions: [], indicators: [], categories: [], period: text, total: false }
      : null;
  };
  const header = (text: string): HeaderReading | null => {
    const [, summed = text] = SUM_OF.exec(text) ?? [];
    const whole = ofText(summed);
    if (whole) return { parts: [whole], readAs: null };
    const beside = besideEachOther(text, ofText);
    if (beside) return { parts: beside, readAs: null };
    const led = leadingCode(text, codes);
    const pieces = (led ? [led.code, ...split(led.rest)] : split(text)).filter((piece) => comparisonKey(piece) !== '');
    if (pieces.length < 2 || pieces.length > 5) return null;
    const said = pieces.filter((piece) => !isPercentSign(piece));
    const units = said.filter((piece) => ofText(piece) === null && unitNames.has(comparisonKey(piece)));
    const parts = said.filter((piece) => !units.includes(piece)).map(ofText);
    const known = parts.filter((part) => part !== null);
    if (known.length < parts.length || known.length === 0 || units.length > 1) return null;
    if (said.length < pieces.length && (units.length > 0 || !mayBePercent(known, plan))) return null;
    const [unit] = units;
    return { parts: known, readAs: null, ...(unit === undefined ? {} : { unit: unit.trim() }) };
  };
  const misspelt = (text: string): HeaderReading | null => {
    const code = leadingCode(text, codes)?.code ?? null;
    const slips = code === null ? misspellingOf(comparisonKey(text), headerKeys) : [comparisonKey(code)];
    const [slip = null] = slips;
    const meaning = slip === null ? null : ofKey(slip);
    const oneMeaning = new Set(slips.map((key) => JSON.stringify(ofKey(key)))).size === 1;
    return meaning && oneMeaning ? { parts: [meaning], readAs: code ?? slip } : null;
  };
  return {
    hasNumericNames,
    header: memoised(header),
    misspelt: memoised(misspelt),
    orgUnit: memoised((text) => only(orgUnits.codes(comparisonKey(text)))),
    indicator: resolvedFirst<string | null>(
      names.indicatorCodes,
      (text) => only(indicators.codes(comparisonKey(text))) ?? leadingCode(text, codes)?.code ?? null,
    ),
    category: categoryLookup(plan, categories),
    isTotal: memoised((text) => isTotalWord(comparisonKey(text))),
    sumsUp: resolvedFirst<boolean>(names.soberCodes, (text) => {
      const key = comparisonKey(text);
      const byKey = sumsUpByKey(key);
      if (byKey !== null) return byKey;
      const rest = key.split(' ').slice(1).join(' ');
      const isCode = text.split(/\s+/).some((word) => codes.has(comparisonKey(word)));
      return (
        isCode || [...orgUnits.codes(rest), ...indicators.codes(rest)].length > 0 || readPeriod(rest, plan) !== null
      );
    }),
  };
}

/** `0 à 17 ans` as `0 17`, the key of `0-17`. */
function ageRange(key: string): string {
  return key
    .replace(/(\d) (?:a|to|al|الي) (?=\d)/, '$1 ')
    .replace(/(\d\+?) ?(?:ans|years|years old|yrs|anos|سنه|عاما|سنوات)$/, '$1');
}

/** Categories by dimension and text; an open dimension takes any text as its own code. */
function categoryLookup(plan: Plan, categories: ReadonlyMap<string, Dictionary>): Vocabulary['category'] {
  const lookups = new Map(
    plan.dimensions.map(({ code, open }) => [
      code,
      memoised((text) => {
        const names = categories.get(code);
        const key = comparisonKey(text);
        return only(names?.codes(key) ?? []) ?? only(names?.codes(ageRange(key)) ?? []) ?? (open ? text.trim() : null);
      }),
    ]),
  );
  return (dimension, text) => lookups.get(dimension)?.(text) ?? null;
}
