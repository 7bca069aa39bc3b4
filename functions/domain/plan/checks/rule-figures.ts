import type { ValidationIssue } from '../../validation/issue.ts';
import { figuresIn, type NamedFigure, readExpression } from '../expression.ts';
import type { Indicator, PlanRule } from '../model.ts';
import { wordsOf } from '../plan-rules.ts';
import { OPEN } from '../sheets/dimensions.ts';
import { type Draft, flag, type PlanCheck } from '../workbook/draft.ts';
import type { Entry } from '../workbook/record.ts';

type Side = 'left' | 'right';
type Problem = readonly [code: string, expected: string | null, word: string];

/** What is unknown of a figure: its indicator, a dimension the indicator has not, or a category the dimension has not. */
function problemsOf(figure: NamedFigure, indicator: Indicator | undefined, { declared, dimensions }: Draft): Problem[] {
  if (!indicator) return [['plan-unknown-indicator', declared.indicators.nearest(figure.indicator), figure.indicator]];
  return figure.categories.flatMap(({ dimension, category }): Problem[] => {
    if (indicator.dimensions.length === 0) return [['plan-indicator-without-dimensions', null, indicator.code]];
    if (!indicator.dimensions.includes(dimension))
      return [['plan-unknown-dimension', indicator.dimensions.join('; '), dimension]];
    const known = dimensions.flatMap(({ item }) =>
      item.dimension === dimension && item.code !== '' ? [item.code] : [],
    );
    const taken = known.length === 0 || known.includes(OPEN) || known.includes(category);
    return taken ? [] : [['plan-unknown-category', known.join('; '), category]];
  });
}

function sideIssues(
  entry: Entry<PlanRule>,
  side: Side,
  draft: Draft,
  indicators: ReadonlyMap<string, Indicator>,
): ValidationIssue[] {
  if (!entry.sound(side) || indicators.size === 0) return [];
  const { declared } = draft;
  const words = wordsOf({ index: declared.indicators, has: (code) => indicators.has(code) }, declared.dimensions);
  const expression = readExpression(entry.item[side], words);
  if (expression === null) return [flag(entry, side, 'plan-bad-expression', 'error', '1a.1[sex=female] + 1a.2')];
  return figuresIn(expression).flatMap((figure) =>
    problemsOf(figure, indicators.get(figure.indicator), draft).map(([code, expected, word]) =>
      flag(entry, side, code, 'error', expected, { part: word }),
    ),
  );
}

/** Both sides of a rule are arithmetic over indicators, dimensions and categories that the plan has. */
export const ruleFiguresCheck: PlanCheck = (draft) => {
  const indicators = new Map(draft.indicators.map(({ item }) => [item.code, item]));
  return draft.rules.flatMap((entry) => [
    ...sideIssues(entry, 'left', draft, indicators),
    ...sideIssues(entry, 'right', draft, indicators),
  ]);
};
