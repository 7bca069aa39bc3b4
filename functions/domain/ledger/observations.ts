import type { Period } from '../plan/period.ts';
import type { Observation } from './entry.ts';

/**
 * Observations in plan order (org unit, indicator, period): an array, or a view that makes each one when it is asked for, so that those of a
 * million rows need not all be kept.
 */
export interface Observations extends Iterable<Observation> {
  readonly length: number;
  at(index: number): Observation | undefined;
}

/** The observations at some of the places of others, in that order, made when they are asked for. */
export function pick(observations: Observations, places: ArrayLike<number>): Observations {
  const at = (index: number) => {
    const place = places[index];
    return place === undefined ? undefined : observations.at(place);
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
    .map(([period, found]): [Period, Observations] => [period, pick(observations, found)]);
}
