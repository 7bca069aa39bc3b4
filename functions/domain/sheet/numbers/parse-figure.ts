import type { Notation } from './notation.ts';

/** A bare figure (digits, separators, sign, exponent) read: one number, several possible ones, or none. */
export type FigureReadings = readonly number[];

const NONE: FigureReadings = [];

function parse(digits: string): FigureReadings {
  const number = Number(digits);
  return Number.isFinite(number) ? [number] : NONE;
}

function fromParts(whole: string, fraction: string, exponent: string): FigureReadings {
  return parse(`${whole || '0'}${fraction ? `.${fraction}` : ''}${exponent}`);
}

/** The whole part with its group separators taken out; null when the groups are not groups. */
function ungroup(whole: string, separator: string): string | null {
  if (!whole.includes(separator)) return /^\d*$/.test(whole) ? whole : null;
  const groups = whole.split(separator);
  const [first = '', ...rest] = groups;
  const last = rest.at(-1) ?? '';
  if (!groups.every((group) => /^\d+$/.test(group)) || last.length !== 3) return null;
  const thousands = first.length <= 3 && rest.every((group) => group.length === 3);
  const lakhs = separator === ',' && first.length <= 2 && rest.slice(0, -1).every((group) => group.length === 2);
  return thousands || lakhs ? groups.join('') : null;
}

function withSeparators(body: string, decimal: string, group: string, exponent: string): FigureReadings {
  const [whole = '', fraction = '', ...more] = body.split(decimal);
  const plain = ungroup(whole, group);
  if (more.length > 0 || plain === null || !/^\d*$/.test(fraction) || plain + fraction === '') return NONE;
  return fromParts(plain, fraction, exponent);
}

function unsigned(body: string, exponent: string, notation: Notation): FigureReadings {
  if (/^\d+$/.test(body)) return parse(body + exponent);
  if (/[٫٬]/.test(body)) return withSeparators(body, '٫', '٬', exponent);
  const group = /[ ']/.exec(body)?.[0];
  if (group) {
    const decimal = body.includes(',') ? ',' : '.';
    return withSeparators(body, decimal, group, exponent);
  }
  const point = withSeparators(body, '.', ',', exponent);
  const comma = withSeparators(body, ',', '.', exponent);
  if (point.length === 0 || comma.length === 0) return point.length > 0 ? point : comma;
  if (exponent) return body.includes('.') ? point : comma;
  // A group cannot start with zero: 0.123 has a decimal point.
  if (/^0/.test(body)) return body.includes('.') ? point : comma;
  if (notation.decimal === null) return [...new Set([...point, ...comma])];
  return notation.decimal === '.' ? point : comma;
}

/** Reads a bare figure as `plainFigure` gives it. Two readings mean that the file does not decide between them, largest first. */
export function parseFigure(text: string, notation: Notation): FigureReadings {
  const match = /^([+-]?) ?([\d.,'٫٬ ]*\d[.,]?)(e[+-]?\d{1,3})?$/i.exec(text);
  if (!match) return NONE;
  const [, sign = '', body = '', exponent = ''] = match;
  const readings = unsigned(body.replace(/[.,]$/, ''), exponent.toLowerCase(), notation);
  return readings
    .map((number) => (sign === '-' && number !== 0 ? -number : number))
    .sort((a, b) => Math.abs(b) - Math.abs(a));
}
