import { memoised } from '../memoised.ts';
import { type Plan, type Titles, titleIn } from '../plan/model.ts';
import { categoryNames, type Dictionary, indicatorNames, orgUnitNames } from '../sheet/headers/dictionary.ts';
import { comparisonKey } from '../sheet/headers/key.ts';
import { mostAlike } from '../sheet/headers/nearest.ts';
import type { Proposals } from './rule.ts';

const LONGEST_COMPARED = 200;
const MOST_LISTED = 12;
/** Comparing costs time, and after so many unknown names one more proposal helps nobody. */
const MOST_COMPARED = 500;

/** Codes that a text may mean: those it names ambiguously, else the one most like it. */
function alike(text: string, names: Dictionary, mayCompare: () => boolean): readonly string[] {
  const key = comparisonKey(text.slice(0, LONGEST_COMPARED));
  const exact = names.codes(key);
  if (exact.length > 0) return exact;
  if (!mayCompare()) return [];
  const nearest = mostAlike(key, names.keys());
  return nearest === null ? [] : names.codes(nearest);
}

/** Proposals for unknown names, as `code (title)` with titles in the language given; every text is compared once. */
export function createProposals(plan: Plan, language: string): Proposals {
  let compared = 0;
  const mayCompare = () => {
    compared += 1;
    return compared <= MOST_COMPARED;
  };
  const show = (items: readonly { code: string; title: Titles }[]) => (code: string) => {
    const item = items.find((one) => one.code === code);
    const title = item ? titleIn(item.title, language, plan.defaultLanguage) : '';
    return comparisonKey(title) === '' || comparisonKey(title) === comparisonKey(code) ? code : `${code} (${title})`;
  };
  const propose = (names: Dictionary, items: readonly { code: string; title: Titles }[]) =>
    memoised((text) => alike(text, names, mayCompare).map(show(items)).join(', '));
  const categories = new Map(
    plan.dimensions.map((dimension) => {
      const proposed = propose(categoryNames(plan, dimension.code), dimension.categories);
      const all = dimension.categories.map(({ code }) => code).slice(0, MOST_LISTED);
      const list =
        all.map(show(dimension.categories)).join(', ') + (dimension.categories.length > MOST_LISTED ? ', …' : '');
      return [dimension.code, memoised((text) => proposed(text) || list)];
    }),
  );
  return {
    indicator: propose(indicatorNames(plan), plan.indicators),
    orgUnit: propose(orgUnitNames(plan), plan.orgUnits),
    dimension: (code) => {
      const dimension = plan.dimensions.find((one) => one.code === code);
      return (dimension && titleIn(dimension.title, language, plan.defaultLanguage)) || code;
    },
    categoryName: (dimension, code) =>
      show(plan.dimensions.find((one) => one.code === dimension)?.categories ?? [])(code),
    category: (dimension, text) => categories.get(dimension)?.(text) ?? '',
  };
}
