import { expect, it } from 'vitest';
import { figuresIn, readExpression } from '../../../../functions/domain/plan/expression.ts';

const known = new Set(['1a.1', '1a.2', '7', 'X-1']);
const words = {
  indicator: (word: string) => (known.has(word) ? word : null),
  dimension: (word: string) => word,
};
const read = (text: string) => readExpression(text, words);
const figures = (text: string) => {
  const expression = read(text);
  return (
    expression &&
    figuresIn(expression).map(
      ({ indicator, categories }) => indicator + categories.map((c) => `[${c.dimension}=${c.category}]`).join(''),
    )
  );
};

it.each([
  ['1a.1', ['1a.1']],
  ['1a.1+1a.2 * 2.5', ['1a.1', '1a.2']],
  ['-(1a.1 - 100) / 2', ['1a.1']],
  ['1a.1[sex=female] + 1a.1[ sex = male , age = 60+ ]', ['1a.1[sex=female]', '1a.1[sex=male][age=60+]']],
  ['9.9', []],
  ['7 + 8', ['7']],
  ['X-1', ['X-1']],
  ['1a.1-1a.2', ['1a.1', '1a.2']],
  ['1b.1 - 1', ['1b.1']],
])('reads %j as arithmetic over %j', (text, expected) => expect(figures(text)).toEqual(expected));

it.each([
  '',
  '1a.1 +',
  '(1a.1',
  '1a.1)',
  '1a.1 1a.2',
  '1a.1[sex]',
  '1a.1[=f]',
  '1a.1[',
  '+',
  '1a.1 > 2',
  '('.repeat(9999),
])('does not read %j', (text) => expect(figures(text)).toBeNull());
