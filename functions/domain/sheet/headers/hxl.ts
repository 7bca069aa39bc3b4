import type { HeaderRole, Plan } from '../../plan/model.ts';
import { type Cell, cellText } from '../grid.ts';
import { categoryNames } from './dictionary.ts';
import { comparisonKey } from './key.ts';
import type { HeaderReading, Meaning } from './meaning.ts';

const TAG = /^#[a-z][a-z0-9_]*(?:\s*\+\s*[a-z][a-z0-9_]*)*$/i;

/** Whether a row holds HXL hashtags: nothing but tags, and at least two. Source: HXL standard 1.1, hxlstandard.org. */
export function isTagRow(row: readonly Cell[]): boolean {
  const texts = row.map(cellText).filter((text) => text !== '');
  return texts.length >= 2 && texts.every((text) => TAG.test(text));
}

/** People planned for, in need or within reach are no result, whatever else the tag says. */
const NO_RESULTS = /^(?:targeted|inneed|capacity)$/;
const PLANNED = /^(?:target|targeted|planned|baseline|inneed)$/;

function roleOf(tag: string, attributes: readonly string[]): HeaderRole | null {
  if (/^(?:adm\d|country|org|loc|region)$/.test(tag)) return 'orgUnit';
  if (tag === 'date' || tag === 'period') return 'period';
  if (tag === 'meta') return attributes.some((name) => /^(?:note|notes|comment)$/.test(name)) ? 'note' : 'ignore';
  if (NO_RESULTS.test(tag)) return 'ignore';
  if (!/^(?:indicator|value|affected|reached|output)$/.test(tag)) return null;
  if (attributes.some((name) => PLANNED.test(name))) return 'ignore';
  if (attributes.some((name) => /^(?:code|name|title|id)$/.test(name))) return 'indicator';
  if (attributes.includes('numerator')) return 'numerator';
  if (attributes.some((name) => name === 'denominator' || name === 'den')) return 'denominator';
  return tag === 'indicator' && !attributes.some((name) => /^(?:value|num)$/.test(name)) ? 'indicator' : 'value';
}

/** Attributes that say how a figure is written, not of whom it is. */
const PLAIN_ATTRIBUTES = new Set(
  'num value total all numerator denominator den actual reported achieved result people ind individuals'.split(' '),
);

/** The categories that the attributes of a column of figures name (`+f +children`); null where one of them is not known to the plan. */
function categoriesOf(attributes: readonly string[], plan: Plan): Meaning[] | null {
  const meanings: Meaning[] = [];
  for (const attribute of attributes) {
    if (PLAIN_ATTRIBUTES.has(attribute)) continue;
    const categories = plan.dimensions.flatMap(({ code: dimension }) =>
      categoryNames(plan, dimension)
        .codes(comparisonKey(attribute))
        .map((code) => ({ dimension, code })),
    );
    if (categories.length === 0) return null;
    meanings.push({ ...NOTHING, categories });
  }
  return meanings;
}

const NOTHING: Meaning = { role: null, dimensions: [], indicators: [], categories: [], period: null, total: false };

/**
 * What a tag such as `#indicator+value+num`, `#affected+f` or `#meta+note` says of its column; null for tags that Jalon does not use,
 * and for columns of figures of people that the plan does not tell apart.
 */
export function readTag(text: string, plan: Plan): HeaderReading | null {
  if (!TAG.test(text)) return null;
  const [tag = '', ...attributes] = text
    .slice(1)
    .toLowerCase()
    .split('+')
    .map((part) => part.trim());
  const named = [tag, ...attributes].map(comparisonKey);
  const dimension = plan.dimensions.find(({ code }) => named.includes(comparisonKey(code)));
  if (dimension) return { parts: [{ ...NOTHING, dimensions: [dimension.code] }], readAs: null };
  const role = roleOf(tag, attributes);
  if (role !== 'value' && role !== 'numerator' && role !== 'denominator')
    return role && { parts: [{ ...NOTHING, role }], readAs: null };
  const categories = categoriesOf(attributes, plan);
  return categories && { parts: [{ ...NOTHING, role }, ...categories], readAs: null };
}
