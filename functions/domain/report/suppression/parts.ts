/** Whether a figure of people is one that must not be shown: above 0 and below the threshold. */
export function isSmall(value: number, threshold: number): boolean {
  return value > 0 && value < threshold;
}

/** One of the parts of a public total. */
export interface Part {
  readonly value: number;
  /** Parts to be withheld before others, where one has to be: 0 before 1. */
  readonly rank: number;
}

/**
 * Whether parts of which the sum S is known keep each other's secret: there are two at least, and with one person in each of the others any
 * of them could be the threshold; and they are not, all being small, as large as small ones can be.
 */
function areLoose(values: readonly number[], threshold: number): boolean {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.length > 1 && sum - values.length >= threshold - 1 && sum !== values.length * (threshold - 1);
}

/**
 * Which parts of a total to withhold, as indexes: the small ones, and as many more as are needed. Whoever knows the total and the parts
 * shown knows the sum S of those withheld, so each of them may be anything from 0 to S, which is above the threshold. More are taken
 * by rank, then the smallest first; equal ones together, for which of them is withheld would tell; zeros only when nothing else is left.
 */
export function withheldParts(parts: readonly Part[], threshold: number): Set<number> {
  const all = parts.map(({ value, rank }, index) => ({ index, value, rank }));
  const small = all.filter(({ value }) => isSmall(value, threshold));
  const withheld = new Set(small.map(({ index }) => index));
  if (small.length === 0) return withheld;
  const others = all
    .filter(({ index, value }) => !withheld.has(index) && value >= 0)
    .sort((a, b) => Number(a.value === 0) - Number(b.value === 0) || a.rank - b.rank || a.value - b.value);
  for (const equal of Map.groupBy(others, ({ rank, value }) => (value === 0 ? 'zero' : `${rank} ${value}`)).values()) {
    if (
      areLoose(
        [...withheld].map((index) => parts[index]?.value ?? 0),
        threshold,
      )
    )
      break;
    for (const { index } of equal) withheld.add(index);
  }
  return withheld;
}
