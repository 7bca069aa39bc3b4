import { oncePer } from '../once-per.ts';
import { type Expression, figuresIn, type RuleWords, readExpression } from './expression.ts';
import type { Plan, PlanRule } from './model.ts';
import { type CodeIndex, createCodeIndex } from './workbook/code-index.ts';

/** A rule of the plan, ready to be evaluated: its figures carry the plan's own codes. */
export interface ReadyRule {
  readonly rule: PlanRule;
  readonly left: Expression;
  readonly right: Expression;
  /** Codes of the indicators named. */
  readonly indicators: ReadonlySet<string>;
}

/** The plan's own codes for the words of its rules. Digits and dots may be a number, so they name only the very code. */
export function wordsOf(
  indicators: { readonly index: CodeIndex; has(code: string): boolean },
  dimensions: CodeIndex,
): RuleWords {
  return {
    indicator: (word) => {
      const code = /^[\d.]+$/.test(word) ? word : indicators.index.resolve(word);
      return code !== null && indicators.has(code) ? code : null;
    },
    dimension: (word) => dimensions.resolve(word) ?? word,
  };
}

/** The rules of a plan that was accepted, with both sides read. */
export const readyRules = oncePer((plan: Plan): readonly ReadyRule[] => {
  const codes = plan.indicators.map(({ code }) => code);
  const known = new Set(codes);
  const dimensions = createCodeIndex(plan.dimensions.map(({ code }) => code));
  const words = wordsOf({ index: createCodeIndex(codes), has: (code) => known.has(code) }, dimensions);
  return plan.rules.flatMap((rule): ReadyRule[] => {
    const [left, right] = [rule.left, rule.right].map((side) => readExpression(side, words));
    if (!left || !right) return [];
    const indicators = new Set([left, right].flatMap(figuresIn).map(({ indicator }) => indicator));
    return [{ rule, left, right, indicators }];
  });
});
