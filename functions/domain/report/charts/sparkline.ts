import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { chart, coordinate, type Described, element } from './svg.ts';

const WIDTH = 72;
const HEIGHT = 22;
const MARGIN = 3;

/** Where a series starts, is lowest and highest, and ends: what its line says, in places of the series. */
export function turningPoints(values: readonly (number | null)[]): number[] {
  const known = values.flatMap((value, place) => (value === null ? [] : [{ value, place }]));
  const byValue = known.toSorted((a, b) => a.value - b.value);
  const points = [known[0], byValue[0], byValue.at(-1), known.at(-1)].flatMap((point) => point?.place ?? []);
  return [...new Set(points)].sort((a, b) => a - b);
}

/** A line over the periods, broken where a period has no figure, with a dot on the last figure. */
export function sparkline(values: readonly (number | null)[], described: Described): string {
  const known = values.filter((value) => value !== null);
  const low = Math.min(...known);
  const high = Math.max(...known);
  const x = scaleLinear()
    .domain([0, Math.max(1, values.length - 1)])
    .range([MARGIN, WIDTH - MARGIN]);
  const y = scaleLinear()
    .domain(high === low ? [low - 1, high + 1] : [low, high])
    .range([HEIGHT - MARGIN, MARGIN]);
  const path = line<number | null>()
    .defined((value) => value !== null)
    .x((_, index) => x(index))
    .y((value) => y(value ?? low))
    .digits(1)(values);
  const last = values.findLastIndex((value) => value !== null);
  const dot = element('path', { class: 'dot', d: `M${coordinate(x(last))} ${coordinate(y(values[last] ?? low))}h0` });
  return chart('spark', WIDTH, HEIGHT, described, element('path', { class: 'line', d: path ?? '' }) + dot);
}
