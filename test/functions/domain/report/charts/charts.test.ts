import { describe, expect, it } from 'vitest';
import { bulletGraph } from '../../../../../functions/domain/report/charts/bullet-graph.ts';
import { categoryBar } from '../../../../../functions/domain/report/charts/category-bar.ts';
import { sparkline } from '../../../../../functions/domain/report/charts/sparkline.ts';
import { statusBar } from '../../../../../functions/domain/report/charts/status-bar.ts';
import { countStatuses } from '../../../../../functions/domain/report/status-counts.ts';

const words = { title: 'A & B', description: 'from <1> to "2"' };

function attribute(svg: string, kind: string, name: string): number {
  const element = new RegExp(`<[a-z]+ class="${kind}"[^>]*>`).exec(svg)?.[0] ?? '';
  return Number(new RegExp(` ${name}="([^"]*)"`).exec(element)?.[1]);
}

describe('every chart', () => {
  it.each([
    ['bullet graph', bulletGraph({ measured: 5, target: 10, baseline: 2, bands: [6, 9, 10] }, words)],
    ['sparkline', sparkline([1, null, 3], words)],
    ['status bar', statusBar(countStatuses(['achieved', 'no-data']), words)],
  ])('is an image with a title and a description, escaped: %s', (_, svg) => {
    expect(svg).toMatch(/^<svg [^>]*role="img"/);
    expect(svg).toContain('<title>A &amp; B</title><desc>from &lt;1&gt; to &quot;2&quot;</desc>');
    expect(svg).not.toContain('NaN');
  });
});

describe('bulletGraph', () => {
  it('draws bar and target to one scale', () => {
    const svg = bulletGraph({ measured: 5, target: 10, baseline: null, bands: null }, words);
    expect(attribute(svg, 'bar', 'width')).toBeCloseTo(attribute(svg, 'marker', 'x') / 2, 1);
  });

  it.each([
    ['all zero', { measured: 0, target: 0, baseline: 0, bands: null }],
    ['below zero', { measured: -4, target: 3, baseline: -6, bands: null }],
    ['beyond the target', { measured: 400, target: 3, baseline: 0, bands: [1, 2, 3] as const }],
    ['falling', { measured: 40, target: 10, baseline: 80, bands: [60, 40, 30] as const }],
  ])('stays inside its frame: %s', (_, bullet) => {
    const svg = bulletGraph(bullet, words);
    for (const [, x, width] of svg.matchAll(/ x="([^"]*)" y="[^"]*" width="([^"]*)"/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(0);
      expect(Number(width)).toBeGreaterThanOrEqual(0);
      expect(Number(x) + Number(width)).toBeLessThanOrEqual(121);
    }
  });
});

describe('sparkline', () => {
  it('breaks where a period has no figure', () => {
    expect(sparkline([1, 2, null, 3, 4], words).match(/M/g)).toHaveLength(2);
  });

  it('puts a flat series in the middle', () => {
    expect(attribute(sparkline([7, 7, 7], words), 'dot', 'cy')).toBe(11);
  });
});

describe('statusBar', () => {
  it('gives each status its share', () => {
    const svg = statusBar(countStatuses(['achieved', 'achieved', 'achieved', 'off-track']), words);
    expect(attribute(svg, 'fill-achieved', 'width')).toBe(179);
    expect(attribute(svg, 'fill-off-track', 'width')).toBe(59);
  });
});

describe('categoryBar', () => {
  it.each([
    [50, 100, 50],
    [100, 100, 100],
    [0, 0, 0],
    [-5, 10, 0],
  ])('%d of at most %d is %d wide', (value, largest, width) => {
    expect(attribute(categoryBar(value, largest), 'bar', 'width')).toBe(width);
  });
});
