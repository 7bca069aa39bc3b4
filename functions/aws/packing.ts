import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { Carry } from '../domain/aggregation/carry.ts';
import type { Running } from '../domain/aggregation/running.ts';
import type { BreakdownRow, Observation } from '../domain/ledger/entry.ts';
import type { Observations } from '../domain/ledger/observations.ts';

const OPTIONS = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** JSON, compressed. What it unpacks was written by `pack` and nobody else. */
export function pack(value: unknown): Uint8Array {
  return brotliCompressSync(JSON.stringify(value), OPTIONS);
}

export function unpack<T>(bytes: Uint8Array): T {
  return JSON.parse(brotliDecompressSync(bytes).toString('utf8'));
}

type Column<T> = T[];

interface FigureColumns {
  readonly value: Column<number | null>;
  readonly numerator: Column<number | null>;
  readonly denominator: Column<number | null>;
  /** Addresses joined by spaces. */
  readonly cells: Column<string>;
}

interface ObservationColumns extends FigureColumns {
  readonly orgUnit: Column<string>;
  readonly indicator: Column<string>;
  readonly sheet: Column<string | null>;
  readonly note: Column<string | null>;
  /** Number of breakdown rows of each observation. */
  readonly rows: Column<number>;
  readonly breakdown: FigureColumns & { readonly categories: Column<string> };
}

const figureColumns = (): FigureColumns => ({ value: [], numerator: [], denominator: [], cells: [] });

const NO_CELLS: readonly string[] = [];

const splitCells = (cells: string): readonly string[] => (cells === '' ? NO_CELLS : cells.split(' '));

/** Observations of one period, column by column: like values side by side compress best. */
export function packObservations(observations: Observations): Uint8Array {
  const columns: ObservationColumns = {
    ...figureColumns(),
    orgUnit: [],
    indicator: [],
    sheet: [],
    note: [],
    rows: [],
    breakdown: { ...figureColumns(), categories: [] },
  };
  for (const observation of observations) {
    columns.orgUnit.push(observation.orgUnit);
    columns.indicator.push(observation.indicator);
    columns.sheet.push(observation.sheet);
    columns.note.push(observation.note);
    columns.rows.push(observation.breakdown.length);
    columns.value.push(observation.total.value);
    columns.numerator.push(observation.total.numerator);
    columns.denominator.push(observation.total.denominator);
    columns.cells.push(observation.cells.join(' '));
    for (const row of observation.breakdown) {
      columns.breakdown.categories.push(JSON.stringify(row.categories));
      columns.breakdown.value.push(row.value);
      columns.breakdown.numerator.push(row.numerator);
      columns.breakdown.denominator.push(row.denominator);
      columns.breakdown.cells.push(row.cells.join(' '));
    }
  }
  return pack(columns);
}

const MOST_KEPT = 10_000;
const known = new Map<string, BreakdownRow['categories']>();

/** Rows of the same categories share one object, so that what is worked out of it is worked out once. */
function categoriesOf(text: string): BreakdownRow['categories'] {
  const before = known.get(text);
  if (before) return before;
  const categories: BreakdownRow['categories'] = JSON.parse(text);
  if (known.size < MOST_KEPT) known.set(text, categories);
  return categories;
}

const NO_ROWS: readonly BreakdownRow[] = [];

function unpackRows(rows: ObservationColumns['breakdown'], first: number, end: number): readonly BreakdownRow[] {
  if (end === first) return NO_ROWS;
  const breakdown: BreakdownRow[] = [];
  for (let at = first; at < end; at++)
    breakdown.push({
      categories: categoriesOf(rows.categories[at] ?? '{}'),
      value: rows.value[at] ?? null,
      numerator: rows.numerator[at] ?? null,
      denominator: rows.denominator[at] ?? null,
      cells: splitCells(rows.cells[at] ?? ''),
    });
  return breakdown;
}

export function unpackObservations(bytes: Uint8Array, period: string): Observation[] {
  const columns = unpack<ObservationColumns>(bytes);
  let next = 0;
  return columns.orgUnit.map((orgUnit, i) => {
    const first = next;
    next += columns.rows[i] ?? 0;
    return {
      orgUnit,
      indicator: columns.indicator[i] ?? '',
      period,
      total: {
        value: columns.value[i] ?? null,
        numerator: columns.numerator[i] ?? null,
        denominator: columns.denominator[i] ?? null,
      },
      cells: splitCells(columns.cells[i] ?? ''),
      sheet: columns.sheet[i] ?? null,
      breakdown: unpackRows(columns.breakdown, first, next),
      note: columns.note[i] ?? null,
    };
  });
}

interface PackedRunning {
  readonly value: Column<number | null>;
  readonly denominator: Column<number | null> | null;
  readonly count: Column<number | null> | null;
}

type PackedCarry = Omit<Carry, 'figures'> & { readonly figures: (PackedRunning | null)[] };

/** What is not reported becomes null. */
const columnOf = (values: Float64Array): Column<number | null> =>
  Array.from(values, (value) => (Number.isNaN(value) ? null : value));

const valuesOf = (column: Column<number | null>): Float64Array =>
  Float64Array.from(column, (value) => value ?? Number.NaN);

export function packCarry(carry: Carry): Uint8Array {
  const packed: PackedCarry = {
    ...carry,
    figures: carry.figures.map(
      (running) =>
        running && {
          value: columnOf(running.value),
          denominator: running.denominator && columnOf(running.denominator),
          count: running.count && columnOf(running.count),
        },
    ),
  };
  return pack(packed);
}

export function unpackCarry(bytes: Uint8Array): Carry {
  const packed = unpack<PackedCarry>(bytes);
  return {
    ...packed,
    figures: packed.figures.map(
      (running): Running | null =>
        running && {
          value: valuesOf(running.value),
          denominator: running.denominator && valuesOf(running.denominator),
          count: running.count && valuesOf(running.count),
        },
    ),
  };
}
