import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countsPeople, withholdSmallCells } from '../../../../functions/domain/report/suppression.ts';

const THRESHOLD = 5;

function cells(values: readonly (number | null)[], dimension = 'sex') {
  return values.map((value, index) => ({ dimension, category: `c${index}`, value }));
}

function shown(values: readonly (number | null)[]) {
  return withholdSmallCells(cells(values), THRESHOLD).map((cell) => (cell.suppressed ? 'withheld' : cell.value));
}

describe('withholdSmallCells', () => {
  it.each([
    ['nothing where no cell is small', [5, 40], [5, 40]],
    ['nothing where zeros are the smallest', [0, 40], [0, 40]],
    ['a lone small cell with the next smallest', [3, 40, 90], ['withheld', 'withheld', 90]],
    ['two small cells whose sum is still small with a third', [1, 2, 40, 90], ['withheld', 'withheld', 'withheld', 90]],
    ['two small cells whose sum is large enough alone', [3, 4, 40], ['withheld', 'withheld', 40]],
    ['a zero where nothing else is left', [3, 0], ['withheld', 'withheld']],
    ['no figure that was not reported', [3, null, 40], ['withheld', null, 'withheld']],
  ])('withholds %s', (_, values, expected) => {
    expect(shown(values)).toEqual(expected);
  });

  it('judges each dimension by itself', () => {
    const both = [...cells([3, 40]), ...cells([20, 23], 'age')];
    expect(withholdSmallCells(both, THRESHOLD).map((cell) => cell.suppressed)).toEqual([true, true, false, false]);
  });

  const counts = fc.array(fc.nat({ max: 30 }), { minLength: 2, maxLength: 12 });

  it('shows no cell above 0 and below the threshold', () => {
    fc.assert(
      fc.property(counts, (values) =>
        withholdSmallCells(cells(values), THRESHOLD).every(
          (cell) => cell.value === null || cell.value === 0 || cell.value >= THRESHOLD,
        ),
      ),
    );
  });

  it('leaves no withheld value to be computed from the total less the values shown', () => {
    fc.assert(
      fc.property(counts, (values) => {
        const guarded = withholdSmallCells(cells(values), THRESHOLD);
        const hidden = guarded.filter((cell) => cell.suppressed);
        const total = values.reduce((sum, value) => sum + value, 0);
        const rest = total - guarded.reduce((sum, cell) => sum + (cell.value ?? 0), 0);
        const everythingHidden = hidden.length === guarded.length;
        return hidden.length === 0 || (hidden.length > 1 && (rest >= THRESHOLD || everythingHidden));
      }),
    );
  });

  it('withholds a larger cell only while a smaller one that is not zero is withheld too', () => {
    fc.assert(
      fc.property(counts, (values) => {
        const hidden = withholdSmallCells(cells(values), THRESHOLD).map((cell) => cell.suppressed);
        const largestHidden = Math.max(-1, ...values.filter((_, index) => hidden[index]));
        return values.every((value, index) => hidden[index] || value === 0 || value >= largestHidden);
      }),
    );
  });

  it('keeps order and number of the cells', () => {
    fc.assert(
      fc.property(counts, (values) => {
        const guarded = withholdSmallCells(cells(values), THRESHOLD);
        expect(guarded.map((cell) => cell.category)).toEqual(values.map((_, index) => `c${index}`));
      }),
    );
  });
});

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
