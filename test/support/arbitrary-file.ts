import fc from 'fast-check';
import type { Indicator, Plan } from '../../functions/domain/plan/model.ts';
import { frequencyOf } from '../../functions/domain/plan/period.ts';
import type { Cell } from '../../functions/domain/sheet/grid.ts';

type Row = readonly Cell[];

/** A long table as an office may write it, by and large as the plan asks. */
export interface DrawnFile {
  readonly rows: readonly Row[];
  readonly orgUnit: string;
  readonly today: string;
}

const JUNK: readonly Cell[] = [
  ...['', ' ', 'x', 'n/a', '-', '12,5', '1.234', '1 234', '1,5', '2.75', '<5', '45%', '12 people', '2025', '-3', '007'],
  ...['Total', 'Total KEN', 'Value', 'Female', 'female', 'COL', 'zz', '2025-Q1', '03/02/2025', 'a "b" c', 'a;b,c', 'é'],
  ...[null, 0, 12, -4, 0.5, 2030, 1e15, true],
  ...([
    { kind: 'date', iso: '2025-02-03' },
    { kind: 'percent', value: 0.5 },
    { kind: 'error', code: '#N/A' },
  ] as const),
];

type Glitch =
  | { readonly kind: 'cell'; readonly row: number; readonly column: number; readonly cell: Cell }
  | { readonly kind: 'again' | 'without' | 'blank' | 'header' | 'short' | 'first'; readonly row: number };

const glitch: fc.Arbitrary<Glitch> = fc.oneof(
  fc.record({
    kind: fc.constant('cell' as const),
    ...{ row: fc.nat(200), column: fc.nat(9), cell: fc.constantFrom(...JUNK) },
  }),
  fc.record({ kind: fc.constantFrom('again', 'without', 'blank', 'header', 'short', 'first'), row: fc.nat(200) }),
);

function apply(rows: readonly Row[], glitch: Glitch): Row[] {
  const at = 1 + (glitch.row % Math.max(1, rows.length - 1));
  const row = rows[at] ?? [];
  switch (glitch.kind) {
    case 'cell': {
      const changed = [...row, null];
      changed[glitch.column % changed.length] = glitch.cell;
      return rows.toSpliced(at, 1, changed);
    }
    case 'again':
      return [...rows, row];
    case 'without':
      return rows.toSpliced(at, 1);
    case 'blank':
      return rows.toSpliced(at, 0, []);
    case 'header':
      return rows.toSpliced(at, 0, rows[0] ?? []);
    case 'short':
      return rows.toSpliced(at, 1, row.slice(0, -1));
    case 'first':
      return [...rows.slice(0, 1), row, ...rows.slice(1).toSpliced(at - 1, 1)];
    default:
      return glitch satisfies never;
  }
}

type Categories = Readonly<Record<string, string>>;

/** The sets of categories of a block's rows, coarse to fine; the empty one is the total. */
function breakdowns({ dimensions }: Indicator, plan: Plan): Categories[][] {
  const listed = (dimension: string): string[] => {
    const codes = plan.dimensions.find(({ code }) => code === dimension)?.categories.map(({ code }) => code) ?? [];
    return codes.length > 0 ? codes : ['SSD', 'here, there'];
  };
  const byOne = dimensions.map((dimension) => listed(dimension).map((code): Categories => ({ [dimension]: code })));
  const crossed = dimensions.reduce<Categories[]>(
    (all, dimension) => all.flatMap((own) => listed(dimension).map((code) => ({ ...own, [dimension]: code }))),
    [{}],
  );
  return [[{}], ...byOne, ...(dimensions.length > 1 ? [crossed] : [])];
}

interface Stated {
  readonly unit: string;
  readonly indicator: Indicator;
  readonly period: string;
  readonly categories: Categories;
  readonly value: number;
}

function block(plan: Plan, units: readonly string[]): fc.Arbitrary<Stated[]> {
  return fc.constantFrom(...plan.indicators).chain((indicator) => {
    const own = plan.periods
      .map(({ period }) => period)
      .filter((period) => frequencyOf(period) === indicator.frequency);
    const periods = own.length > 0 ? own : plan.periods.map(({ period }) => period);
    const all = breakdowns(indicator, plan);
    return fc
      .record({
        unit: fc.constantFrom(...units),
        period: fc.constantFrom(...periods),
        cells: fc.array(
          fc.oneof(
            fc.nat(60),
            fc.nat(4000),
            fc.nat(900).map((n) => n / 4),
          ),
          { minLength: 12, maxLength: 12 },
        ),
        kept: fc.oneof(
          fc.constant(all),
          fc.constant(all.slice(-1)),
          fc.constant(all.slice(0, 1)),
          fc.subarray(all, { minLength: 1 }),
        ),
        whole: fc.boolean(),
      })
      .map(({ unit, period, cells, kept, whole }) => {
        const finest = all.at(-1) ?? [];
        const numbers = finest.map((_, index) =>
          whole ? Math.floor(cells[index % 12] ?? 0) : (cells[index % 12] ?? 0),
        );
        const within = (fine: Categories, coarse: Categories) =>
          Object.entries(coarse).every(([dimension, code]) => fine[dimension] === code);
        return kept.flat().map((categories): Stated => {
          const parts = numbers.filter((_, index) => within(finest[index] ?? {}, categories));
          return { unit, indicator, period, categories, value: parts.reduce((sum, part) => sum + part, 0) };
        });
      });
  });
}

/** The same figures with a column for each indicator: a header and rows. */
function wide(stated: readonly Stated[], dimensions: readonly string[]): Row[] {
  const indicators = [...new Set(stated.map(({ indicator }) => indicator.code))];
  const rows = new Map<string, Cell[]>();
  for (const { unit, indicator, period, categories, value } of stated) {
    const keys = [unit, period, ...dimensions.map((code) => categories[code] ?? null)];
    const key = JSON.stringify(keys);
    const row = rows.get(key) ?? [...keys, ...indicators.map(() => null)];
    row[keys.length + indicators.indexOf(indicator.code)] = value;
    rows.set(key, row);
  }
  return [['Office', 'Period', ...dimensions, ...indicators], ...rows.values()];
}

/** Files for a plan: blocks mostly as they should be, and a few slips of whoever wrote them. */
export function arbitraryFile(plan: Plan): fc.Arbitrary<DrawnFile> {
  const units = plan.orgUnits.map(({ code }) => code);
  const dimensions = plan.dimensions.map(({ code }) => code);
  const ratios = fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.boolean() });
  return fc.constantFrom(...units).chain((orgUnit) =>
    fc
      .record({
        orgUnit: fc.oneof(fc.constant('GLOBAL'), fc.constant(orgUnit)),
        today: fc.constantFrom('2029-01-15', '2029-01-15', '2029-02-10', '2026-06-15', '2029-03-10'),
        blocks: fc.array(block(plan, [orgUnit, ...units]), { minLength: 1, maxLength: 10 }),
        glitches: fc.oneof(fc.constant<Glitch[]>([]), fc.array(glitch, { maxLength: 4 })),
        ...{ ratios, notes: fc.boolean(), unread: fc.boolean(), named: fc.boolean(), isWide: fc.boolean() },
        titles: fc.constantFrom<Row[][]>([], [], [['Report of the year'], []], [['2025']], [['Country office: COL']]),
      })
      .map(({ blocks, glitches, titles, ...drawn }) => {
        const parts = drawn.ratios ? ['Numerator', 'Denominator'] : [];
        const header: Row = [
          ...['Office', 'Period', 'Indicator', ...dimensions, 'Value', ...parts],
          ...(drawn.notes ? ['Note'] : []),
          ...(drawn.unread ? ['Whatever'] : []),
        ];
        const rows = blocks.flat().map(({ unit, indicator, period, categories, value }, index): Row => {
          const isRatio = drawn.ratios && indicator.overOrgUnits === 'ratio';
          const title = drawn.named ? Object.values(indicator.title)[0] : null;
          return [
            ...[unit, period, title ?? indicator.code, ...dimensions.map((code) => categories[code] ?? null)],
            ...(isRatio ? [null, value, value + 7] : [value, ...parts.map(() => null)]),
            ...(drawn.notes ? [index % 5 === 0 ? 'estimate' : null] : []),
            ...(drawn.unread ? [index % 4 === 0 ? `row ${index}` : index] : []),
          ];
        });
        const clean = drawn.isWide ? wide(blocks.flat(), dimensions) : [header, ...rows];
        const dirty = glitches.reduce<readonly Row[]>(apply, clean);
        return { rows: [...titles, ...dirty], orgUnit: drawn.orgUnit, today: drawn.today };
      }),
  );
}

/** How a table is written as text. */
export interface TextStyle {
  readonly delimiter: string;
  readonly newline: string;
  readonly quotes: 'all' | 'needed' | 'some';
  readonly start: string;
  readonly end: string;
}

export const textStyle: fc.Arbitrary<TextStyle> = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t'),
  newline: fc.constantFrom('\n', '\r\n'),
  quotes: fc.constantFrom('all', 'needed', 'some'),
  start: fc.constantFrom('', '', '\ufeff', 'sep=;\n'),
  end: fc.constantFrom('', '\n', '\n\n', ';;\n'),
});

function textOf(cell: Cell): string {
  if (cell === null || typeof cell !== 'object') return cell === null ? '' : String(cell);
  switch (cell.kind) {
    case 'date':
      return cell.iso;
    case 'percent':
      return `${cell.value * 100}%`;
    case 'error':
      return cell.code;
    default:
      return cell satisfies never;
  }
}

/** A table as the bytes of a text file. */
export function written(rows: readonly Row[], { delimiter, newline, quotes, start, end }: TextStyle): Uint8Array {
  const field = (cell: Cell, index: number): string => {
    const text = textOf(cell);
    const needs = text.includes(delimiter) || text.includes('"') || text.includes('\n');
    const wants = quotes === 'all' || (quotes === 'some' && index % 3 === 0);
    return needs || wants ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = rows.map((row) => row.map(field).join(delimiter));
  return new TextEncoder().encode(`${start}${lines.join(newline)}${end}`);
}
