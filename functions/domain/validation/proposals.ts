import { type Plan, type Titles, titleIn } from '../plan/model.ts';
import { categoryNames, type Dictionary, indicatorNames, orgUnitNames } from '../sheet/headers/dictionary.ts';
import { comparisonKey } from '../sheet/headers/key.ts';
import { mostAlike } from '../sheet/headers/nearest.ts';
import { memoised } from '../sheet/headers/vocabulary.ts';
import type { Proposals } from './rule.ts';

const LONGEST_COMPARED = 200;
const MOST_LISTED = 12;

/** Codes that a text may mean: those it names ambiguously, else the one most like it. */
function alike(text: string, names: Dictionary): readonly string[] {
  const key = comparisonKey(text.slice(0, LONGEST_COMPARED));
  const exact = names.codes(key);
  if (exact.length > 0) return exact;
  const nearest = mostAlike(key, names.keys());
  return nearest === null ? [] : names.codes(nearest);
}

/** Proposals for unknown names, as `code (title)`; every text is compared once. */
export function createProposals(plan: Plan): Proposals {
  const show = (items: readonly { code: string; title: Titles }[]) => (code: string) => {
    const item = items.find((one) => one.code === code);
    const title = item ? titleIn(item.title, plan.defaultLanguage, 'en') : '';
    return title === '' || title === code ? code : `${code} (${title})`;
  };
  const propose = (names: Dictionary, items: readonly { code: string; title: Titles }[]) =>
    memoised((text) => alike(text, names).map(show(items)).join(', '));
  const categories = new Map(
    plan.dimensions.map((dimension) => {
      const proposed = propose(categoryNames(plan, dimension.code), dimension.categories);
      const all = dimension.categories.map(({ code }) => code);
      const list = all.slice(0, MOST_LISTED).join(', ') + (all.length > MOST_LISTED ? ', …' : '');
      return [dimension.code, memoised((text) => proposed(text) || list)];
    }),
  );
  return {
    indicator: propose(indicatorNames(plan), plan.indicators),
    orgUnit: propose(orgUnitNames(plan), plan.orgUnits),
    category: (dimension, text) => categories.get(dimension)?.(text) ?? '',
  };
}
