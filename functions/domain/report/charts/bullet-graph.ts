import { scaleLinear } from 'd3-scale';
import { box, chart, type Described } from './svg.ts';

export interface Bullet {
  readonly measured: number;
  readonly target: number;
  /** Where progress towards the target is counted from; null where the target is a bound to keep: then from zero. */
  readonly start: number | null;
  readonly baseline: number | null;
  /** Values where off-track ends and where on-track begins; null where no pace is defined. */
  readonly bands: readonly [number, number] | null;
}

const WIDTH = 120;
const HEIGHT = 22;
/** A figure further off than these shares of the way is drawn at the edge, so that the way itself stays visible. */
const FURTHEST = { behind: -0.5, beyond: 2 };

type Scale = (value: number) => number;

/** Start on the one side, target on the other, whichever is greater: the bar then says what the attainment says. */
function wayToTarget({ measured, target }: Bullet, start: number): Scale {
  const share = (value: number) => (value - start) / (target - start);
  const reached = Math.min(FURTHEST.beyond, Math.max(FURTHEST.behind, share(measured)));
  const x = scaleLinear()
    .domain([Math.min(0, reached), Math.max(1, reached)])
    .range([0, WIDTH - 3])
    .clamp(true);
  return (value) => x(share(value));
}

function fromZero({ measured, target, baseline }: Bullet): Scale {
  const values = [0, measured, target, baseline ?? 0];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return scaleLinear()
    .domain([low, high === low ? low + 1 : high])
    .range([0, WIDTH - 3]);
}

function shades(bands: Bullet['bands'], x: Scale): string {
  if (!bands) return box('band-2', 0, 3, WIDTH, 16);
  const edges = [0, ...bands.map(x).sort((a, b) => a - b), WIDTH];
  return edges
    .slice(1)
    .map((edge, index) => {
      const start = edges[index] ?? 0;
      return box(`band-${index}`, start, 3, Math.max(0, edge - start), 16);
    })
    .join('');
}

/** A bar for the figure on neutral shades, a line for the target and a tick for the baseline (after S. Few's bullet graph). */
export function bulletGraph(bullet: Bullet, described: Described): string {
  const { start, target, baseline, measured } = bullet;
  const onTheWay = start !== null && start !== target;
  const x = onTheWay ? wayToTarget(bullet, start) : fromZero(bullet);
  const origin = x(onTheWay ? start : 0);
  const end = x(measured);
  const parts = [
    shades(onTheWay ? bullet.bands : null, x),
    box('bar', Math.min(origin, end), 7.5, Math.max(1, Math.abs(end - origin)), 7),
    baseline === null ? '' : box('tick', x(baseline), 15, 1.5, 6),
    box('marker', x(target), 1, 3, 20),
  ];
  return chart('bullet', WIDTH, HEIGHT, described, parts.join(''));
}
