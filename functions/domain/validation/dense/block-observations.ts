import type { BreakdownRow, Figure, Observation } from '../../ledger/entry.ts';
import type { Categories } from '../../sheet/coded/coded-categories.ts';
import { numberOf } from '../../sheet/coded/coded-figures.ts';
import { codedAt } from '../../sheet/coded/coded-keys.ts';
import { type CodedColumn, codeOf } from '../../sheet/coded/coded-sheet.ts';
import type { CodedTable } from '../../sheet/coded/find-coded-table.ts';
import { cellText, columnLetters } from '../../sheet/grid.ts';
import { keyColumns } from '../../sheet/layout/row-keys.ts';
import { sum } from '../figures.ts';
import type { Grouped } from './grouped.ts';
import type { Placed } from './place-rows.ts';

interface Place {
  readonly categories: Readonly<Record<string, string>>;
  readonly dimensions: number;
  /** Sorts the rows of a breakdown as the ledger keeps them. */
  readonly key: string;
  readonly mask: number;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function createPlaces({ dimensions, codes, digit, maskOf }: Categories): (place: number) => Place {
  const known = new Map<number, Place>();
  return (place) => {
    const before = known.get(place);
    if (before) return before;
    const stated = dimensions
      .flatMap((dimension, at): [string, string][] => {
        const code = codes[at]?.[digit(place, at) - 1];
        return code === undefined ? [] : [[dimension, code]];
      })
      .sort(([a], [b]) => byText(a, b));
    const key = stated
      .map(([dimension, code]) => `${dimension}\u0001${code}`)
      .sort(byText)
      .join('\u0002');
    const created = { categories: Object.fromEntries(stated), dimensions: stated.length, key, mask: maskOf(place) };
    known.set(place, created);
    return created;
  };
}

/** How the statements of a block make its observation: places in the block, from 0. */
interface Layout {
  /** Categories by statement, to know a block laid out alike. */
  readonly places: Int32Array;
  /** The statement of the total, or -1. */
  readonly total: number;
  /** Statements broken down, as the ledger keeps them, and what each is of. */
  readonly parts: readonly number[];
  readonly categories: readonly Place['categories'][];
  /** Those of which a total that is not stated is the sum: the first of the ones with the fewest dimensions, and all broken down like it. */
  readonly base: readonly number[];
}

function layOut(places: Int32Array, placeAt: (place: number) => Place): Layout {
  const all = Array.from(places, (at, statement) => ({ statement, ...placeAt(at) }));
  const parts = all.filter(({ dimensions }) => dimensions > 0).sort((a, b) => byText(a.key, b.key));
  const fewest = Math.min(...parts.map(({ dimensions }) => dimensions));
  const first = parts.find(({ dimensions }) => dimensions === fewest);
  return {
    places,
    total: all.findIndex(({ dimensions }) => dimensions === 0),
    parts: parts.map(({ statement }) => statement),
    categories: parts.map(({ categories }) => categories),
    base: parts.filter(({ mask }) => mask === first?.mask).map(({ statement }) => statement),
  };
}

/** Makes the observations of blocks of which no rule says a word, as `observationOf` makes those of others. */
export class BlockObserver {
  readonly #table: CodedTable;
  readonly #placed: Placed;
  readonly #grouped: Grouped;
  readonly #placeAt: (place: number) => Place;
  readonly #letters: readonly string[];
  readonly #notes: readonly CodedColumn[];
  /** Blocks of one file are mostly laid out alike. */
  #layout: Layout = { places: new Int32Array(0), total: -1, parts: [], categories: [], base: [] };

  constructor(table: CodedTable, placed: Placed, grouped: Grouped) {
    this.#table = table;
    this.#placed = placed;
    this.#grouped = grouped;
    this.#placeAt = createPlaces(placed.categories);
    this.#letters = placed.measures.map(({ value }) => columnLetters(value?.index ?? 0));
    this.#notes = codedAt(table.coded, keyColumns(table.found.table.columns, 'note'));
  }

  observe(block: number): Observation {
    const { orgUnit, indicator, period, total, sheet, cells, breakdown, note } = this.glance(block);
    return { orgUnit, indicator, period, total, cells, sheet, breakdown, note };
  }

  /** The observation with its parts on demand. */
  glance(block: number): Observation {
    const { blocks, periods, indicators } = this.#placed;
    const { total, base } = this.#layoutOf(block);
    const value = total >= 0 ? this.#number(block, total) : sum(base.map((at) => this.#number(block, at)));
    return new BlockObservation(this, block, {
      orgUnit: this.#table.reader.plan.orgUnits[blocks.unit(block)]?.code ?? '',
      indicator: indicators[blocks.indicator(block)]?.definition.code ?? '',
      period: periods[blocks.period(block)] ?? '',
      total: { value, numerator: null, denominator: null },
      sheet: this.#table.coded.sheet,
    });
  }

  cells(block: number): string[] {
    const { total } = this.#layoutOf(block);
    return total >= 0 ? [this.#cell(block, total)] : [];
  }

  breakdown(block: number): BreakdownRow[] {
    const { parts, categories } = this.#layoutOf(block);
    return parts.map((at, part) => ({
      ...{ value: this.#number(block, at), numerator: null, denominator: null },
      ...{ categories: categories[part] ?? {}, cells: [this.#cell(block, at)] },
    }));
  }

  note(block: number): string | null {
    if (this.#notes.length === 0) return null;
    const said = new Set<string>();
    for (let at = 0; at < this.#end(block) - this.#first(block); at += 1) {
      const row = this.#row(this.#statement(block, at));
      const texts = this.#notes.map((column) => cellText(column.cell(codeOf(column, row))));
      said.add(texts.filter((text) => text !== '').join(' '));
    }
    said.delete('');
    return [...said].sort().join(' / ') || null;
  }

  #first(block: number): number {
    return block === 0 ? 0 : (this.#grouped.ends[block - 1] ?? 0);
  }

  #end(block: number): number {
    return this.#grouped.ends[block] ?? 0;
  }

  #statement(block: number, at: number): number {
    return this.#grouped.items[this.#first(block) + at] ?? 0;
  }

  #row(statement: number): number {
    return this.#table.found.table.start + Math.floor(statement / this.#letters.length);
  }

  #number(block: number, at: number): number {
    const statement = this.#statement(block, at);
    const column = this.#placed.figures[statement % this.#letters.length];
    return column === undefined ? Number.NaN : numberOf(column, this.#row(statement));
  }

  #cell(block: number, at: number): string {
    const statement = this.#statement(block, at);
    return `${this.#letters[statement % this.#letters.length]}${this.#row(statement) + 1}`;
  }

  #layoutOf(block: number): Layout {
    const { items } = this.#grouped;
    const { placeOf } = this.#placed;
    const { places } = this.#layout;
    const [first, end] = [this.#first(block), this.#end(block)];
    let isAlike = places.length === end - first;
    for (let at = first; at < end && isAlike; at += 1) isAlike = placeOf[items[at] ?? 0] === places[at - first];
    if (!isAlike)
      this.#layout = layOut(
        items.slice(first, end).map((statement) => placeOf[statement] ?? 0),
        this.#placeAt,
      );
    return this.#layout;
  }
}

/** An observation of which breakdown, cells and note are made when they are read. */
class BlockObservation implements Observation {
  readonly orgUnit: string;
  readonly indicator: string;
  readonly period: string;
  readonly total: Figure;
  readonly sheet: string | null;
  readonly #observer: BlockObserver;
  readonly #block: number;

  constructor(
    observer: BlockObserver,
    block: number,
    { orgUnit, indicator, period, total, sheet }: Omit<Observation, 'breakdown' | 'cells' | 'note'>,
  ) {
    this.orgUnit = orgUnit;
    this.indicator = indicator;
    this.period = period;
    this.total = total;
    this.sheet = sheet;
    this.#observer = observer;
    this.#block = block;
  }

  get cells(): readonly string[] {
    return this.#observer.cells(this.#block);
  }

  get breakdown(): readonly BreakdownRow[] {
    return this.#observer.breakdown(this.#block);
  }

  get note(): string | null {
    return this.#observer.note(this.#block);
  }
}
