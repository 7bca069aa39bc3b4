import type { BreakdownRow, Figure, Observation } from '../../ledger/entry.ts';
import { numberOf } from '../../sheet/coded/coded-figures.ts';
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

interface Row {
  readonly statement: number;
  readonly place: Place;
  readonly number: number;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function createPlaces({ categories }: Placed): (place: number) => Place {
  const known = new Map<number, Place>();
  const { dimensions, codes, digit, maskOf } = categories;
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

const figure = (value: number): Figure => ({ value, numerator: null, denominator: null });

/** Makes the observation of a block of which no rule says a word, as `observationOf` does of others. */
export function createBlockObservations(
  { coded, found: { table }, reader }: CodedTable,
  placed: Placed,
  { items, ends }: Grouped,
): (block: number) => Observation {
  const { blocks, measures, placeOf, figures, periods, indicators } = placed;
  const placeAt = createPlaces(placed);
  const width = measures.length;
  const rowOf = (statement: number) => table.start + Math.floor(statement / width);
  const letters = measures.map(({ value }) => columnLetters(value?.index ?? 0));
  const cellOf = (statement: number) => `${letters[statement % width]}${rowOf(statement) + 1}`;
  const notes = keyColumns(table.columns, 'note').flatMap(({ index }) => coded.columns[index] ?? []);
  const noteOf = (statement: number): string =>
    notes
      .map((column) => cellText(column.cell(column.codes[rowOf(statement)] ?? 0)))
      .filter((text) => text !== '')
      .join(' ');

  return (block) => {
    const rows: Row[] = [];
    const said = new Set<string>();
    for (let at = block === 0 ? 0 : (ends[block - 1] ?? 0); at < (ends[block] ?? 0); at += 1) {
      const statement = items[at] ?? 0;
      const column = figures[statement % width];
      const number = column === undefined ? Number.NaN : numberOf(column, rowOf(statement));
      rows.push({ statement, place: placeAt(placeOf[statement] ?? 0), number });
      if (notes.length > 0) said.add(noteOf(statement));
    }
    said.delete('');
    const total = rows.find(({ place }) => place.dimensions === 0);
    const parts = rows.filter(({ place }) => place.dimensions > 0).sort((a, b) => byText(a.place.key, b.place.key));
    const fewest = Math.min(...parts.map(({ place }) => place.dimensions));
    const base = parts.find(({ place }) => place.dimensions === fewest)?.place.mask;
    const summed = () => sum(parts.filter(({ place }) => place.mask === base).map(({ number }) => number));
    return {
      orgUnit: reader.plan.orgUnits[blocks.unit(block)]?.code ?? '',
      indicator: indicators[blocks.indicator(block)]?.definition.code ?? '',
      period: periods[blocks.period(block)] ?? '',
      total: figure(total ? total.number : summed()),
      cells: total ? [cellOf(total.statement)] : [],
      sheet: coded.sheet,
      breakdown: parts.map(
        ({ statement, place, number }): BreakdownRow => ({
          ...figure(number),
          categories: place.categories,
          cells: [cellOf(statement)],
        }),
      ),
      note: [...said].sort().join(' / ') || null,
    };
  };
}
