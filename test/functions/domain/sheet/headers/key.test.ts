import { describe, expect, it } from 'vitest';
import { comparisonKey } from '../../../../../functions/domain/sheet/headers/key.ts';
import { misspellingOf, mostAlike } from '../../../../../functions/domain/sheet/headers/nearest.ts';

describe('Texts that are the same name', () => {
  it.each([
    ['Période', 'PERIODE'],
    ['returned_refugees', 'Returned  Refugees'],
    ['Country/Office', 'country - office'],
    ['البلَد', 'البلد'],
    ['الإجمالي', 'الاجمالي'],
    ['الـقـيـمة', 'القيمه'],
    ['١٨-٢٤', '18–24'],
    ['18 +', '18+'],
    ['≥ 60', '>=60'],
    ['Ｖａｌｕｅ', 'value'],
    ['\ufeffyear', 'Year\u200f'],
    ['1a.1', '1A.1'],
  ])('%j and %j', (a, b) => {
    expect(comparisonKey(a)).toBe(comparisonKey(b));
  });

  it.each([
    ['<18', '18+'],
    ['18', '18+'],
    ['refugees', 'returned_refugees'],
    ['% women', 'women'],
    ['1a.1', '1a.11'],
  ])('but not %j and %j', (a, b) => {
    expect(comparisonKey(a)).not.toBe(comparisonKey(b));
  });
});

describe('Slips of spelling', () => {
  it.each<[string, string[], string[]]>([
    ['refugee', ['refugees'], ['refugees']],
    ['indicater', ['indicator', 'indicateur', 'indicador'], ['indicator', 'indicateur']],
    ['beneficaries', ['beneficiaries'], ['beneficiaries']],
    ['returned refugees', ['refugees'], []],
    ['men', ['women'], []],
    ['male', ['males'], []],
    ['emigrants', ['immigrants'], []],
    ['output 2', ['output 1'], []],
    ['asylum seeker', ['asylum seekers', 'asylum seeking'], ['asylum seekers']],
    ['households a', ['households b', 'households c'], ['households b', 'households c']],
  ])('%j among %j can be %j', (key, names, expected) => {
    expect(misspellingOf(key, names)).toEqual(expected);
  });

  it('a proposal to a person may be further off, but not anything at all', () => {
    expect(mostAlike('women and girl', ['women and girls', 'men and boys'])).toBe('women and girls');
    expect(mostAlike('xyz', ['women and girls', 'men and boys'])).toBeNull();
  });
});
