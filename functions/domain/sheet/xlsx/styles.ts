import type { ValidationIssue } from '../../validation/issue.ts';
import { SPREADSHEET } from './namespaces.ts';
import type { OfficePackage } from './package.ts';

/** How a number is shown, as far as it changes its meaning. */
export type NumberKind = 'plain' | 'date' | 'percent';

/** The kind of number of each cell style (`s` of a cell), by index. */
export function readStyles(source: OfficePackage, part: string | null): NumberKind[] | ValidationIssue {
  const kinds: NumberKind[] = [];
  if (part === null) return kinds;
  const custom = new Map<number, NumberKind>();
  let inCellFormats = false;
  const refusal = source.read(part, SPREADSHEET, {
    open(name, tag) {
      const numFmtId = Number(tag.get('numFmtId') ?? 0);
      if (name === 'numFmt') custom.set(numFmtId, formatKind(tag.get('formatCode') ?? ''));
      else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) kinds.push(custom.get(numFmtId) ?? builtInKind(numFmtId));
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return refusal ?? kinds;
}

/** Formats that need no code in the file (ECMA-376 part 1, 18.8.30), those of East Asian and Thai editions included; times are no dates. */
function builtInKind(id: number): NumberKind {
  if (id === 9 || id === 10) return 'percent';
  const isDate =
    (id >= 14 && id <= 17) ||
    id === 22 ||
    (id >= 27 && id <= 31) ||
    id === 36 ||
    (id >= 50 && id <= 58) ||
    (id >= 71 && id <= 74);
  return isDate || id === 77 || id === 81 ? 'date' : 'plain';
}

const LONGEST_FORMAT = 255;

/** The kind of a number format, by the letters of its first section that are neither quoted, escaped nor bracketed (`[h]` counts hours). */
export function formatKind(code: string): NumberKind {
  const [section = ''] = code
    .slice(0, LONGEST_FORMAT)
    .replace(/"[^"]*"?|[\\_*](?:.|\n)|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi, '')
    .split(';', 1);
  const letters = section.toLowerCase().replace(/general|am\/pm|a\/p/g, '');
  if (letters.includes('%')) return 'percent';
  const isTime = /[hs]/.test(letters);
  return /[yd]/.test(letters) || (letters.includes('m') && !isTime) ? 'date' : 'plain';
}
