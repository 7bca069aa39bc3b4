import type { Activity, Measured, Use, World } from './measured.ts';

/** Of one number: what it is without offices and indicators, and what each office, indicator and pair of them adds. */
export interface Constants {
  readonly base: number;
  readonly office: number;
  readonly indicator: number;
  readonly pair: number;
}

/** Offices and indicators of two sizes each, in all four combinations: through their four numbers goes one such sum. */
export function constantsOf(worlds: readonly World[], numberIn: (world: World) => number): Constants {
  const offices = [...new Set(worlds.map((world) => world.offices))].sort((a, b) => a - b);
  const indicators = [...new Set(worlds.map((world) => world.indicators))].sort((a, b) => a - b);
  const [few = 0, many = 0] = offices;
  const [short = 0, long = 0] = indicators;
  const at = (o: number, i: number): number => {
    const world = worlds.find((one) => one.offices === o && one.indicators === i);
    if (!world) throw new RangeError(`Nothing was measured for ${o} offices and ${i} indicators`);
    return numberIn(world);
  };
  const pair = (at(many, long) - at(many, short) - at(few, long) + at(few, short)) / ((many - few) * (long - short));
  const office = (at(many, short) - at(few, short)) / (many - few) - pair * short;
  const indicator = (at(few, long) - at(few, short)) / (long - short) - pair * few;
  return { base: at(few, short) - office * few - indicator * short - pair * few * short, office, indicator, pair };
}

export interface Size {
  readonly offices: number;
  readonly indicators: number;
}

/** Never below nothing, which a line through measurements may be where it is drawn on. */
const valueAt = ({ base, office, indicator, pair }: Constants, { offices, indicators }: Size): number =>
  Math.max(0, base + office * offices + indicator * indicators + pair * offices * indicators);

const namesIn = (uses: readonly Use[], part: keyof Use): string[] => [
  ...new Set(uses.flatMap((use) => Object.keys(use[part]))),
];

/** What an activity asks of AWS where there are so many offices and indicators. */
export function useOf(activity: Activity, size: Size, { worlds }: Measured): Use {
  const uses = worlds.map(({ activities }) => activities[activity]);
  const estimate = (numberIn: (use: Use) => number | undefined): number =>
    valueAt(
      constantsOf(worlds, ({ activities }) => numberIn(activities[activity]) ?? 0),
      size,
    );
  return {
    requests: Object.fromEntries(
      namesIn(uses, 'requests').map((name) => [
        name,
        {
          count: estimate(({ requests }) => requests[name]?.count),
          bytesIn: estimate(({ requests }) => requests[name]?.bytesIn),
          bytesOut: estimate(({ requests }) => requests[name]?.bytesOut),
        },
      ]),
    ),
    work: Object.fromEntries(
      namesIn(uses, 'work').map((name) => [
        name,
        {
          calls: estimate(({ work }) => work[name]?.calls),
          seconds: estimate(({ work }) => work[name]?.seconds),
        },
      ]),
    ),
  };
}

/** Several activities, each so many times, as one. */
export function addUp(parts: readonly { readonly use: Use; readonly times: number }[]): Use {
  const requests: Use['requests'] = {};
  const work: Use['work'] = {};
  for (const { use, times } of parts) {
    for (const [name, { count, bytesIn, bytesOut }] of Object.entries(use.requests)) {
      const sum = requests[name] ?? { count: 0, bytesIn: 0, bytesOut: 0 };
      requests[name] = {
        count: sum.count + count * times,
        bytesIn: sum.bytesIn + bytesIn * times,
        bytesOut: sum.bytesOut + bytesOut * times,
      };
    }
    for (const [name, { calls, seconds }] of Object.entries(use.work)) {
      const sum = work[name] ?? { calls: 0, seconds: 0 };
      work[name] = { calls: sum.calls + calls * times, seconds: sum.seconds + seconds * times };
    }
  }
  return { requests, work };
}
