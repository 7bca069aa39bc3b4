/** The size of a worksheet; its last cell is `XFD1048576`. */
export const ROWS = 1_048_576;
export const COLUMNS = 16_384;
const LONGEST = 10;

/** Index from 0 of the column of a reference such as `AB12`; -1 when it has none. */
export function columnOf(reference: string): number {
  if (reference.length > LONGEST) return -1;
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const code = reference.charCodeAt(at) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

/** Index from 0 of the row of a reference; null when it has none. */
export function rowOf(reference: string): number | null {
  const [digits] = (reference.length <= LONGEST && /\d+$/.exec(reference)) || [];
  return digits === undefined ? null : Number(digits) - 1;
}
