import { cellText, columnLetters, type Grid } from '../grid.ts';
import { comparisonKey } from '../headers/key.ts';
import type { HeaderReading, Meaning } from '../headers/meaning.ts';
import type { Vocabulary } from '../headers/vocabulary.ts';
import { periodUnit } from '../headers/words.ts';
import type { FigurePart } from '../numbers/read-number.ts';
import type { Column, HeaderRows, KeyRole } from './table.ts';
import { withoutTotals } from './total-columns.ts';

/** The header cells above one column, from top to bottom; `spanned` texts stand further left in the same row. */
interface Stack {
  readonly index: number;
  readonly texts: readonly string[];
  readonly parts: readonly Meaning[];
  readonly unit: string | null;
  /** What the lowest text means by itself. */
  readonly lowest: HeaderReading | null;
  readonly misread: { readonly found: string; readonly readAs: string } | null;
}

/** A header taken for a word it is not spelt like, to be told. */
export interface Misread {
  readonly index: number;
  readonly found: string;
  readonly readAs: string;
}

const KEY_ROLES: readonly KeyRole[] = ['orgUnit', 'indicator', 'period', 'note'];

function textAt(grid: Grid, row: number, column: number): string {
  return cellText(grid.rows[row]?.[column]);
}

/** The text of an upper header line over a column, read on from the left where merged cells leave blanks. */
function spanningText(grid: Grid, row: number, column: number): string {
  for (let index = column; index >= 0; index -= 1) {
    const text = textAt(grid, row, index);
    if (text !== '') return text;
  }
  return '';
}

/** A tag may say more than the header beside it: of whom its figures are (`+f`), or that they are none to be read (`#targeted`). */
function withTag(parts: readonly Meaning[], tagged: HeaderReading | null): readonly Meaning[] {
  const named = new Set(parts.flatMap(({ categories }) => categories.map(({ dimension }) => dimension)));
  const more = (tagged?.parts ?? []).filter(
    ({ role, categories }) =>
      role === 'ignore' || (categories.length > 0 && categories.every(({ dimension }) => !named.has(dimension))),
  );
  return parts.length > 0 ? [...parts, ...more] : parts;
}

function stackOf(
  grid: Grid,
  header: HeaderRows,
  index: number,
  vocabulary: Vocabulary,
  tag: (text: string) => HeaderReading | null,
): Stack {
  const texts: string[] = [];
  for (let row = header.last; row >= header.first; row -= 1) {
    const text = texts.length > 0 ? spanningText(grid, row, index) : textAt(grid, row, index);
    if (text !== '') texts.unshift(text);
  }
  const tagged = header.tags === null ? null : tag(textAt(grid, header.tags, index));
  const exact = texts.map((text) => tag(text) ?? vocabulary.header(text));
  const readings = exact.map((reading, level) => {
    const isLowest = level === texts.length - 1;
    return reading ?? (isLowest ? tagged : null) ?? vocabulary.misspelt(texts[level] ?? '');
  });
  const lowest = readings.at(-1) ?? (texts.length === 0 ? tagged : null);
  const slip = readings.findIndex((reading) => reading !== null && reading.readAs !== null);
  const readAs = readings[slip]?.readAs ?? null;
  return {
    index,
    texts,
    unit: readings.find((reading) => reading?.unit !== undefined)?.unit ?? null,
    parts:
      texts.length === 0
        ? (tagged?.parts ?? [])
        : withTag(
            readings.flatMap((reading) => reading?.parts ?? []),
            tagged,
          ),
    lowest,
    misread: readAs === null ? null : { found: texts[slip] ?? '', readAs },
  };
}

function namesOnly(meaning: Meaning): boolean {
  return meaning.indicators.length + meaning.categories.length === 0;
}

/** The column as one of keys or of a dimension, when its lowest header line names one; null when it holds figures or is unknown. */
function keyColumn(stack: Stack, placed: Pick<Column, 'index' | 'header' | 'at'>): Column | null {
  const [meaning, ...more] = stack.lowest?.parts ?? [];
  if (!meaning || more.length > 0) return null;
  if (meaning.role === 'ignore') return { ...placed, kind: 'ignored', candidates: [] };
  const role = KEY_ROLES.find((known) => known === meaning.role);
  if (role) {
    return {
      ...placed,
      kind: 'key',
      role,
      unit: role === 'period' ? periodUnit(comparisonKey(stack.texts.at(-1) ?? '')) : null,
    };
  }
  const [dimension, ...others] = meaning.dimensions;
  if (dimension === undefined || !namesOnly(meaning)) return null;
  return others.length > 0
    ? { ...placed, kind: 'ambiguous', candidates: meaning.dimensions }
    : { ...placed, kind: 'dimension', dimension };
}

/** What the rest of the header says that helps to read one column. */
interface Context {
  readonly hasIndicatorColumn: boolean;
  readonly ownDimensions: ReadonlySet<string>;
  /** Dimensions that other columns name beyond doubt. */
  readonly likelyDimensions: ReadonlySet<string>;
}

function choose<T>(options: readonly T[], ...tests: readonly ((option: T) => boolean)[]): readonly T[] {
  let left = options;
  for (const test of tests) {
    const narrowed = left.length > 1 ? left.filter(test) : left;
    if (narrowed.length > 0) left = narrowed;
  }
  return left;
}

function figureColumn(stack: Stack, placed: Pick<Column, 'index' | 'header' | 'at'>, context: Context): Column {
  const at = placed.at;
  const hints = new Set(stack.parts.flatMap(({ dimensions }) => dimensions));
  const indicators = new Set<string>();
  const categories: { dimension: string; code: string; found: string; at: typeof at }[] = [];
  const periods: string[] = [];
  const candidates: string[] = [];
  let part: FigurePart = 'value';
  const named = stack.parts.some((meaning) => meaning.indicators.length > 0 && meaning.categories.length === 0);
  for (const meaning of stack.parts) {
    if (meaning.role === 'ignore') return { ...placed, kind: 'ignored', candidates: [] };
    if (meaning.role === 'numerator' || meaning.role === 'denominator') part = meaning.role;
    if (meaning.period !== null) periods.push(meaning.period);
    const asCategory =
      meaning.categories.length > 0 &&
      (meaning.indicators.length === 0 || named || context.hasIndicatorColumn || hints.size > 0);
    if (asCategory) {
      const options = choose(
        meaning.categories,
        ({ dimension }) => hints.has(dimension),
        ({ dimension }) => !context.ownDimensions.has(dimension),
        ({ dimension }) => context.likelyDimensions.has(dimension),
      );
      const [category, ...others] = options;
      if (category && others.length === 0) categories.push({ ...category, found: placed.header, at });
      else candidates.push(...options.map(({ dimension, code }) => `${dimension}: ${code}`));
    } else if (meaning.indicators.length > 1) candidates.push(...meaning.indicators);
    else for (const code of meaning.indicators) indicators.add(code);
  }
  if (indicators.size > 1) candidates.push(...indicators);
  if (candidates.length > 0) return { ...placed, kind: 'ambiguous', candidates };
  const [code = null] = indicators;
  const indicator = code === null ? null : { code, found: placed.header, at };
  return { ...placed, kind: 'figure', part, unit: stack.unit, indicator, periods, categories };
}

function describes(stack: Stack): boolean {
  return (stack.lowest?.parts ?? []).some(
    (part) => part.role !== null || part.indicators.length + part.categories.length > 0 || part.period !== null,
  );
}

/** What each column below a header holds. Columns without any header text or tag are left out. */
export function readColumns(
  grid: Grid,
  header: HeaderRows,
  vocabulary: Vocabulary,
  tag: (text: string) => HeaderReading | null,
): { columns: Column[]; misread: Misread[] } {
  let width = 0;
  for (let row = header.first; row <= header.last; row += 1) width = Math.max(width, grid.rows[row]?.length ?? 0);
  if (header.tags !== null) width = Math.max(width, grid.rows[header.tags]?.length ?? 0);
  const stacks = Array.from({ length: width }, (_, index) => stackOf(grid, header, index, vocabulary, tag)).filter(
    ({ texts, lowest }) => texts.length > 0 || lowest !== null,
  );
  const placedOf = ({ index, texts }: Stack) => ({
    index,
    header: texts.join(' / '),
    at: { sheet: grid.sheet, row: header.last + 1, column: columnLetters(index) },
  });
  const keys = new Map(stacks.map((stack) => [stack.index, keyColumn(stack, placedOf(stack))]));
  const keyColumns = [...keys.values()].filter((column) => column !== null);
  const context: Context = {
    hasIndicatorColumn: keyColumns.some((column) => column.kind === 'key' && column.role === 'indicator'),
    ownDimensions: new Set(keyColumns.flatMap((column) => (column.kind === 'dimension' ? [column.dimension] : []))),
    likelyDimensions: new Set(
      stacks.flatMap(({ parts }) =>
        parts.flatMap(({ categories: [first, ...others] }) => (first && others.length === 0 ? [first.dimension] : [])),
      ),
    ),
  };
  const columns = stacks.map((stack): Column => {
    const placed = placedOf(stack);
    const key = keys.get(stack.index) ?? null;
    if (key) return key;
    return describes(stack) ? figureColumn(stack, placed, context) : { ...placed, kind: 'unknown', candidates: [] };
  });
  const misread = stacks.flatMap(({ index, misread: slip }) => (slip ? [{ index, ...slip }] : []));
  return { columns: withoutTotals(columns), misread };
}
