import { scaleLinear } from 'd3-scale';
import { chart, type Described, element } from './svg.ts';

export interface Bullet {
  readonly measured: number;
  readonly target: number;
  readonly baseline: number | null;
  /** Value where off-track ends, where on-track begins, and what is expected; null where no pace is defined. */
  readonly bands: readonly [number, number, number] | null;
}

const WIDTH = 120;
const HEIGHT = 22;

function bandsOf(bands: Bullet['bands'], x: (value: number) => number): string {
  if (!bands) return element('rect', { class: 'band-2', x: 0, y: 3, width: WIDTH, height: 16 });
  const edges = [
    0,
    ...bands
      .slice(0, 2)
      .map(x)
      .sort((a, b) => a - b),
    WIDTH,
  ];
  return edges
    .slice(1)
    .map((edge, index) => {
      const start = edges[index] ?? 0;
      return element('rect', { class: `band-${index}`, x: start, y: 3, width: Math.max(0, edge - start), height: 16 });
    })
    .join('');
}

/** A bar for the figure on neutral ranges, a line for the target and a tick for the baseline (after S. Few's bullet graph). */
export function bulletGraph(bullet: Bullet, described: Described): string {
  const values = [0, bullet.measured, bullet.target, bullet.baseline ?? 0, ...(bullet.bands ?? [])];
  const low = Math.min(...values);
  const high = Math.max(...values);
  const x = scaleLinear()
    .domain([low, high === low ? low + 1 : high])
    .range([0, WIDTH - 3]);
  const zero = x(0);
  const end = x(bullet.measured);
  const bar = { class: 'bar', x: Math.min(zero, end), y: 7.5, width: Math.max(1, Math.abs(end - zero)), height: 7 };
  const parts = [
    bandsOf(bullet.bands, x),
    element('rect', bar),
    bullet.baseline === null
      ? ''
      : element('rect', { class: 'tick', x: x(bullet.baseline), y: 15, width: 1.5, height: 6 }),
    element('rect', { class: 'marker', x: x(bullet.target), y: 1, width: 3, height: 20 }),
  ];
  return chart('bullet', WIDTH, HEIGHT, described, parts.join(''));
}
