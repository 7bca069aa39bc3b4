import { describe, expect, it } from 'vitest';
import { bulletGraph } from '../../../../../functions/domain/report/charts/bullet-graph.ts';
import { barLength } from '../../../../../functions/domain/report/charts/category-bar.ts';
import { sparkline, turningPoints } from '../../../../../functions/domain/report/charts/sparkline.ts';
import { statusBar } from '../../../../../functions/domain/report/charts/status-bar.ts';
import { countStatuses } from '../../../../../functions/domain/report/status-counts.ts';

const words = { title: 'A & B', description: 'from <1> to "2"' };

/** A bar's place and length, or a mark's, by its class. */
function box(svg: string, kind: string): { x: number; width: number } {
  const [, x, width] = new RegExp(`class="${kind}" d="M([-\\d.]+) [-\\d.]+[hv]([-\\d.]+)"`).exec(svg) ?? [];
  return { x: Number(x), width: Number(width) };
}

describe('every chart', () => {
  it.each([
    ['bullet graph', bulletGraph({ measured: 5, target: 10, start: 2, baseline: 2, bands: [6, 9] }, words)],
    ['sparkline', sparkline([1, null, 3], words)],
    ['status bar', statusBar(countStatuses(['achieved', 'no-data']), words)],
  ])('is an image with a title and a description, escaped: %s', (_, svg) => {
    expect(svg).toMatch(/^<svg [^>]*role="img"/);
    expect(svg).toContain('<title>A &amp; B</title><desc>from &lt;1&gt; to &quot;2&quot;</desc>');
    expect(svg).not.toContain('NaN');
  });
});

describe('bulletGraph', () => {
  it.each([
    ['half of a year’s flow', { measured: 5, target: 10, start: 0 }, 0.5],
    ['a quarter of the way up', { measured: 11.65, target: 13, start: 11.2 }, 0.25],
    ['nine tenths of the way down', { measured: 98, target: 95, start: 125 }, 0.9],
    ['all of the way', { measured: 3, target: 3, start: 1 }, 1],
    ['half of a bound to keep', { measured: 5, target: 10, start: null }, 0.5],
  ])('draws a bar as long as the attainment: %s', (_, bullet, share) => {
    const svg = bulletGraph({ ...bullet, baseline: null, bands: null }, words);
    const { x, width } = box(svg, 'bar');
    expect(width / (box(svg, 'marker').x - x)).toBeCloseTo(share, 2);
  });

  it('draws a figure that fell back behind the start on the other side of it', () => {
    const svg = bulletGraph({ measured: 8, target: 20, start: 10, baseline: 10, bands: null }, words);
    const { x, width } = box(svg, 'bar');
    expect(x).toBe(0.8);
    expect(box(svg, 'tick').x).toBeCloseTo(x + width);
  });

  it.each([
    ['all zero', { measured: 0, target: 0, start: 0, baseline: 0, bands: null }],
    ['below zero', { measured: -4, target: 3, start: -6, baseline: -6, bands: null }],
    ['beyond the target', { measured: 400, target: 3, start: 0, baseline: 0, bands: [1, 2] as const }],
    ['far behind the start', { measured: -400, target: 3, start: 0, baseline: 0, bands: [1, 2] as const }],
    ['a baseline far off', { measured: 4, target: 3, start: 0, baseline: 9000, bands: [1, 2] as const }],
    ['falling', { measured: 40, target: 10, start: 80, baseline: 80, bands: [60, 40] as const }],
    ['huge', { measured: 1e15, target: 3, start: 0, baseline: -1e15, bands: [1, 2] as const }],
    ['all huge', { measured: 8e14, target: 1e15, start: 0, baseline: null, bands: [6e14, 9e14] as const }],
    ['a target below zero', { measured: 0, target: -5, start: 0, baseline: 0, bands: [-3, -4] as const }],
    ['a target that is the start', { measured: 2, target: 4, start: 4, baseline: 4, bands: null }],
    ['tiny', { measured: 1e-12, target: 3e-12, start: 0, baseline: 0, bands: [1e-12, 2e-12] as const }],
    ['a bound passed', { measured: 40, target: 10, start: null, baseline: 80, bands: null }],
  ])('stays inside its frame: %s', (_, bullet) => {
    const svg = bulletGraph(bullet, words);
    expect(svg).not.toMatch(/NaN|Infinity|e[+-]\d/);
    expect(box(svg, 'marker').x).toBeGreaterThanOrEqual(0);
    expect(box(svg, 'marker').x).toBeLessThanOrEqual(120);
    for (const [, x, width] of svg.matchAll(/d="M([-\d.]+) [\d.]+h([-\d.]+)"/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(0);
      expect(Number(width)).toBeGreaterThanOrEqual(0);
      expect(Number(x) + Number(width)).toBeLessThanOrEqual(121);
    }
  });
});

describe('sparkline', () => {
  it('breaks where a period has no figure', () => {
    const [, path = ''] = /class="line" d="([^"]*)"/.exec(sparkline([1, 2, null, 3, 4], words)) ?? [];
    expect(path.match(/M/g)).toHaveLength(2);
  });

  it.each([
    ['from far below zero to far above', [-1e15, null, 0, 1e15]],
    ['zero', [0, 0, 0]],
    ['one figure', [null, 4, null]],
    ['hardly anything', [1, 1 + 1e-15, 1]],
  ])('stays inside its frame: %s', (_, values) => {
    const svg = sparkline(values, words);
    expect(svg).not.toMatch(/NaN|Infinity|e[+-]\d/);
    for (const [, x, y] of svg.matchAll(/[ML](-?[\d.]+)[ ,](-?[\d.]+)/g)) {
      expect(Number(x) >= 0 && Number(x) <= 72).toBe(true);
      expect(Number(y) >= 0 && Number(y) <= 22).toBe(true);
    }
  });

  it('puts a flat series in the middle', () => {
    expect(sparkline([7, 7, 7], words)).toContain('class="dot" d="M69 11h0"');
  });
});

describe('the turning points that a trend is told by', () => {
  it.each([
    [
      [3, 1, 4, 9, 5],
      [0, 1, 3, 4],
    ],
    [
      [1, 2, 3, 4],
      [0, 3],
    ],
    [
      [null, 2, null, 1, 7, null],
      [1, 3, 4],
    ],
    [
      [5, 5, 5],
      [0, 2],
    ],
    [[null], []],
  ])('%j: places %j', (values, places) => {
    expect(turningPoints(values)).toEqual(places);
  });
});

describe('statusBar', () => {
  it('gives each status its share', () => {
    const svg = statusBar(countStatuses(['achieved', 'achieved', 'achieved', 'off-track']), words);
    expect(box(svg, 'fill-achieved').width).toBe(178);
    expect(box(svg, 'fill-off-track').width).toBe(58);
  });
});

describe('a status bar of nothing', () => {
  it('is empty', () => {
    expect(statusBar(countStatuses([]), words)).not.toContain('<path');
  });
});

describe('barLength', () => {
  it.each([
    [50, 100, 50],
    [1, 3, 33.3],
    [100, 100, 100],
    [0, 0, 0],
    [-5, 10, 0],
  ])('%d of at most %d is %d per cent', (value, largest, length) => {
    expect(barLength(value, largest)).toBe(length);
  });
});
