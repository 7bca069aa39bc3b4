import type { Actual, CategoryActual, CrossedActual, UnknownRest } from '../aggregation/actual.ts';

export interface GuardedCategory extends CategoryActual {
  readonly suppressed: boolean;
}

const PEOPLE = new Set(['people', 'person', 'persons', 'personne', 'personnes', 'persona', 'personas', 'شخص', 'أشخاص']);

/** Whether a unit, as the plan writes it, counts people. */
export function countsPeople(unit: string): boolean {
  return PEOPLE.has(unit.trim().toLowerCase());
}

/** Cells of one dimension to withhold, as indexes. */
function withheldOf(cells: readonly CategoryActual[], threshold: number): Set<number> {
  const measured = cells
    .flatMap((cell, index) => (cell.value === null ? [] : [{ index, value: cell.value }]))
    .sort((a, b) => a.value - b.value || a.index - b.index);
  const small = measured.filter((cell) => cell.value > 0 && cell.value < threshold);
  const withheld = new Set(small.map((cell) => cell.index));
  if (small.length === 0) return withheld;
  let sum = small.reduce((total, cell) => total + cell.value, 0);
  const larger = measured.filter((cell) => cell.value >= threshold);
  const zeros = measured.filter((cell) => cell.value === 0);
  for (const cell of [...larger, ...zeros]) {
    if (withheld.size > 1 && sum >= threshold) break;
    withheld.add(cell.index);
    sum += cell.value;
  }
  return withheld;
}

/**
 * Withholds cells above 0 and below the threshold, and in each dimension as many more, smallest first, as are needed so that
 * no withheld value follows from the total less the values shown: at least two cells, of at least the threshold together.
 * Zeros are withheld only when nothing else is left. Threshold in people; a withheld cell has value null.
 */
export function withholdSmallCells(cells: readonly CategoryActual[], threshold: number): GuardedCategory[] {
  const byDimension = Map.groupBy(cells, (cell) => cell.dimension);
  return [...byDimension.values()].flatMap((group) => {
    const withheld = withheldOf(group, threshold);
    return group.map((cell, index) =>
      withheld.has(index) ? { ...cell, value: null, suppressed: true } : { ...cell, suppressed: false },
    );
  });
}

/** The parts of a figure, each with whether it is withheld. */
export interface GuardedParts {
  readonly breakdowns: GuardedCategory[];
  readonly crossed: (CrossedActual & { readonly suppressed: boolean })[];
  readonly unknown: (Omit<UnknownRest, 'value'> & { readonly value: number | null; readonly suppressed: boolean })[];
}

/** No category has an empty code. */
const UNKNOWN = '';

/**
 * All parts of a figure. What is not known counts as one more category of its dimension, for it adds up to the total with the others;
 * of a crossing either all cells are told or none: none where one is small or one of its dimensions has anything withheld.
 */
export function guardParts(
  actual: Pick<Actual, 'breakdowns' | 'crossed' | 'unknown'> | null,
  threshold: number,
): GuardedParts {
  if (!actual) return { breakdowns: [], crossed: [], unknown: [] };
  const rests = actual.unknown.map(({ dimension, value }) => ({ dimension, category: UNKNOWN, value }));
  const cells = withholdSmallCells([...actual.breakdowns, ...rests], threshold);
  const incomplete = new Set(cells.filter((cell) => cell.suppressed).map((cell) => cell.dimension));
  const crossing = ({ categories }: CrossedActual) => Object.keys(categories).join('\n');
  const isSmall = ({ value }: CrossedActual) => value !== null && value > 0 && value < threshold;
  const withheld = new Set(
    actual.crossed
      .filter((cell) => isSmall(cell) || Object.keys(cell.categories).some((dimension) => incomplete.has(dimension)))
      .map(crossing),
  );
  return {
    breakdowns: cells.filter((cell) => cell.category !== UNKNOWN),
    crossed: actual.crossed.map((cell) => {
      const suppressed = withheld.has(crossing(cell));
      return { ...cell, value: suppressed ? null : cell.value, suppressed };
    }),
    unknown: cells
      .filter((cell) => cell.category === UNKNOWN)
      .map(({ dimension, value, suppressed }) => ({ dimension, value, suppressed })),
  };
}
