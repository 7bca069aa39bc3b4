/** The size of a worksheet; its last cell is `XFD1048576`. */
export const ROWS = 1_048_576;
export const COLUMNS = 16_384;

const UTF8 = new TextEncoder();

/** Letters and digits of a reference such as `AB12` as they come from a part: three letters and seven digits at most. */
const LONGEST = 10;

/** Index from 0 of the column of a reference such as `AB12`; -1 when it has none. */
export function columnOf(reference: string): number {
  const bytes = UTF8.encode(reference);
  return columnAt(bytes, 0, bytes.length);
}

/** The same of a reference in bytes. */
export function columnAt(bytes: Uint8Array, from: number, to: number): number {
  if (to - from > LONGEST) return -1;
  let column = 0;
  for (let at = from; at < to; at++) {
    const letter = ((bytes[at] ?? 0) & ~32) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

/** Index from 0 of the row of a reference in bytes; below 0 when it has none. */
export function rowAt(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && (bytes[at] ?? 0) > 0x39) at++;
  return to - from > LONGEST ? -1 : wholeNumber(bytes, at, to) - 1;
}

/** The whole number that decimal digits say; -1 for anything else, or more than nine of them. */
export function wholeNumber(bytes: Uint8Array, from: number, to: number): number {
  if (to === from || to - from > 9) return -1;
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}
