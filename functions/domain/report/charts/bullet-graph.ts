import { scaleLinear } from 'd3-scale';
import { bar, chart, type Described, mark } from './svg.ts';

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
const MIDDLE = HEIGHT / 2;
/** So that marks at the ends are seen whole: half of what the style sheet draws them wide. */
const ENDS = [0.8, WIDTH - 1.5];
const SEEN = 0.1;
/** A figure further off than these shares of the way is drawn at the edge, so that the way itself stays visible. */
const FURTHEST = { behind: -0.5, beyond: 2 };

type Scale = (value: number) => number;

/** Start on the one side, target on the other, whichever is greater: the bar then says what the attainment says. */
function wayToTarget({ measured, target }: Bullet, start: number): Scale {
  const share = (value: number) => (value - start) / (target - start);
  const reached = Math.min(FURTHEST.beyond, Math.max(FURTHEST.behind, share(measured)));
  const x = scaleLinear()
    .domain([Math.min(0, reached), Math.max(1, reached)])
    .range(ENDS)
    .clamp(true);
  return (value) => x(share(value));
}

function fromZero({ measured, target, baseline }: Bullet): Scale {
  const values = [0, measured, target, baseline ?? 0];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return scaleLinear()
    .domain([low, high === low ? low + 1 : high])
    .range(ENDS);
}

/** The ground of the graph is the shade of what is on track. */
function shades(bands: Bullet['bands'], x: Scale): string {
  if (!bands) return '';
  const edges = [0, ...bands.map(x).sort((a, b) => a - b)];
  return edges
    .slice(1)
    .map((edge, index) => {
      const start = edges[index] ?? 0;
      return edge - start < SEEN ? '' : bar(`band-${index}`, start, MIDDLE, edge - start);
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
    bar('bar', Math.min(origin, end), MIDDLE, Math.max(1, Math.abs(end - origin))),
    baseline === null ? '' : mark('tick', x(baseline), 15, 6),
    mark('marker', x(target), 1, 20),
  ];
  return chart('bullet', WIDTH, HEIGHT, described, parts.join(''));
}
