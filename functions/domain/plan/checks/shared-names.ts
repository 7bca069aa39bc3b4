import type { ValidationIssue } from '../../validation/issue.ts';
import type { Titles } from '../model.ts';
import { type DimensionRow, OPEN } from '../sheets/dimensions.ts';
import { address, flag, type PlanCheck } from '../workbook/draft.ts';
import type { Entry } from '../workbook/record.ts';

interface Called {
  readonly code: string;
  readonly title: Titles;
  readonly synonyms: readonly string[];
}

const plain = (name: string) => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

function shared(entries: readonly Entry<Called>[]): ValidationIssue[] {
  const owners = new Map<string, { readonly code: string; readonly at: string }>();
  return entries.flatMap((entry) => {
    const { code, title, synonyms } = entry.item;
    const names = [
      ...Object.entries(title).map(([language, text]) => [`title.${language}`, text] as const),
      ...synonyms.map((text) => ['synonyms', text] as const),
    ];
    return names.flatMap(([column, name]) => {
      const key = plain(name);
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, { code, at: address(entry.at(column)) });
      return owner === undefined || owner.code === code
        ? []
        : [flag(entry, column, 'plan-shared-name', 'warning', null, { name, first: owner.at })];
    });
  });
}

/** A name borne by two indicators, org units, dimensions or categories of one dimension cannot tell them apart in an upload. */
export const sharedNamesCheck: PlanCheck = ({ indicators, orgUnits, dimensions }) => {
  const isHead = ({ item }: Entry<DimensionRow>) => item.code === '' || item.code === OPEN;
  const heads = dimensions
    .filter(isHead)
    .map((entry) => ({ ...entry, item: { ...entry.item, code: entry.item.dimension } }));
  const categories = Map.groupBy(
    dimensions.filter((entry) => !isHead(entry)),
    ({ item }) => item.dimension,
  );
  return [indicators, orgUnits, heads, ...categories.values()].flatMap((named: readonly Entry<Called>[]) =>
    shared(named),
  );
};
