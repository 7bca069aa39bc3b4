import { escapeXml, UNWRITABLE } from './markup.ts';

/** More letters than Excel keeps in a cell. */
const LONGEST = 32_767;

const coded = (character: string) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/** A text as a cell's own string, which no program takes for a formula; `_x0041_` stands for itself, control characters are written so. */
export function inlineCell(reference: string, style: number, text: string): string {
  const kept = text
    .slice(0, LONGEST)
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(UNWRITABLE, coded);
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(kept)}</t></is></c>`;
}

/** A sheet's name as formulas and links write it. */
export function quotedSheet(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

const FORBIDDEN = /[[\]:*?/\\]/g;
const LONGEST_NAME = 31;

/** A name that no other sheet has, as near as can be to the one wanted; Excel compares names without case. */
export function freeSheetName(wanted: string, taken: Iterable<string>): string {
  const known = new Set(Array.from(taken, (name) => name.toLowerCase()));
  const plain = wanted.replace(FORBIDDEN, ' ').trim().slice(0, LONGEST_NAME) || 'Jalon';
  for (let number = 1; ; number++) {
    const ending = number === 1 ? '' : ` (${number})`;
    const name = `${plain.slice(0, LONGEST_NAME - ending.length)}${ending}`;
    if (!known.has(name.toLowerCase())) return name;
  }
}
