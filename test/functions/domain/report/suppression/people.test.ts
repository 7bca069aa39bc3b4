import { describe, expect, it } from 'vitest';
import { countsPeople } from '../../../../../functions/domain/report/suppression/people.ts';

describe('countsPeople', () => {
  it.each([
    ['people', true],
    [' Personnes ', true],
    ['personas', true],
    ['أشخاص', true],
    ['USD', false],
    ['households', false],
    ['', false],
  ])('%j: %s', (unit, expected) => {
    expect(countsPeople(unit)).toBe(expected);
  });
});
