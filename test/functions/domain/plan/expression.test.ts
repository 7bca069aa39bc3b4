import { expect, it } from 'vitest';
import { readExpression } from '../../../../functions/domain/plan/workbook/expression.ts';

const known = new Set(['1a.1', '1a.2', '7', 'X-1']);
const figures = (text: string) =>
  readExpression(text, (word) => known.has(word))?.map(
    ({ indicator, categories }) => indicator + categories.map((c) => `[${c.dimension}=${c.category}]`).join(''),
  ) ?? null;

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
