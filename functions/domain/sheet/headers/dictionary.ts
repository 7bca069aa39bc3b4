import { oncePer } from '../../once-per.ts';
import { currentCodes } from '../../plan/crosswalk.ts';
import type { Plan } from '../../plan/model.ts';
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

const INDICATOR_WORDS = ['indicator', 'indicateur', 'indicador', 'المؤشر', 'مؤشر'];

/** Indicators by code, title in any language, `code title`, synonym, old code, and by code without dots where that is unambiguous. */
export const indicatorNames = oncePer((plan: Plan): Dictionary => {
  const names = new Dictionary();
  for (const { code, title, synonyms } of plan.indicators) {
    for (const name of [code, ...Object.values(title), ...synonyms]) names.add(name, code);
    for (const name of Object.values(title)) names.add(`${code} ${name}`, code);
    for (const word of INDICATOR_WORDS) names.add(`${word} ${code}`, code);
  }
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

/** Org units by code, ISO 3166 alpha-3 code, title in any language and synonym. */
export const orgUnitNames = oncePer((plan: Plan): Dictionary => {
  const names = new Dictionary();
  for (const { code, title, iso3, synonyms } of plan.orgUnits) {
    for (const name of [code, iso3, ...Object.values(title), ...synonyms]) names.add(name, code);
  }
  return names;
});

/** A dimension's categories by code, title in any language and synonym. */
export function categoryNames(plan: Plan, dimension: string): Dictionary {
  const names = new Dictionary();
  const categories = plan.dimensions.find(({ code }) => code === dimension)?.categories ?? [];
  for (const { code, title, synonyms } of categories) {
    for (const name of [code, ...Object.values(title), ...synonyms]) names.add(name, code);
  }
  return names;
}

/** Dimensions by code, title in any language and synonym. */
export function dimensionNames(plan: Plan): Dictionary {
  const names = new Dictionary();
  for (const { code, title, synonyms } of plan.dimensions) {
    for (const name of [code, ...Object.values(title), ...synonyms]) names.add(name, code);
  }
  return names;
}
