/** Powers of ten that a double holds exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
/** Up to so many digits make a whole number that a double holds exactly. */
const EXACT_DIGITS = 15;

const DECIMAL = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/;

/** The number that a decimal such as `-12.5E+3` says; NaN for any other text, and for what is beyond a double. */
export function decimalOf(text: string): number {
  const number = DECIMAL.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : Number.NaN;
}

/**
 * The number that the digits in these bytes say, without making a text of them: of up to 15 digits and an exponent within 22 the one
 * division or multiplication is correctly rounded (Clinger, How to read floating point numbers accurately, 1990). NaN where that does not hold.
 */
export function decimalAt(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  const isNegative = bytes[at] === 0x2d;
  if (isNegative) at++;
  const first = at;
  let mantissa = 0;
  let point = -1;
  for (; at < to; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit;
    else if (digit === -2 && point < 0) point = at;
    else break;
  }
  const digits = at - first - (point < 0 ? 0 : 1);
  const exponent = at < to ? exponentAt(bytes, at, to) : 0;
  const scale = exponent - (point < 0 ? 0 : at - point - 1);
  if (digits < 1 || digits > EXACT_DIGITS || !(Math.abs(scale) < POWERS.length)) return Number.NaN;
  const power = POWERS[Math.abs(scale)] ?? Number.NaN;
  const number = scale < 0 ? mantissa / power : mantissa * power;
  return isNegative ? -number : number;
}

/** The exponent that `E-3` says, NaN for anything else. */
function exponentAt(bytes: Uint8Array, from: number, to: number): number {
  if (((bytes[from] ?? 0) & ~0x20) !== 0x45) return Number.NaN;
  const sign = bytes[from + 1];
  const first = sign === 0x2b || sign === 0x2d ? from + 2 : from + 1;
  if (first === to || to - first > 3) return Number.NaN;
  let exponent = 0;
  for (let at = first; at < to; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return Number.NaN;
    exponent = exponent * 10 + digit;
  }
  return sign === 0x2d ? -exponent : exponent;
}
