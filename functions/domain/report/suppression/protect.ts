import { type Crossing, placeAt } from './crossing.ts';
import { isSmall } from './parts.ts';
import { type FindBox, type Leeway, searchBoxes } from './swaps.ts';

/** Steps of the search in one table: some milliseconds, and far more than a table of 2 x 200 categories takes. */
const MOST_STEPS = 300_000;

/** The figures of a dimension's categories that are withheld, by category. */
export type WithheldCategories = ReadonlyMap<string, number>;

interface Table {
  readonly crossing: Crossing;
  /** Per dimension of the crossing. */
  readonly margins: readonly WithheldCategories[];
  readonly threshold: number;
  /** Positions withheld so far. */
  readonly withheld: Set<number>;
}

function marginAt({ crossing, margins }: Table, at: number, place: number): number | undefined {
  return margins[at]?.get(crossing.categories[at]?.[place] ?? '');
}

/** Cells withheld in the same line of the dimension `at`, when their categories and the cell's own are withheld. */
function partnersOf(cell: number, at: number, table: Table): number[] {
  const { crossing, withheld } = table;
  const own = placeAt(crossing, at, cell);
  if (marginAt(table, at, own) === undefined) return [];
  return (crossing.categories[at] ?? []).flatMap((_, other) => {
    const position = cell + (other - own) * (crossing.strides[at] ?? 0);
    return other !== own && withheld.has(position) && marginAt(table, at, other) !== undefined ? [position] : [];
  });
}

function sumAt(cells: readonly number[], { values }: Crossing): number {
  return cells.reduce((sum, cell) => sum + (values[cell] ?? 0), 0);
}

/** What a figure withheld has to leave open: a small one everything from 1 to the threshold, another that it is some other. */
function leewayOf(value: number, threshold: number): Leeway {
  return isSmall(value, threshold) ? { rise: threshold - value, fall: value - 1 } : { rise: 1, fall: 0 };
}

/** Whether the cell's people may be thought to be of another withheld category, and enough of those of its own. */
function movesAlong(cell: number, table: Table): boolean {
  const { crossing, threshold } = table;
  const value = crossing.values[cell] ?? 0;
  return crossing.dimensions.some((_, at) => {
    const partners = partnersOf(cell, at, table);
    const isEnough = value >= threshold || sumAt(partners, crossing) >= threshold - value;
    return partners.length > 0 && isEnough;
  });
}

/** The small cells, and those of withheld categories that are not zero. */
function firstWithheld(table: Table): number[] {
  const { crossing, threshold } = table;
  return crossing.stated.flatMap(({ position }) => {
    const value = crossing.values[position] ?? Number.NaN;
    const isOfWithheld = crossing.dimensions.some(
      (_, at) => marginAt(table, at, placeAt(crossing, at, position)) !== undefined,
    );
    return isSmall(value, threshold) || (isOfWithheld && value !== 0) ? [position] : [];
  });
}

/** Withholds, for each cell that needs it, the corners of a box; whether there was one for each. */
function boxAll(cells: readonly number[], table: Table, findBox: FindBox): boolean {
  const { crossing, threshold, withheld } = table;
  const inBox = new Set<number>();
  return cells.every((cell) => {
    const value = crossing.values[cell] ?? 0;
    if (movesAlong(cell, table) || (inBox.has(cell) && !isSmall(value, threshold))) return true;
    const corners = findBox(cell, leewayOf(value, threshold));
    for (const corner of corners ?? []) {
      withheld.add(corner);
      inBox.add(corner);
    }
    return corners !== null;
  });
}

interface Category {
  readonly value: number;
  /** People of the category that the table does not hold. */
  uncrossed: number;
  rise: number;
  fall: number;
}

/** What the table leaves open of the withheld categories of one of its dimensions. */
function categoriesOf(at: number, table: Table): Category[] {
  const { crossing, margins, withheld } = table;
  const all = new Map(
    [...(margins[at] ?? [])].map(([code, value]) => [code, { value, uncrossed: value, rise: 0, fall: 0 }]),
  );
  for (const { position } of crossing.stated) {
    const category = all.get(crossing.categories[at]?.[placeAt(crossing, at, position)] ?? '');
    if (!category) continue;
    const value = crossing.values[position] ?? 0;
    category.uncrossed -= value;
    if (!withheld.has(position)) continue;
    const partners = partnersOf(position, at, table);
    category.rise += sumAt(partners, crossing);
    category.fall += partners.length > 0 ? value : 0;
  }
  return [...all.values()];
}

/** Whether the withheld categories of a dimension are not told by the table: each can give people to the others and take some. */
function keepsCategories(at: number, table: Table): boolean {
  const categories = categoriesOf(at, table);
  const uncrossed = categories.reduce((sum, one) => sum + Math.max(0, one.uncrossed), 0);
  return categories.every((one) => {
    const others = one.uncrossed > 0 ? uncrossed - one.uncrossed : 0;
    const { rise, fall } = { rise: one.rise + others, fall: one.fall + (others > 0 ? one.uncrossed : 0) };
    if (!isSmall(one.value, table.threshold)) return rise > 0 || fall > 0;
    const wanted = leewayOf(one.value, table.threshold);
    return rise >= wanted.rise && fall >= wanted.fall;
  });
}

/**
 * Positions to withhold in a table of crossed categories that is shown beside the figures of its categories, some of those withheld; null
 * where the whole table has to be. For every cell withheld, and every category, there is a way in which people may be thought to have
 * other categories that leaves all that is shown as it is, and with which a small figure may be anything from 1 to the threshold.
 */
export function protectCrossing(
  crossing: Crossing,
  margins: readonly WithheldCategories[],
  threshold: number,
): ReadonlySet<number> | null {
  const table: Table = { crossing, margins, threshold, withheld: new Set() };
  if (crossing.values.length === 0) return null;
  const first = firstWithheld(table);
  for (const position of first) table.withheld.add(position);
  const findBox = searchBoxes(crossing, table.withheld, MOST_STEPS);
  if (!boxAll(first, table, findBox)) return null;
  return crossing.dimensions.every((_, at) => keepsCategories(at, table)) ? table.withheld : null;
}
