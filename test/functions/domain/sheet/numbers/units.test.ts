import { expect, it } from 'vitest';
import { isOwnUnit } from '../../../../../functions/domain/sheet/numbers/units.ts';
import { minimalPlan } from '../../../../support/plan.ts';

const [indicator] = minimalPlan().indicators;
if (!indicator) throw new Error('The plan has no indicator');
const amount = { ...indicator, kind: 'amount', unit: 'USD' } as const;

it.each([
  ['$', true],
  ['US$', true],
  ['usd', true],
  ['€', false],
  ['people', false],
  ['constructor', false],
  ['toString', false],
  ['__proto__', false],
])('beside an amount in USD, %s is its unit: %s', (word, expected) => {
  expect(isOwnUnit(word, amount)).toBe(expected);
});
