import type { Period } from '../plan/period.ts';
import type { ObservationColumns } from './columns.ts';
import type { Observation } from './entry.ts';

/**
 * Observations in plan order (org unit, indicator, period): an array, or a view that makes each one when it is asked for, so that those of a
 * million rows need not all be kept.
 */
export interface Observations extends Iterable<Observation> {
  readonly length: number;
  at(index: number): Observation | undefined;
  /**
   * The same for whoever looks at all of them in passing, where that costs less: breakdown, cells and note are worked out when they are
   * read, and not part of a copy.
   */
  readonly inPassing?: Iterable<Observation>;
  /** The same side by side, for whoever computes with them; all are of one period. */
  readonly columns?: ObservationColumns;
}

/** Observations that stand at some places of something else, made when they are asked for. */
export function observationsAt(
  places: ArrayLike<number>,
  make: (place: number) => Observation | undefined,
): Observations {
  const at = (index: number) => {
    const place = places[index];
    return place === undefined ? undefined : make(place);
  };
  return {
    length: places.length,
    at,
    *[Symbol.iterator]() {
      for (let index = 0; index < places.length; index += 1) {
        const observation = at(index);
        if (observation) yield observation;
      }
    },
  };
}

/** The observations for which a condition holds, in the same order. */
export function among(observations: Observations, isKept: (observation: Observation) => boolean): Observations {
  const places: number[] = [];
  let place = 0;
  for (const observation of observations) {
    if (isKept(observation)) places.push(place);
    place += 1;
  }
  return observationsAt(places, (at) => observations.at(at));
}

/** Observations by period, periods in order. */
export function byPeriod(observations: Observations): [Period, Observations][] {
  const places = new Map<Period, number[]>();
  let place = 0;
  for (const { period } of observations) {
    const known = places.get(period);
    if (known) known.push(place);
    else places.set(period, [place]);
    place += 1;
  }
  return [...places]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([period, found]): [Period, Observations] => [period, observationsAt(found, (at) => observations.at(at))]);
}
