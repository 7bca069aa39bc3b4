import { describe, expect, it } from 'vitest';
import { twoLettersOf } from '../../../../functions/domain/report/countries.ts';
import { reportCatalogue } from '../../../support/report-data.ts';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const triples = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)));
const countries = triples.flatMap((code) => twoLettersOf(code) ?? []);

describe('twoLettersOf', () => {
  it('knows the 249 codes of ISO 3166-1, each by itself', () => {
    expect(countries).toHaveLength(249);
    expect(new Set(countries).size).toBe(249);
  });

  it.each([
    ['VEN', 'VE'],
    ['CHE', 'CH'],
    ['COD', 'CD'],
    ['XXA', null],
    ['ven', null],
    ['', null],
  ])('of %s gives %s', (code, short) => {
    expect(twoLettersOf(code)).toBe(short);
  });

  it.each(['en', 'fr', 'es', 'ar'])('leads to a name of each country in %s', (language) => {
    const catalogue = reportCatalogue(language);
    expect(countries.filter((code) => catalogue.country(code) === code)).toEqual([]);
  });
});
