import type { Plan } from '../../plan/model.ts';
import type { Categories } from '../../sheet/coded/coded-categories.ts';
import { tolerance } from '../figures.ts';
import type { SettledIndicator } from './settled.ts';
import { createStructure, type Structure } from './structure.ts';

/** The figures of a block as they came: the place of each one's categories, and its number. */
export interface BlockFigures {
  readonly count: number;
  readonly places: Int32Array;
  readonly numbers: Float64Array;
}

/** So many fractions add up, in any order, to what the rules say but for less than they forgive. */
const MOST_FRACTIONS = 1000;

/** Whether figures can be added in any order without losing anything that matters. */
function isTame({ count, numbers }: BlockFigures): boolean {
  let sum = 0;
  let fractions = false;
  for (let index = 0; index < count; index += 1) {
    const number = numbers[index] ?? 0;
    if (number < 0) return false;
    if (!Number.isInteger(number)) fractions = true;
    sum += number;
  }
  return sum <= Number.MAX_SAFE_INTEGER && !(fractions && count > MOST_FRACTIONS);
}

/**
 * Tells of blocks whose figures are each beyond doubt whether they are so together, too: none stated twice, broken down as the plan asks, and
 * adding up. Where it is not certain that no rule would say a word, the answer is no.
 */
export function createSilence(
  categories: Categories,
  plan: Plan,
): (figures: BlockFigures, indicator: SettledIndicator) => boolean {
  const structureOf = createStructure(categories, plan);
  const { places: size, project } = categories;
  const sums = new Float64Array(size);
  const stamps = new Int32Array(size);
  let stamp = 0;

  /** Whether each row of a coarser breakdown (mask 0: the total) is what the finer rows below it add up to, or more where that may be. */
  const addsUp = (
    { count, places, numbers }: BlockFigures,
    masks: Int32Array,
    [coarser, finer]: readonly [number, number],
    { definition }: SettledIndicator,
  ): boolean => {
    const forgiven = tolerance(definition, 'value');
    stamp += 1;
    for (let index = 0; index < count; index += 1) {
      if (masks[index] !== finer) continue;
      const whole = project(places[index] ?? 0, coarser);
      sums[whole] = (stamps[whole] === stamp ? (sums[whole] ?? 0) : 0) + (numbers[index] ?? 0);
      stamps[whole] = stamp;
    }
    for (let index = 0; index < count; index += 1) {
      const place = places[index] ?? 0;
      if (masks[index] !== coarser || stamps[place] !== stamp) continue;
      const excess = (sums[place] ?? 0) - (numbers[index] ?? 0);
      if (excess > forgiven || (definition.breakdown === 'complete' && excess < -forgiven)) return false;
    }
    return true;
  };

  /** Whether breakdowns by different dimensions have one sum. */
  const agree = ({ count, numbers }: BlockFigures, { masks, found }: Structure): boolean => {
    const totals = found.map((mask) => {
      let total = 0;
      for (let index = 0; index < count; index += 1) if (masks[index] === mask) total += numbers[index] ?? 0;
      return total;
    });
    return totals.every((total) => total === totals[0]);
  };

  return (figures, indicator) => {
    const structure = structureOf(figures, indicator);
    if (structure === null) return false;
    if (structure.found.length === 1 || !indicator.adds) return true;
    if (!isTame(figures) || (!structure.found.includes(0) && !agree(figures, structure))) return false;
    return structure.nested.every((pair) => addsUp(figures, structure.masks, pair, indicator));
  };
}
