import type { Expression, NamedFigure } from './expression.ts';
import type { RuleOperator } from './model.ts';

/** A number with what rounding may hide of it, to either side. */
export interface Rounded {
  readonly value: number;
  readonly slack: number;
}

type Operation = Extract<Expression, { kind: 'operation' }>;

/** How rounding carries on: to first order, slacks add up weighted by what they are multiplied with. */
function calculated({ operator }: Operation, a: Rounded, b: Rounded): Rounded | null {
  switch (operator) {
    case '+':
      return { value: a.value + b.value, slack: a.slack + b.slack };
    case '-':
      return { value: a.value - b.value, slack: a.slack + b.slack };
    case '*':
      return { value: a.value * b.value, slack: Math.abs(a.value) * b.slack + Math.abs(b.value) * a.slack };
    case '/': {
      if (b.value === 0) return null;
      const value = a.value / b.value;
      return { value, slack: (a.slack + Math.abs(value) * b.slack) / Math.abs(b.value) };
    }
    default:
      return operator satisfies never;
  }
}

/** An expression's value, given that of each figure; null where a figure is not reported, or something is divided by zero. */
export function evaluate(expression: Expression, figureOf: (figure: NamedFigure) => Rounded | null): Rounded | null {
  switch (expression.kind) {
    case 'number':
      return { value: expression.value, slack: 0 };
    case 'figure':
      return figureOf(expression.figure);
    case 'negative': {
      const of = evaluate(expression.of, figureOf);
      return of && { value: -of.value, slack: of.slack };
    }
    case 'operation': {
      const left = evaluate(expression.left, figureOf);
      const right = evaluate(expression.right, figureOf);
      return left && right && calculated(expression, left, right);
    }
    default:
      return expression satisfies never;
  }
}

/** What binary fractions of decimals may differ by: 0.1 + 0.2 is 0.3. */
const NOISE = 1e-9;

/** Whether a comparison holds. Sides that differ by no more than rounding may hide count as equal, for every operator. */
export function holds(left: Rounded, operator: RuleOperator, right: Rounded): boolean {
  const difference = left.value - right.value;
  const allowed = left.slack + right.slack + NOISE * Math.max(Math.abs(left.value), Math.abs(right.value));
  const isEqual = Math.abs(difference) <= allowed;
  switch (operator) {
    case '=':
      return isEqual;
    case '!=':
      return !isEqual;
    case '<':
      return difference < 0 && !isEqual;
    case '<=':
      return difference < 0 || isEqual;
    case '>':
      return difference > 0 && !isEqual;
    case '>=':
      return difference > 0 || isEqual;
    default:
      return operator satisfies never;
  }
}
