import { oncePer } from '../../once-per.ts';
import { currentCodes } from '../../plan/crosswalk.ts';
import { TWO_LETTERS } from '../../plan/iso-countries.ts';
import type { Plan, Titles } from '../../plan/model.ts';
import { comparisonKey } from './key.ts';

/** Codes by the keys under which they may be written; several codes under one key mean that it is ambiguous. */
export class Dictionary {
  readonly #codes = new Map<string, Set<string>>();

  add(text: string | null, code: string): void {
    const key = comparisonKey(text ?? '');
    if (key === '') return;
    const codes = this.#codes.get(key) ?? new Set();
    this.#codes.set(key, codes.add(code));
  }

  /** Adds a name only where nothing else is written so. */
  addUnlessTaken(text: string, code: string): void {
    if (!this.#codes.has(comparisonKey(text))) this.add(text, code);
  }

  codes(key: string): readonly string[] {
    return [...(this.#codes.get(key) ?? [])];
  }

  keys(): IterableIterator<string> {
    return this.#codes.keys();
  }
}

interface Item {
  readonly code: string;
  readonly title: Titles;
  readonly synonyms: readonly string[];
}

/** Things of the plan by code, title in any language, synonym and what else they are called. A code belongs to its thing alone, whatever others are called. */
function itemNames<T extends Item>(
  items: readonly T[],
  further: (item: T) => readonly (string | null)[] = () => [],
): Dictionary {
  const names = new Dictionary();
  const codes = new Set(items.map(({ code }) => comparisonKey(code)));
  for (const item of items) names.add(item.code, item.code);
  for (const item of items) {
    for (const name of [...Object.values(item.title), ...item.synonyms, ...further(item)])
      if (!codes.has(comparisonKey(name ?? ''))) names.add(name, item.code);
  }
  return names;
}

const INDICATOR_WORDS = ['indicator', 'indicateur', 'indicador', 'المؤشر', 'مؤشر'];

/** Indicators by code, title in any language, `code title`, synonym, old code, and by code without dots where that is unambiguous. */
export const indicatorNames = oncePer((plan: Plan): Dictionary => {
  const names = itemNames(plan.indicators, ({ code, title }) => [
    ...Object.values(title).map((name) => `${code} ${name}`),
    ...INDICATOR_WORDS.map((word) => `${word} ${code}`),
  ]);
  const undotted = new Dictionary();
  for (const { code } of plan.indicators) undotted.add(code.replaceAll('.', ''), code);
  for (const key of undotted.keys()) {
    const [code, ...others] = undotted.codes(key);
    // Digits alone are more likely a figure or a row number than a code that lost its dots.
    if (code !== undefined && others.length === 0 && !/^\d+$/.test(key)) names.addUnlessTaken(key, code);
  }
  for (const [oldCode, code] of currentCodes(plan)) names.addUnlessTaken(oldCode, code);
  return names;
});

/** Org units by code, ISO 3166 code of three letters or two, title in any language and synonym. */
export const orgUnitNames = oncePer((plan: Plan): Dictionary => {
  const names = itemNames(plan.orgUnits, ({ iso3 }) => [iso3]);
  for (const { code, iso3 } of plan.orgUnits) {
    const two = iso3 === null ? undefined : TWO_LETTERS.get(iso3);
    if (two !== undefined) names.addUnlessTaken(two, code);
  }
  return names;
});

/** A dimension's categories by code, title in any language and synonym. */
export function categoryNames(plan: Plan, dimension: string): Dictionary {
  return itemNames(plan.dimensions.find(({ code }) => code === dimension)?.categories ?? []);
}

/** Dimensions by code, title in any language and synonym. */
export function dimensionNames(plan: Plan): Dictionary {
  return itemNames(plan.dimensions);
}
