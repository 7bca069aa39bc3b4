/** The length of a row's bar in a breakdown table, in per cent of the greatest value; the figure stands beside it in words. */
export function barLength(value: number, largest: number): number {
  if (value <= 0 || largest <= 0) return 0;
  return Math.min(100, Math.round((value / largest) * 1000) / 10);
}
