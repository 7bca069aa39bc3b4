import { scaleLinear } from 'd3-scale';
import { decoration, element } from './svg.ts';

const WIDTH = 100;
const HEIGHT = 10;

/** The bar of one row of a breakdown table; the figure stands beside it in words. `largest` is the greatest value of the table. */
export function categoryBar(value: number, largest: number): string {
  const x = scaleLinear()
    .domain([0, Math.max(largest, Number.MIN_VALUE)])
    .range([0, WIDTH])
    .clamp(true);
  const bar = element('rect', { class: 'bar', x: 0, y: 1, width: x(Math.max(0, value)), height: HEIGHT - 2, rx: 1 });
  return decoration('rowbar', WIDTH, HEIGHT, bar);
}
