import { scaleLinear } from 'd3-scale';
import type { StatusCounts } from '../schema.ts';
import { STATUSES } from '../statuses.ts';
import { bar, chart, type Described } from './svg.ts';

const WIDTH = 240;
const HEIGHT = 12;
/** Neighbours are told apart without their colours. */
const GAP = 2;

/** One bar split by status, in the order of the statuses; shares of the total of the counts. */
export function statusBar(counts: StatusCounts, described: Described): string {
  const total = STATUSES.reduce((sum, status) => sum + counts[status], 0);
  const x = scaleLinear()
    .domain([0, Math.max(1, total)])
    .range([0, WIDTH]);
  let before = 0;
  const segments = STATUSES.flatMap((status) => {
    if (counts[status] === 0) return [];
    const start = x(before);
    before += counts[status];
    return [bar(`fill-${status}`, start, HEIGHT / 2, Math.max(1, x(before) - start - GAP))];
  });
  return chart('statusbar', WIDTH, HEIGHT, described, segments.join(''));
}
