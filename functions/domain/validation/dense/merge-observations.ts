import type { Observation } from '../../ledger/entry.ts';
import { type Observations, observationsAt } from '../../ledger/observations.ts';
import type { Plan } from '../../plan/model.ts';
import { planOrder } from '../plan-order.ts';
import type { BlockObserver } from './block-observations.ts';

/** Blocks in plan order, whose observations are made when asked for, among observations in plan order that are there already. */
export function mergeObservations(
  blocks: Int32Array,
  observer: BlockObserver,
  others: readonly Observation[],
  plan: Plan,
): Observations {
  const compare = planOrder(plan);
  /** The number of blocks that come before an observation. */
  const before = (other: Observation): number => {
    let [low, high] = [0, blocks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(observer.glance(blocks[middle] ?? 0), other) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  // Others are told from blocks by being below zero.
  const places = new Int32Array(blocks.length + others.length);
  let taken = 0;
  for (const [index, other] of others.entries()) {
    const next = before(other);
    places.set(blocks.subarray(taken, next), taken + index);
    places[next + index] = -1 - index;
    taken = next;
  }
  places.set(blocks.subarray(taken), taken + others.length);
  const all = observationsAt(places, (place) => (place < 0 ? others[-1 - place] : observer.observe(place)));
  const passing = observationsAt(places, (place) => (place < 0 ? others[-1 - place] : observer.glance(place)));
  return { ...all, inPassing: passing };
}
