import { describe, expect, it } from 'vitest';
import { statusSymbols } from '../../../../../functions/domain/report/charts/status-shape.ts';
import { contrast, distance, palettes, SIGHTS } from '../../../../support/colour.ts';
import { templateSource } from '../../../../support/report-data.ts';

const schemes = palettes(templateSource('report/report.css'));

/** In the order in which they meet in a bar. */
const STATUSES = ['achieved', 'on-track', 'at-risk', 'off-track', 'no-target'];

describe.each(['light', 'dark'] as const)('the colours of the %s scheme', (scheme) => {
  const colour = schemes[scheme];

  it('let all text be read', () => {
    for (const text of [...STATUSES, 'no-data', 'ink', 'quiet', 'accent'])
      for (const ground of ['ground', 'panel'])
        expect(contrast(colour(text), colour(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

  it('let every mark be seen on what it stands on', () => {
    for (const mark of ['bar', 'ink'])
      for (const ground of ['ground', 'panel', 'band-0', 'band-1', 'band-2'])
        expect(contrast(colour(mark), colour(ground)), `${mark} on ${ground}`).toBeGreaterThanOrEqual(3);
    for (const mark of [...STATUSES, 'no-data', 'quiet'])
      expect(contrast(colour(mark), colour('ground')), mark).toBeGreaterThanOrEqual(3);
  });

  it.each(['protanopia', 'deuteranopia'] as const)('tell any two statuses apart in %s', (sight) => {
    for (const [place, one] of STATUSES.entries())
      for (const other of STATUSES.slice(place + 1))
        expect(distance(colour(one), colour(other), SIGHTS[sight]), `${one} and ${other}`).toBeGreaterThanOrEqual(10);
  });

  it('tell neighbours in a bar apart in greyscale', () => {
    for (const [place, one] of STATUSES.slice(1).entries()) {
      const before = STATUSES[place] ?? '';
      expect(distance(colour(before), colour(one), SIGHTS.greyscale), `${before} and ${one}`).toBeGreaterThanOrEqual(6);
    }
  });
});

it('each status has a shape of its own, whatever its colour', () => {
  const drawn = [...statusSymbols().matchAll(/<symbol[^>]*>(.*?)<\/symbol>/g)].map((match) => match[1]);
  expect(new Set(drawn).size).toBe(6);
});
