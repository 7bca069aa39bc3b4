import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withheldParts } from '../../../../../functions/domain/report/suppression/parts.ts';

const THRESHOLD = 5;

/** What is shown of the parts of a total; the last may be what is not known. */
function shown(values: readonly number[], threshold = THRESHOLD, rest: readonly number[] = []) {
  const parts = [...values.map((value) => ({ value, rank: 1 })), ...rest.map((value) => ({ value, rank: 0 }))];
  const withheld = withheldParts(parts, threshold);
  return parts.map(({ value }, index) => (withheld.has(index) ? 'withheld' : value));
}

const W = 'withheld';

describe('withheldParts', () => {
  it.each([
    ['nothing where no part is small', [5, 40], [5, 40]],
    ['nothing where zeros are the smallest', [0, 40], [0, 40]],
    ['a lone small part with the next smallest', [3, 40, 90], [W, W, 90]],
    ['two small parts whose sum is still small with a third', [1, 2, 40, 90], [W, W, W, 90]],
    ['two small parts whose sum is large enough alone', [3, 4, 40], [W, W, 40]],
    ['ones that could only be ones with another', [1, 1, 1, 1, 1, 1, 40, 90], [W, W, W, W, W, W, W, 90]],
    ['small parts that are as large as they can be with another', [4, 4, 40, 90], [W, W, W, 90]],
    ['all of the next smallest that are equal', [3, 40, 40, 90], [W, W, W, 90]],
    ['a zero where nothing else is left', [3, 0], [W, W]],
    ['every part of a total that is small itself', [1, 1, 0], [W, W, W]],
    ['the only part there is', [3], [W]],
    ['nothing of no parts', [], []],
  ])('withholds %s', (_, values, expected) => {
    expect(shown(values)).toEqual(expected);
  });

  it('withholds what is not known rather than a category, however large it is', () => {
    expect(shown([3, 40, 90], THRESHOLD, [700])).toEqual([W, 40, 90, W]);
  });

  it('withholds a small part that is not known, like any other', () => {
    expect(shown([30, 40], THRESHOLD, [2])).toEqual([W, 40, W]);
  });

  const counts = fc.array(fc.nat({ max: 30 }), { minLength: 2, maxLength: 12 });

  it('shows no part above 0 and below the threshold', () => {
    fc.assert(
      fc.property(counts, (values) =>
        shown(values).every((value) => typeof value === 'string' || value === 0 || value >= THRESHOLD),
      ),
    );
  });

  it('leaves each part withheld to be anything from 1 to the threshold, unless everything is withheld', () => {
    fc.assert(
      fc.property(counts, (values) => {
        const hidden = values.filter((_, index) => shown(values)[index] === W);
        const sum = hidden.reduce((total, value) => total + value, 0);
        const isLoose = hidden.length > 1 && sum - (hidden.length - 1) >= THRESHOLD;
        return hidden.length === 0 || hidden.length === values.length || isLoose;
      }),
    );
  });

  it('withholds a larger part only while all smaller ones that are not zero are withheld too', () => {
    fc.assert(
      fc.property(counts, (values) => {
        const hidden = shown(values).map((value) => value === W);
        const largestHidden = Math.max(-1, ...values.filter((_, index) => hidden[index]));
        return values.every((value, index) => hidden[index] || value === 0 || value > largestHidden);
      }),
    );
  });
});

/** Every list of so many parts up to a size. */
function* tuples(length: number, most: number): Generator<number[]> {
  if (length === 0) yield [];
  else
    for (const rest of tuples(length - 1, most)) for (let value = 0; value <= most; value += 1) yield [...rest, value];
}

describe('a reader who knows the rule itself', () => {
  it.each([
    { parts: 2, threshold: 3, most: 12 },
    { parts: 3, threshold: 3, most: 10 },
    { parts: 3, threshold: 5, most: 13 },
    { parts: 4, threshold: 3, most: 7 },
    { parts: 5, threshold: 3, most: 4 },
  ])(
    'of all tables that look alike, finds two figures at least for each withheld: %o',
    ({ parts, threshold, most }) => {
      const alike = new Map<string, number[][]>();
      for (const values of tuples(parts, most)) {
        const total = values.reduce((sum, value) => sum + value, 0);
        const looks = shown(values, threshold);
        // Of a total that is not above the threshold everything is withheld, and the total tells what it tells.
        if (total <= threshold || !looks.includes(W)) continue;
        const key = `${total}: ${looks}`;
        alike.set(key, [...(alike.get(key) ?? []), values]);
      }
      const told = [...alike].filter(([, [first = [], ...others]]) => {
        const hidden = shown(first, threshold).map((value) => value === W);
        return first.some((value, at) => hidden[at] && others.every((other) => other[at] === value));
      });
      expect(told).toEqual([]);
    },
  );
});
