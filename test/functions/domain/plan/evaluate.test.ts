import { describe, expect, it } from 'vitest';
import { evaluate, holds, type Rounded } from '../../../../functions/domain/plan/evaluate.ts';
import { readExpression } from '../../../../functions/domain/plan/expression.ts';
import type { RuleOperator } from '../../../../functions/domain/plan/model.ts';

const FIGURES: Readonly<Record<string, Rounded>> = {
  a: { value: 12, slack: 0 },
  b: { value: 4, slack: 0 },
  zero: { value: 0, slack: 0 },
  share: { value: 0.333, slack: 0.0005 },
};

const words = { indicator: (word: string) => (/^[a-z]/.test(word) ? word : null), dimension: (word: string) => word };

function comesTo(text: string): Rounded | null {
  const expression = readExpression(text, words);
  return expression && evaluate(expression, ({ indicator }) => FIGURES[indicator] ?? null);
}

describe('An expression', () => {
  it.each([
    ['a', 12],
    ['a + b', 16],
    ['a - b - b', 4],
    ['a / b / 3', 1],
    ['2 + a * b', 50],
    ['(2 + a) * b', 56],
    ['-a + b', -8],
    ['-(a - b) * 2', -16],
    ['a - -b', 16],
    ['zero * a', 0],
    ['zero / a', 0],
    ['2.5 * b', 10],
  ])('%s comes to %d', (text, value) => expect(comesTo(text)).toEqual({ value, slack: 0 }));

  it.each(['missing', 'a + missing', 'a * (b - missing)', 'a / zero', '1 / (b - 4)'])('%s comes to nothing', (text) => {
    expect(comesTo(text)).toBeNull();
  });

  it.each([
    ['share + share + share', 0.999, 0.0015],
    ['100 * share', 33.3, 0.05],
    ['share - share', 0, 0.001],
    ['share / 2', 0.1665, 0.00025],
    ['b / share', 12.012, 0.018036],
    ['share * share', 0.110889, 0.000333],
  ])('%s carries on what rounding may hide', (text, value, slack) => {
    expect(comesTo(text)?.value).toBeCloseTo(value, 3);
    expect(comesTo(text)?.slack).toBeCloseTo(slack, 5);
  });
});

describe('A comparison', () => {
  const exact = (value: number): Rounded => ({ value, slack: 0 });
  const OPERATORS: readonly RuleOperator[] = ['<', '<=', '=', '!=', '>=', '>'];
  const holding = (a: Rounded, b: Rounded) => OPERATORS.filter((operator) => holds(a, operator, b)).join(' ');

  it.each([
    ['of a smaller with a greater number', exact(1), exact(2), '< <= !='],
    ['of a greater with a smaller number', exact(2), exact(1), '!= >= >'],
    ['of equal numbers', exact(2), exact(2), '<= = >='],
    ['of decimals that binary fractions do not meet', exact(0.1 + 0.2), exact(0.3), '<= = >='],
    ['of counts that differ by one', exact(1_000_000), exact(1_000_001), '< <= !='],
    ['of shares that rounding may have parted', { value: 0.999, slack: 0.0015 }, exact(1), '<= = >='],
    ['of shares that it cannot have parted', { value: 0.998, slack: 0.0015 }, exact(1), '< <= !='],
    ['of nothing with nothing', exact(0), exact(0), '<= = >='],
    ['of numbers below zero', exact(-2), exact(-1), '< <= !='],
  ])('%s', (_, a, b, expected) => expect(holding(a, b)).toBe(expected));
});
