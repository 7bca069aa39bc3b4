import type { Period } from '../plan/period.ts';
import type { BreakdownRow, Figure, Observation } from './entry.ts';
import type { Observations } from './observations.ts';

/** Figures side by side: NaN = not reported; null for a part that none of them has. */
export interface FigureColumns {
  readonly value: Float64Array | null;
  readonly numerator: Float64Array | null;
  readonly denominator: Float64Array | null;
  /** Addresses joined by spaces. */
  readonly cells: readonly string[];
}

export interface RowColumns extends FigureColumns {
  /** What the rows tell of, each once. */
  readonly categories: readonly BreakdownRow['categories'][];
  /** Per row its place among them. */
  readonly category: Int32Array;
}

/** The observations of one period, column by column: codes once each, and per observation its place among them. */
export interface ObservationColumns extends FigureColumns {
  readonly orgUnits: readonly string[];
  readonly orgUnit: Int32Array;
  readonly indicators: readonly string[];
  readonly indicator: Int32Array;
  readonly sheets: readonly (string | null)[];
  readonly sheet: Int32Array;
  /** Null where none of them has one. */
  readonly note: readonly (string | null)[] | null;
  /** Per observation its first breakdown row; at the end the number of all rows. */
  readonly firstRow: Int32Array;
  readonly breakdown: RowColumns;
}

const PARTS = ['value', 'numerator', 'denominator'] as const;

/** Gives each of what it is shown a place, the same to the same. */
function placing<T>(keyOf: (item: T) => unknown): { readonly items: T[]; placeOf(item: T): number } {
  const places = new Map<unknown, number>();
  const items: T[] = [];
  return {
    items,
    placeOf(item) {
      const key = keyOf(item);
      const known = places.get(key);
      if (known !== undefined) return known;
      places.set(key, items.length);
      return items.push(item) - 1;
    },
  };
}

function figureColumns(figures: readonly (Figure & { readonly cells: readonly string[] })[]): FigureColumns {
  const column = (part: (typeof PARTS)[number]) =>
    figures.some((figure) => figure[part] !== null)
      ? Float64Array.from(figures, (figure) => figure[part] ?? Number.NaN)
      : null;
  return {
    ...{ value: column('value'), numerator: column('numerator'), denominator: column('denominator') },
    cells: figures.map(({ cells }) => cells.join(' ')),
  };
}

/** Lays out observations of one period. */
export function columnsOf(observations: Observations): ObservationColumns {
  if (observations.columns) return observations.columns;
  const all = [...observations];
  const rows = all.flatMap(({ breakdown }) => breakdown);
  const [units, indicators] = [placing((code: string) => code), placing((code: string) => code)];
  const sheets = placing((sheet: string | null) => sheet);
  const categories = placing((of: BreakdownRow['categories']) => JSON.stringify(of));
  const firstRow = new Int32Array(all.length + 1);
  for (const [i, { breakdown }] of all.entries()) firstRow[i + 1] = (firstRow[i] ?? 0) + breakdown.length;
  return {
    ...figureColumns(all.map(({ total, cells }) => ({ ...total, cells }))),
    orgUnit: Int32Array.from(all, ({ orgUnit }) => units.placeOf(orgUnit)),
    orgUnits: units.items,
    indicator: Int32Array.from(all, ({ indicator }) => indicators.placeOf(indicator)),
    indicators: indicators.items,
    sheet: Int32Array.from(all, ({ sheet }) => sheets.placeOf(sheet)),
    sheets: sheets.items,
    note: all.some(({ note }) => note !== null) ? all.map(({ note }) => note) : null,
    firstRow,
    breakdown: {
      ...figureColumns(rows),
      category: Int32Array.from(rows, (row) => categories.placeOf(row.categories)),
      categories: categories.items,
    },
  };
}

const NO_CELLS: readonly string[] = [];
const NO_ROWS: readonly BreakdownRow[] = [];

const cellsAt = (cells: readonly string[], at: number): readonly string[] => {
  const text = cells[at] ?? '';
  return text === '' ? NO_CELLS : text.split(' ');
};

function partAt(column: Float64Array | null, at: number): number | null {
  const value = column?.[at] ?? Number.NaN;
  return Number.isNaN(value) ? null : value;
}

const figureAt = ({ value, numerator, denominator }: FigureColumns, at: number): Figure => ({
  value: partAt(value, at),
  numerator: partAt(numerator, at),
  denominator: partAt(denominator, at),
});

function rowsAt(rows: RowColumns, first: number, end: number): readonly BreakdownRow[] {
  if (end === first) return NO_ROWS;
  const breakdown: BreakdownRow[] = [];
  for (let at = first; at < end; at++)
    breakdown.push({
      categories: rows.categories[rows.category[at] ?? 0] ?? {},
      ...figureAt(rows, at),
      cells: cellsAt(rows.cells, at),
    });
  return breakdown;
}

/** The observations that columns hold, each made when it is asked for. */
export function observationsIn(columns: ObservationColumns, period: Period): Observations {
  const length = columns.orgUnit.length;
  const at = (index: number): Observation | undefined =>
    index < 0 || index >= length
      ? undefined
      : {
          orgUnit: columns.orgUnits[columns.orgUnit[index] ?? 0] ?? '',
          indicator: columns.indicators[columns.indicator[index] ?? 0] ?? '',
          period,
          total: figureAt(columns, index),
          cells: cellsAt(columns.cells, index),
          sheet: columns.sheets[columns.sheet[index] ?? 0] ?? null,
          breakdown: rowsAt(columns.breakdown, columns.firstRow[index] ?? 0, columns.firstRow[index + 1] ?? 0),
          note: columns.note?.[index] ?? null,
        };
  return {
    columns,
    length,
    at,
    *[Symbol.iterator]() {
      for (let index = 0; index < length; index += 1) {
        const observation = at(index);
        if (observation) yield observation;
      }
    },
  };
}
