/**
 * The rounding error of `a + b`, so that `a + b` and this add up exactly (Neumaier's improvement of Kahan summation, ZAMM 54, 1974):
 * sums of long columns of decimals stay right to the last digit.
 */
export function lostIn(a: number, b: number): number {
  const sum = a + b;
  return Math.abs(a) >= Math.abs(b) ? a - sum + b : b - sum + a;
}
