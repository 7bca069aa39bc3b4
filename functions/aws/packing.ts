import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { Carry } from '../domain/aggregation/carry.ts';
import type { Running } from '../domain/aggregation/running.ts';
import { columnsOf, type FigureColumns, observationsIn } from '../domain/ledger/columns.ts';
import type { BreakdownRow } from '../domain/ledger/entry.ts';
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

interface PackedFigures {
  readonly value: Column<number | null> | null;
  readonly numerator: Column<number | null> | null;
  readonly denominator: Column<number | null> | null;
  readonly cells: Column<string>;
}

interface PackedObservations extends PackedFigures {
  readonly orgUnits: Column<string>;
  readonly orgUnit: Column<number>;
  readonly indicators: Column<string>;
  readonly indicator: Column<number>;
  readonly sheets: Column<string | null>;
  readonly sheet: Column<number>;
  readonly note: Column<string | null> | null;
  /** Number of breakdown rows of each observation. */
  readonly rows: Column<number>;
  readonly breakdown: PackedFigures & {
    readonly categories: Column<BreakdownRow['categories']>;
    readonly category: Column<number>;
  };
}

/** What is not reported becomes null. */
const columnOf = (values: Float64Array): Column<number | null> =>
  Array.from(values, (value) => (Number.isNaN(value) ? null : value));

const valuesOf = (column: Column<number | null>): Float64Array => {
  const values = new Float64Array(column.length);
  for (let i = 0; i < column.length; i++) values[i] = column[i] ?? Number.NaN;
  return values;
};

const packedFigures = ({ value, numerator, denominator, cells }: FigureColumns): PackedFigures => ({
  value: value && columnOf(value),
  numerator: numerator && columnOf(numerator),
  denominator: denominator && columnOf(denominator),
  cells: [...cells],
});

/** Observations of one period, column by column: like values side by side compress best. */
export function packObservations(observations: Observations): Uint8Array {
  const columns = columnsOf(observations);
  const { orgUnits, orgUnit, indicators, indicator, sheets, sheet, note, firstRow, breakdown } = columns;
  const packed: PackedObservations = {
    ...packedFigures(columns),
    ...{ orgUnits: [...orgUnits], orgUnit: [...orgUnit], indicators: [...indicators], indicator: [...indicator] },
    ...{ sheets: [...sheets], sheet: [...sheet], note: note && [...note] },
    rows: Array.from(orgUnit, (_, i) => (firstRow[i + 1] ?? 0) - (firstRow[i] ?? 0)),
    breakdown: {
      ...packedFigures(breakdown),
      ...{ categories: [...breakdown.categories], category: [...breakdown.category] },
    },
  };
  return pack(packed);
}

const MOST_KEPT = 10_000;
const known = new Map<string, BreakdownRow['categories']>();

/** Rows of the same categories share one object, so that what is worked out of it is worked out once. */
function shared(categories: BreakdownRow['categories']): BreakdownRow['categories'] {
  const text = JSON.stringify(categories);
  const before = known.get(text);
  if (before) return before;
  if (known.size < MOST_KEPT) known.set(text, categories);
  return categories;
}

const figuresIn = ({ value, numerator, denominator, cells }: PackedFigures): FigureColumns => ({
  value: value && valuesOf(value),
  numerator: numerator && valuesOf(numerator),
  denominator: denominator && valuesOf(denominator),
  cells,
});

export function unpackObservations(bytes: Uint8Array, period: string): Observations {
  const packed = unpack<PackedObservations>(bytes);
  const { orgUnits, indicators, sheets, rows, breakdown } = packed;
  const firstRow = new Int32Array(rows.length + 1);
  for (let i = 0; i < rows.length; i++) firstRow[i + 1] = (firstRow[i] ?? 0) + (rows[i] ?? 0);
  return observationsIn(
    {
      ...figuresIn(packed),
      ...{ orgUnits, indicators, sheets, firstRow },
      orgUnit: Int32Array.from(packed.orgUnit),
      indicator: Int32Array.from(packed.indicator),
      sheet: Int32Array.from(packed.sheet),
      note: packed.note,
      breakdown: {
        ...figuresIn(breakdown),
        categories: breakdown.categories.map(shared),
        category: Int32Array.from(breakdown.category),
      },
    },
    period,
  );
}

interface PackedRunning {
  readonly value: Column<number | null>;
  readonly denominator: Column<number | null> | null;
  readonly count: Column<number | null> | null;
}

type PackedCarry = Omit<Carry, 'figures'> & { readonly figures: (PackedRunning | null)[] };

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
