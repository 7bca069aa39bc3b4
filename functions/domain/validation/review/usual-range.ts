import type { Indicator } from '../../plan/model.ts';

export interface Range {
  readonly low: number;
  readonly high: number;
  /** Distance of a figure from the middle, 1 at the range's ends. */
  distance(figure: number): number;
}

const LEAST_KNOWN = 4;

/** Modified z scores beyond this are outliers: Iglewicz and Hoaglin, "How to Detect and Handle Outliers", ASQC, 1993. */
const FARTHEST = 3.5;
/** The median absolute deviation of a normal distribution is this part of its standard deviation. */
const MAD_OF_NORMAL = 0.6745;

/** However steady the history, a figure within these is not worth a question. */
const FACTOR = 3;
const PEOPLE = 10;
const SHARE = 0.2;
const PART_OF_SCORE = 0.35;

/** A figure near the last one goes on from there, whatever was usual before: that leap was told when it was new. */
const NEAR_FACTOR = 1.5;
const NEAR = 0.5;

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? 0, sorted[Math.floor(middle)] ?? 0];
  return low + (high - low) / 2;
}

/** Middle and half width of what is usual. */
function spread(numbers: readonly number[], leastHalf: (middle: number) => number): { middle: number; half: number } {
  const middle = median(numbers);
  const deviation = median(numbers.map((number) => Math.abs(number - middle)));
  return { middle, half: Math.max((FARTHEST * deviation) / MAD_OF_NORMAL, leastHalf(middle)) };
}

/** Rounded to two digits, away from the middle. */
function outward(number: number, round: (number: number) => number): number {
  if (number === 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(number))) - 1);
  return unit >= 1 ? round(number / unit) * unit : round(number * (1 / unit)) / (1 / unit);
}

/** Of counts and amounts, which vary by factors: on the scale of logarithms, without the periods of nothing. */
function byFactors(history: readonly number[], kind: Indicator['kind']): Range | null {
  const known = history.filter((number) => number > 0);
  if (known.length < LEAST_KNOWN || history.some((number) => number < 0)) return null;
  const { middle, half } = spread(known.map(Math.log), () => Math.log(FACTOR));
  const margin = kind === 'count' ? PEOPLE : 0;
  const last = known.at(-1) ?? 0;
  const low = Math.min(Math.exp(middle - half), Math.exp(middle) - margin, last / NEAR_FACTOR);
  const high = Math.max(Math.exp(middle + half), Math.exp(middle) + margin, last * NEAR_FACTOR);
  return {
    low: Math.max(0, outward(low, Math.floor)),
    high: outward(high, Math.ceil),
    distance: (figure) => Math.abs(Math.log(figure) - middle) / half,
  };
}

function byDifferences(history: readonly number[], leastHalf: (middle: number) => number): Range | null {
  if (history.length < LEAST_KNOWN) return null;
  const { middle, half } = spread(history, leastHalf);
  const [last = 0, near] = [history.at(-1), NEAR * leastHalf(middle)];
  const [low, high] = [Math.min(middle - half, last - near), Math.max(middle + half, last + near)];
  return { low, high, distance: (figure) => Math.abs(figure - middle) / half };
}

/**
 * What is usual after the figures of earlier periods: the median, and to either side 3.5 times the spread that their median absolute
 * deviation stands for, but at least a third to three times the median (and ten people), twenty points of a percentage, 35 % of a score;
 * and what is near the last of them. Null where fewer than four figures tell, and for answers. Figures come from the earliest to the last.
 */
export function usualRange(history: readonly number[], { kind }: Pick<Indicator, 'kind'>): Range | null {
  switch (kind) {
    case 'count':
    case 'amount':
      return byFactors(history, kind);
    case 'percentage':
      return byDifferences(history, () => SHARE);
    case 'score':
      return byDifferences(history, (middle) => PART_OF_SCORE * Math.abs(middle));
    case 'yes-no':
      return null;
    default:
      return kind satisfies never;
  }
}
