import { describe, expect, it } from 'vitest';
import { fontCss } from '../../../functions/report/fonts.ts';

/** Each has three weights. */
const faces = (page?: string): number => (fontCss(undefined, page).match(/@font-face/g)?.length ?? 0) / 3;

describe('fontCss', () => {
  it('holds every font unless it is told for which page', () => {
    expect(faces()).toBe(3);
  });

  it.each([
    ['one face for English', 'Results report: “Worldwide” – 25%', 1],
    ['one for French, no-break spaces and all', 'L’œuvre : 12\u202f345\u00a0%', 1],
    ['a second for names with other Latin letters', 'Łódź, Şırnak', 2],
    ['a second where a note is in Arabic', 'Note: إثيوبيا', 2],
    ['no face for an empty page', '', 0],
  ])('has %s', (_, page, count) => {
    expect(faces(page)).toBe(count);
  });

  it('carries the fonts inside', () => {
    expect(fontCss(undefined, 'a')).toMatch(/src: url\(data:font\/woff2;base64,[A-Za-z0-9+/=]{1000,}\)/);
    expect(fontCss()).not.toMatch(/url\((?!data:)/);
  });
});
