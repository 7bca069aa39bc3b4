import { figuresIn, readExpression } from '../expression.ts';
import type { Frequency } from '../model.ts';
import { wordsOf } from '../plan-rules.ts';
import { flag, type PlanCheck } from '../workbook/draft.ts';

/** A rule over indicators of different frequencies: no period has all of its figures, so it would never say a word. */
export const ruleFrequenciesCheck: PlanCheck = ({ declared, indicators, rules }) => {
  const frequencies = new Map(
    indicators.flatMap((entry): [string, Frequency][] =>
      entry.sound('code', 'frequency') ? [[entry.item.code, entry.item.frequency]] : [],
    ),
  );
  const words = wordsOf({ index: declared.indicators, has: (code) => frequencies.has(code) }, declared.dimensions);
  return rules.flatMap((entry) => {
    if (!entry.sound('left', 'right')) return [];
    const named = [entry.item.left, entry.item.right].flatMap((side) => {
      const expression = readExpression(side, words);
      return expression ? figuresIn(expression) : [];
    });
    const found = new Set(named.flatMap(({ indicator }) => frequencies.get(indicator) ?? []));
    return found.size > 1
      ? [flag(entry, 'left', 'plan-rule-frequencies', 'warning', [...found].sort().join('; '))]
      : [];
  });
};
