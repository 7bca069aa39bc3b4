/** A figure named in a rule: an indicator's total, or its part for some categories. */
export interface NamedFigure {
  readonly indicator: string;
  readonly categories: readonly { readonly dimension: string; readonly category: string }[];
}

/** What the words of an expression name. */
export interface RuleWords {
  /** The code of an indicator; null for a word that names none. */
  indicator(word: string): string | null;
  /** The code of a dimension; a word that names none stays as written. */
  dimension(word: string): string;
}

/** A rule's side: arithmetic over numbers and named figures. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'figure'; readonly figure: NamedFigure }
  | { readonly kind: 'negative'; readonly of: Expression }
  | {
      readonly kind: 'operation';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: Expression;
      readonly right: Expression;
    };

/** Far longer than any check worth reading; keeps nesting within bounds. */
const LONGEST = 500;

const SPACE = /\s*/y;
const NUMBER = /\d+(?:\.\d+)?(?![A-Za-z0-9._])/y;
const LONG_WORD = /[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*/y;
const WORD = /[A-Za-z0-9]+(?:[._][A-Za-z0-9]+)*/y;
const BRACKET = /\[([^\]]*)\]/y;
const CONDITION = /^\s*([^=]*?)\s*=\s*(.*?)\s*$/;

/** Reads an expression from left to right; each method consumes what it matched. */
interface Scanner {
  take(pattern: RegExp): RegExpExecArray | null;
  peek(pattern: RegExp): string | null;
  readonly atEnd: boolean;
}

function createScanner(text: string): Scanner {
  let position = 0;
  const match = (pattern: RegExp) => {
    SPACE.lastIndex = position;
    SPACE.exec(text);
    pattern.lastIndex = Math.max(position, SPACE.lastIndex);
    return pattern.exec(text);
  };
  return {
    take: (pattern) => {
      const found = match(pattern);
      if (found) position = found.index + found[0].length;
      return found;
    },
    peek: (pattern) => match(pattern)?.[0] ?? null,
    get atEnd() {
      return text.slice(position).trim() === '';
    },
  };
}

function conditions(bracket: string, words: RuleWords): NamedFigure['categories'] | null {
  const found = bracket.split(/[,;]/).map((part) => CONDITION.exec(part));
  const read = found.map((match) => ({ dimension: words.dimension(match?.[1] ?? ''), category: match?.[2] ?? '' }));
  return read.every(({ dimension, category }) => dimension !== '' && category !== '') ? read : null;
}

type Operator = Extract<Expression, { kind: 'operation' }>['operator'];

const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['+', '+'],
  ['-', '-'],
  ['*', '*'],
  ['/', '/'],
]);

/**
 * A rule's side: numbers, indicator codes, `code[dimension=category]`, the four operations and parentheses; null when it is not well
 * formed. Indicators that `words` do not know stay as written. A word of digits is a number unless they know it; a hyphen belongs to a
 * code only where they know it so.
 */
export function readExpression(text: string, words: RuleWords): Expression | null {
  const scanner = createScanner(text);
  const isIndicator = (word: string) => words.indicator(word) !== null;

  const figure = (): Expression | null => {
    const long = scanner.peek(LONG_WORD);
    const number = scanner.peek(NUMBER);
    if (number !== null && !isIndicator(number) && (long === null || !isIndicator(long))) {
      scanner.take(NUMBER);
      return { kind: 'number', value: Number(number) };
    }
    const word = scanner.take(long !== null && isIndicator(long) ? LONG_WORD : WORD);
    if (word === null) return null;
    const bracket = scanner.take(BRACKET);
    const categories = bracket ? conditions(bracket[1] ?? '', words) : [];
    return categories && { kind: 'figure', figure: { indicator: words.indicator(word[0]) ?? word[0], categories } };
  };
  const factor = (): Expression | null => {
    if (scanner.take(/-/y)) {
      const of = factor();
      return of && { kind: 'negative', of };
    }
    if (!scanner.take(/\(/y)) return figure();
    const inner = sum();
    return scanner.take(/\)/y) ? inner : null;
  };
  const series = (part: () => Expression | null, operators: RegExp): Expression | null => {
    let left = part();
    while (left) {
      const operator = OPERATORS.get(scanner.take(operators)?.[0] ?? '');
      if (operator === undefined) break;
      const right = part();
      left = right && { kind: 'operation', operator, left, right };
    }
    return left;
  };
  const sum = (): Expression | null => series(() => series(factor, /[*/]/y), /[+-]/y);

  const read = text.length <= LONGEST ? sum() : null;
  return scanner.atEnd ? read : null;
}

/** The figures named in an expression, from left to right. */
export function figuresIn(expression: Expression): NamedFigure[] {
  switch (expression.kind) {
    case 'number':
      return [];
    case 'figure':
      return [expression.figure];
    case 'negative':
      return figuresIn(expression.of);
    case 'operation':
      return [...figuresIn(expression.left), ...figuresIn(expression.right)];
    default:
      return expression satisfies never;
  }
}
