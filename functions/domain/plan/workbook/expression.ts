/** A figure named in a rule: an indicator's total, or its part for some categories. */
export interface NamedFigure {
  readonly indicator: string;
  readonly categories: readonly { readonly dimension: string; readonly category: string }[];
}

/** The figures of a well-formed expression, indicators as written; null when it is not well formed. */
export type ExpressionReading = readonly NamedFigure[] | null;

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

function conditions(bracket: string): NamedFigure['categories'] | null {
  const found = bracket.split(/[,;]/).map((part) => CONDITION.exec(part));
  const read = found.map((match) => ({ dimension: match?.[1] ?? '', category: match?.[2] ?? '' }));
  return read.every(({ dimension, category }) => dimension !== '' && category !== '') ? read : null;
}

/**
 * The figures named by a rule's side: numbers, indicator codes, `code[dimension=category]`, the four operations and parentheses. A word
 * of digits is a number unless `isIndicator` knows it; a hyphen belongs to a code only where `isIndicator` knows it so.
 */
export function readExpression(text: string, isIndicator: (word: string) => boolean): ExpressionReading {
  const scanner = createScanner(text);
  const figures: NamedFigure[] = [];

  const figure = (): boolean => {
    const long = scanner.peek(LONG_WORD);
    const number = scanner.peek(NUMBER);
    if (number !== null && !isIndicator(number) && (long === null || !isIndicator(long)))
      return scanner.take(NUMBER) !== null;
    const word = scanner.take(long !== null && isIndicator(long) ? LONG_WORD : WORD);
    if (word === null) return false;
    const bracket = scanner.take(BRACKET);
    const categories = bracket ? conditions(bracket[1] ?? '') : [];
    if (categories === null) return false;
    figures.push({ indicator: word[0], categories });
    return true;
  };
  const factor = (): boolean => {
    if (scanner.take(/-/y)) return factor();
    if (scanner.take(/\(/y)) return sum() && scanner.take(/\)/y) !== null;
    return figure();
  };
  const series = (part: () => boolean, operator: RegExp): boolean => {
    if (!part()) return false;
    while (scanner.take(operator)) if (!part()) return false;
    return true;
  };
  const sum = (): boolean => series(() => series(factor, /[*/]/y), /[+-]/y);

  return text.length <= LONGEST && sum() && scanner.atEnd ? figures : null;
}
