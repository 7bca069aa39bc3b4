import type { HeaderRole, Plan } from '../../plan/model.ts';
import { type Cell, cellText } from '../grid.ts';
import { comparisonKey } from './key.ts';
import type { HeaderReading, Meaning } from './vocabulary.ts';

const TAG = /^#[a-z][a-z0-9_]*(?:\s*\+\s*[a-z][a-z0-9_]*)*$/i;

/** Whether a row holds HXL hashtags: nothing but tags, and at least two. Source: HXL standard 1.1, hxlstandard.org. */
export function isTagRow(row: readonly Cell[]): boolean {
  const texts = row.map(cellText).filter((text) => text !== '');
  return texts.length >= 2 && texts.every((text) => TAG.test(text));
}

function roleOf(tag: string, attributes: readonly string[]): HeaderRole | null {
  if (/^(?:adm\d|country|org|loc|region)$/.test(tag)) return 'orgUnit';
  if (tag === 'date' || tag === 'period') return 'period';
  if (tag === 'meta') return attributes.some((name) => /^(?:note|notes|comment)$/.test(name)) ? 'note' : 'ignore';
  if (!/^(?:indicator|value|affected|targeted|reached|output|capacity|inneed)$/.test(tag)) return null;
  if (attributes.some((name) => /^(?:code|name|title|id)$/.test(name))) return 'indicator';
  if (attributes.includes('numerator')) return 'numerator';
  if (attributes.some((name) => name === 'denominator' || name === 'den')) return 'denominator';
  return tag === 'indicator' && !attributes.some((name) => /^(?:value|num)$/.test(name)) ? 'indicator' : 'value';
}

/** What a tag such as `#indicator+value+num` or `#meta+note` says of its column; null for tags that Jalon does not use. */
export function readTag(text: string, plan: Plan): HeaderReading | null {
  if (!TAG.test(text)) return null;
  const [tag = '', ...attributes] = text
    .slice(1)
    .toLowerCase()
    .split('+')
    .map((part) => part.trim());
  const nothing: Meaning = { role: null, dimensions: [], indicators: [], categories: [], period: null, total: false };
  const named = [tag, ...attributes].map(comparisonKey);
  const dimension = plan.dimensions.find(({ code }) => named.includes(comparisonKey(code)));
  if (dimension) return { parts: [{ ...nothing, dimensions: [dimension.code] }], readAs: null };
  const role = roleOf(tag, attributes);
  return role && { parts: [{ ...nothing, role }], readAs: null };
}
