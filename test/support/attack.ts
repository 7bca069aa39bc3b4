import { createRequire } from 'node:module';
import type { Breakdowns, GuardedBreakdowns } from '../../functions/domain/report/suppression/guard.ts';

/** What somebody who has the report and a solver can say of a withheld figure. */
export interface Bounds {
  readonly name: string;
  readonly truth: number;
  readonly kind: 'breakdowns' | 'crossed' | 'unknown';
  readonly dimensions: readonly string[];
  readonly least: number;
  readonly most: number;
}

interface Term {
  readonly name: string | null;
  readonly value: number;
}

/** `whole = sum of parts + rest`. */
interface Equation {
  readonly whole: Term;
  readonly parts: readonly Term[];
  /** Whether the reader has to reckon with more people than the parts hold, even where there are none. */
  readonly mayBeMore?: boolean;
}

function keyOf(categories: Readonly<Record<string, string>>, dimensions: readonly string[] = Object.keys(categories)) {
  return [...dimensions]
    .sort()
    .map((dimension) => `${dimension}=${categories[dimension]}`)
    .join('&');
}

interface Cell extends Term {
  readonly kind: Bounds['kind'];
  readonly dimensions: readonly string[];
  readonly categories: Readonly<Record<string, string>>;
}

type Place = Readonly<Record<string, string>>;

interface Guarded {
  readonly value: number | null;
  readonly suppressed: boolean;
}

/** A figure of the report: withheld ones by a name, with their true value for reference. */
function cellOf(kind: Bounds['kind'], at: number, categories: Place, truth: number, guarded: Guarded): Cell {
  const { value, suppressed } = guarded;
  if (value !== (suppressed ? null : truth)) throw new Error(`${kind} ${at} is half withheld, or another figure`);
  const dimensions = Object.keys(categories).sort();
  return { kind, categories, dimensions, name: suppressed ? `${kind[0]}${at}` : null, value: truth };
}

/** All figures of the report, next to what they are. Combinations that nobody stated are 0. */
function cellsOf(truth: Breakdowns, shown: GuardedBreakdowns): Cell[] {
  const stated = new Map(truth.crossed.map(({ categories, value }) => [keyOf(categories), value]));
  return [
    ...shown.breakdowns.flatMap((cell, at) => {
      const value = truth.breakdowns[at]?.value ?? null;
      return value === null ? [] : [cellOf('breakdowns', at, { [cell.dimension]: cell.category }, value, cell)];
    }),
    ...shown.crossed.map((cell, at) =>
      cellOf('crossed', at, cell.categories, stated.get(keyOf(cell.categories)) ?? 0, cell),
    ),
    ...shown.unknown.map((cell, at) =>
      cellOf('unknown', at, { [cell.dimension]: '?' }, truth.unknown[at]?.value ?? 0, cell),
    ),
  ];
}

type Table = readonly Cell[];

const dimensionsOf = ([cell]: Table): readonly string[] => cell?.dimensions ?? [];

const isBlank = (table: Table): boolean => table.every(({ name }) => name !== null);

function sumOf(terms: readonly Term[]): number {
  return terms.reduce((sum, { value }) => sum + value, 0);
}

/** The figures of a table as sums of those of another with more dimensions. */
function sumsIn(fine: Table, coarse: Table, unknown: ReadonlySet<string>): Equation[] {
  const of = dimensionsOf(coarse);
  if (of.length >= dimensionsOf(fine).length || !of.every((one) => dimensionsOf(fine).includes(one))) return [];
  const mayBeMore = isBlank(fine) && dimensionsOf(fine).some((one) => !of.includes(one) && unknown.has(one));
  return coarse.map((whole) => {
    const key = keyOf(whole.categories, of);
    return { whole, parts: fine.filter((cell) => keyOf(cell.categories, of) === key), mayBeMore };
  });
}

/** Two tables with dimensions in common have their sums over the others in common, shown or not, where both hold everybody. */
function inCommon(one: Table, other: Table, unknown: ReadonlySet<string>): Equation[] {
  const shared = dimensionsOf(one).filter((dimension) => dimensionsOf(other).includes(dimension));
  const isPart = [one, other].some((table) => shared.length === dimensionsOf(table).length);
  const isOpen = [one, other].some((table) => isBlank(table) && dimensionsOf(table).some((d) => unknown.has(d)));
  if (shared.length === 0 || isPart || isOpen) return [];
  const groups = Map.groupBy([...one, ...other], (cell) => keyOf(cell.categories, shared));
  return [...groups.values()].flatMap((cells) => {
    const [left, right] = [cells.filter((cell) => one.includes(cell)), cells.filter((cell) => other.includes(cell))];
    const nothing = { name: null, value: 0 };
    return sumOf(left) === sumOf(right) ? [{ whole: nothing, parts: [...left, ...right.map(negative)] }] : [];
  });
}

/** Every sum a reader can write down: of categories and rest to the total, of crossed cells to whatever they are part of. */
function equationsOf(total: number, cells: readonly Cell[]): Equation[] {
  const whole = { name: null, value: total };
  const oneWay = Map.groupBy(
    cells.filter(({ kind }) => kind !== 'crossed'),
    ({ dimensions }) => dimensions.join('&'),
  );
  const known = cells.filter(({ kind }) => kind !== 'unknown');
  const unknown = new Set(cells.flatMap(({ kind, dimensions }) => (kind === 'unknown' ? dimensions : [])));
  const tables = [...Map.groupBy(known, ({ dimensions }) => dimensions.join('&')).values()];
  return [
    ...[...oneWay.values(), ...tables].map((parts) => ({ whole, parts })),
    ...tables.flatMap((fine) => tables.flatMap((coarse) => sumsIn(fine, coarse, unknown))),
    ...tables.flatMap((one, at) => tables.slice(at + 1).flatMap((other) => inCommon(one, other, unknown))),
  ];
}

const negative = ({ name, value }: Term): Term => ({ name: name === null ? null : `-${name}`, value: -value });

/**
 * In the language of linear programs. A rest is nought where it truly is: the reader guesses so from the tables he sees, and is right. Of a
 * table that is withheld whole he can only know it where everybody's category is known.
 */
function linear({ whole, parts, mayBeMore }: Equation, at: number): string[] {
  const rest = whole.value - parts.reduce((sum, { value }) => sum + value, 0);
  const known = parts.reduce(
    (sum, { name, value }) => sum - (name === null ? value : 0),
    whole.name === null ? whole.value : 0,
  );
  const names = parts.flatMap(({ name }) =>
    name === null ? [] : name.startsWith('-') ? [`- ${name.slice(1)}`] : [`+ ${name}`],
  );
  if (whole.name !== null) names.push(`- ${whole.name}`);
  // Parts that exceed their whole were counted otherwise: nothing follows.
  if (names.length === 0 || rest < 0) return [];
  const open = rest > 0 || mayBeMore ? [` + r${at}`] : [];
  return [`${names.join(' ')}${open} = ${known}`];
}

// Its types are those of a CommonJS module.
const loadHighs: typeof import('highs').default = createRequire(import.meta.url)('highs');
const loading = loadHighs();

/**
 * What a solver says of every withheld figure: the least and most it can be, of all tables of whole numbers of people that agree with all
 * that is shown.
 */
export async function attack(total: number, truth: Breakdowns, shown: GuardedBreakdowns): Promise<Bounds[]> {
  const highs = await loading;
  const cells = cellsOf(truth, shown);
  const withheld = cells.flatMap((cell) => (cell.name === null ? [] : [{ ...cell, name: cell.name }]));
  if (withheld.length === 0) return [];
  const equations = [...new Set(equationsOf(total, cells).flatMap(linear))];
  const rests = [...new Set(equations.flatMap((text) => text.match(/\br\d+/g) ?? []))];
  const names = [...withheld.map(({ name }) => name), ...rests];
  const solve = (sense: string, name: string): number => {
    const rows = equations.map((text, at) => ` e${at}: ${text}`);
    const text = [
      sense,
      ` ${name}`,
      'Subject To',
      ...rows,
      ` all: ${names.join(' + ')} >= 0`,
      'Generals',
      ` ${names.join(' ')}`,
      'End',
    ].join('\n');
    const result = highs.solve(text, { output_flag: false });
    if (result.Status === 'Unbounded' || result.Status === 'Primal infeasible or unbounded')
      return Number.POSITIVE_INFINITY;
    if (result.Status !== 'Optimal') throw new Error(`${result.Status}\n${text}`);
    return Math.round(result.ObjectiveValue);
  };
  return withheld.map(({ name, value, kind, dimensions }) => ({
    ...{ name, truth: value, kind, dimensions },
    least: solve('Minimize', name),
    most: solve('Maximize', name),
  }));
}
