import { memoised } from '../../memoised.ts';

/** Each chance shared out evenly over its own place and the `width` - 1 after it. */
function spread(chances: readonly number[], width: number): number[] {
  let window = 0;
  return Array.from({ length: chances.length + width - 1 }, (_, i) => {
    window += (chances[i] ?? 0) - (chances[i - width] ?? 0);
    return window / width;
  });
}

function convolve(a: readonly number[], b: readonly number[]): number[] {
  const product = new Array<number>(a.length + b.length - 1).fill(0);
  for (const [i, left] of a.entries())
    for (const [j, right] of b.entries()) product[i + j] = (product[i + j] ?? 0) + left * right;
  return product;
}

/**
 * Of `size` values in random order, the probability of each number of discordant pairs, from 0 to size(size-1)/2: the exact null
 * distribution behind Kendall's S (M. G. Kendall, A new measure of rank correlation, Biometrika 30, 1938). The k-th value is discordant with
 * 0 to k-1 of those before it, each number as likely as the others.
 */
const discordantOfOne = memoised((size: string): readonly number[] => {
  let chances: readonly number[] = [1];
  for (let k = 2; k <= Number(size); k++) chances = spread(chances, k);
  return chances;
});

/** The same for several groups that are each compared within themselves only, as seasons are (Hirsch, Slack and Smith 1982). */
export function discordantPairs(sizes: readonly number[]): readonly number[] {
  return sizes.map((size) => discordantOfOne(String(size))).reduce<readonly number[]>(convolve, [1]);
}

/**
 * How many of the pairwise slopes to leave out at either end, so that what is left covers the true slope with at least the confidence given:
 * the rank of the lower bound, from 1; 0 where even all slopes together do not.
 */
export function lowerRank(sizes: readonly number[], confidence: number): number {
  const most = (1 - confidence) / 2;
  let rank = 0;
  let chance = 0;
  for (const one of discordantPairs(sizes)) {
    chance += one;
    if (chance > most) break;
    rank++;
  }
  return rank;
}
