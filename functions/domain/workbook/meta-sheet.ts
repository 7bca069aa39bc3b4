import type { Dimension, Titles } from '../plan/model.ts';
import { columnLetters } from '../sheet/grid.ts';
import { META_MARK, type WorkbookMeta } from '../sheet/workbook-meta.ts';
import type { RowDescription, SheetDescription } from './description.ts';

const NAME = 'jalon';
/** Columns left of the lists: keys, values, and one empty. */
const FIRST_LIST = 3;

/** Open dimensions for which the plan names some categories all the same. */
function withProposals(dimensions: readonly Dimension[]): Dimension[] {
  return dimensions.filter(({ open, categories }) => open && categories.length > 0);
}

/** The range of the hidden sheet that lists the known categories of an open dimension; null where there is none. */
export function proposalRange(dimensions: readonly Dimension[], code: string): string | null {
  const lists = withProposals(dimensions);
  const at = lists.findIndex((dimension) => dimension.code === code);
  const list = lists[at];
  if (!list) return null;
  const letter = columnLetters(FIRST_LIST + at);
  return `${NAME}!$${letter}$1:$${letter}$${list.categories.length}`;
}

/** The hidden sheet: what the workbook says of itself, and the lists that its cells propose. */
export function metaSheet(
  meta: WorkbookMeta,
  dimensions: readonly Dimension[],
  title: (titles: Titles) => string,
): SheetDescription {
  const { plan, planVersion, orgUnit, period, language, help } = meta;
  const entries: readonly (readonly [string, string | number])[] = [
    [META_MARK, 1],
    ['plan', plan],
    ['planVersion', planVersion ?? ''],
    ['orgUnit', orgUnit],
    ['period', period],
    ['language', language],
    ['help', help],
  ];
  const lists = withProposals(dimensions).map(({ categories }) => categories.map((category) => title(category.title)));
  const length = Math.max(entries.length, ...lists.map((list) => list.length));
  const rows = Array.from({ length }, (_, row): RowDescription => {
    const values = [
      ...(entries[row] ?? []).entries(),
      ...lists.map((list, at) => [FIRST_LIST + at, list[row]] as const),
    ];
    return {
      height: 15,
      cells: values.flatMap(([column, value]) =>
        value === undefined || value === '' ? [] : [{ column, value, style: 'helpText' as const }],
      ),
    };
  });
  return {
    ...{ name: NAME, hidden: true, rightToLeft: false, widths: [24, 24], rows, merges: [], validations: [] },
    ...{ highlights: [], frozen: null, repeatedRow: null, landscape: false, isProtected: true, footer: '' },
  };
}
