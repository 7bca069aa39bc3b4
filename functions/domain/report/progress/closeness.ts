/** Binary fractions of decimals differ in their last digits: 0.1 + 0.1 + 0.1 has to meet a target of 0.3. */
const TOLERANCE = 1e-12;

/** Whether two figures are equal but for rounding: whole numbers, whose sums are exact, only where they are the same. */
export function isClose(a: number, b: number): boolean {
  if (a === b) return true;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) return false;
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

/** Whether a figure is at least another, but for rounding. */
export function isAtLeast(a: number, b: number): boolean {
  return a > b || isClose(a, b);
}
