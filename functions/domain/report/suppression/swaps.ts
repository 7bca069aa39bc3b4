import { type Crossing, placeAt } from './crossing.ts';

/** By how many people a cell has to be able to rise, and to fall. */
export interface Leeway {
  readonly rise: number;
  readonly fall: number;
}

/** Finds the corners of the cheapest box of cells around one, its own first; null where there is none. */
export type FindBox = (cell: number, leeway: Leeway) => readonly number[] | null;

interface Box {
  readonly corners: readonly number[];
  readonly cost: number;
  readonly sum: number;
}

/** A zero withheld is an answer lost, and seldom a likely one to be anything else. */
const ZERO_COSTS = 1.5;

/** Whether the corner at an index differs from the first in an odd number of dimensions: each bit of the index is one. */
function isOdd(index: number): boolean {
  let odd = false;
  for (let rest = index; rest > 0; rest >>= 1) odd = odd !== (rest % 2 === 1);
  return odd;
}

function boxOf(corners: readonly number[], { values }: Crossing, withheld: ReadonlySet<number>): Box {
  const fresh = corners.filter((corner) => !withheld.has(corner)).map((corner) => values[corner] ?? 0);
  const cost = fresh.reduce((sum, value) => sum + (value === 0 ? ZERO_COSTS : 1), 0);
  return { corners, cost, sum: fresh.reduce((sum, value) => sum + value, 0) };
}

function isCheaper(box: Box, best: Box | undefined): boolean {
  return best === undefined || box.cost < best.cost || (box.cost === best.cost && box.sum < best.sum);
}

/**
 * A search for boxes in one table: two categories of some of its dimensions, one each of the others. People may be thought to swap
 * categories between the corners of a box: m more in the cell, m fewer in every corner that differs from it in an odd number of dimensions,
 * m more in the rest. No sum over a dimension changes, so nothing shown tells such tables apart once all corners are withheld. A corner is
 * fit when it is stated and has as many people as it may have to give. The search ends, with nothing found, after so many steps in all.
 */
export function searchBoxes(crossing: Crossing, withheld: ReadonlySet<number>, steps: number): FindBox {
  let left = steps;
  return (cell, { rise, fall }) => {
    // The cheapest so far is the last.
    const boxes: Box[] = [];
    const isFit = (corner: number, at: number) => (crossing.values[corner] ?? Number.NaN) >= (isOdd(at) ? fall : rise);
    const widen = (corners: readonly number[], widened: number, from: number): void => {
      if (widened > 1) {
        const box = boxOf(corners, crossing, withheld);
        if (isCheaper(box, boxes.at(-1))) boxes.push(box);
      }
      for (let at = from; at < crossing.dimensions.length; at += 1) {
        const own = placeAt(crossing, at, cell);
        for (let other = 0; other < (crossing.categories[at]?.length ?? 0) && left > 0; other += 1) {
          if (other === own) continue;
          left -= 1;
          const shifted = corners.map((corner) => corner + (other - own) * (crossing.strides[at] ?? 0));
          if (shifted.every(isFit)) widen([...corners, ...shifted], widened + 1, at + 1);
        }
      }
    };
    widen([cell], 0, 0);
    return left > 0 ? (boxes.at(-1)?.corners ?? null) : null;
  };
}
