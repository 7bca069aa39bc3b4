import { among, type Observations } from '../../ledger/observations.ts';
import { createLookup } from '../../plan/lookup.ts';
import { numberOf } from '../../sheet/coded/coded-figures.ts';
import { rowOf } from '../../sheet/coded/coded-sheet.ts';
import type { CodedTable } from '../../sheet/coded/find-coded-table.ts';
import { type Cell, columnLetters } from '../../sheet/grid.ts';
import { readRows } from '../../sheet/layout/read-rows.ts';
import { withoutMisread } from '../../sheet/layout/unread-columns.ts';
import type { Statement } from '../../sheet/statement.ts';
import type { Sifted } from '../conclude.ts';
import { inFileOrder } from '../file-order.ts';
import { createRuleContext, sift } from '../judge.ts';
import { RULES } from '../rules/index.ts';
import { lateness } from '../rules/late.ts';
import { BlockObserver } from './block-observations.ts';
import { type Grouped, groupIndices, sortedBy } from './grouped.ts';
import { mergeObservations } from './merge-observations.ts';
import { type Placed, placeRows } from './place-rows.ts';
import { type BlockFigures, createSilence } from './silent-block.ts';
import { SILENT_BECAUSE } from './silent-rules.ts';

/** The figures of one block after another, in arrays that are used again and again. */
class BlockReader {
  places = new Int32Array(64);
  numbers = new Float64Array(64);
  readonly #placed: Placed;
  readonly #items: Int32Array;
  readonly #start: number;

  constructor(placed: Placed, items: Int32Array, start: number) {
    this.#placed = placed;
    this.#items = items;
    this.#start = start;
  }

  read(first: number, end: number): BlockFigures {
    const count = end - first;
    if (count > this.places.length) {
      this.places = new Int32Array(2 * count);
      this.numbers = new Float64Array(2 * count);
    }
    const { measures, placeOf, figures } = this.#placed;
    const width = measures.length;
    for (let index = 0; index < count; index += 1) {
      const statement = this.#items[first + index] ?? 0;
      const column = figures[statement % width];
      this.places[index] = placeOf[statement] ?? 0;
      this.numbers[index] =
        column === undefined ? Number.NaN : numberOf(column, this.#start + Math.floor(statement / width));
    }
    return { count, places: this.places, numbers: this.numbers };
  }
}

/** By block: 1 where no rule has a word to say. */
function silentBlocks(placed: Placed, { items, ends }: Grouped, table: CodedTable): Uint8Array {
  const { blocks, indicators, unsettled } = placed;
  const isSilent = createSilence(placed.categories, table.reader.plan);
  const reader = new BlockReader(placed, items, table.found.table.start);
  return Uint8Array.from({ length: blocks.size() }, (_, block) => {
    const first = block === 0 ? 0 : (ends[block - 1] ?? 0);
    const end = ends[block] ?? first;
    const indicator = indicators[blocks.indicator(block)];
    if (!indicator || end === first || unsettled.has(block)) return 0;
    return Number(isSilent(reader.read(first, end), indicator));
  });
}

/** Whether some settled block has no total of its own, but is the sum of its rows. */
function someIsSum({ placeOf }: Placed, { items, ends }: Grouped, silent: Uint8Array): boolean {
  let first = 0;
  for (let block = 0; block < silent.length; block += 1) {
    const end = ends[block] ?? first;
    if (silent[block] === 1 && items.subarray(first, end).every((item) => placeOf[item] !== 0)) return true;
    first = end;
  }
  return false;
}

interface Handed {
  readonly statements: readonly Statement[];
  readonly wordRows: readonly number[];
}

/** The rows that the general reader must read, with what it makes of them: all of each block on which some rule may have to say something. */
function readHanded(table: CodedTable, placed: Placed, { items, ends }: Grouped, silent: Uint8Array): Handed {
  const { coded, found, reader } = table;
  const { start, header } = found.table;
  const { measures, blockOf, handed } = placed;
  const width = measures.length;
  const wanted = Uint8Array.from(handed);
  let first = 0;
  for (let block = 0; block < silent.length; block += 1) {
    const end = ends[block] ?? first;
    for (let at = first; at < end && silent[block] === 0; at += 1)
      wanted[start + Math.floor((items[at] ?? 0) / width)] = 1;
    first = end;
  }
  const only: number[] = [];
  const rows: Cell[][] = [];
  rows[header.last] = rowOf(coded, header.last);
  for (let row = wanted.indexOf(1); row >= 0; row = wanted.indexOf(1, row + 1)) {
    only.push(row);
    rows[row] = rowOf(coded, row);
  }
  if (only.length === 0) return { statements: [], wordRows: [] };
  const { sheet, hidden } = coded;
  const partial = { ...found.table, grid: { sheet, hidden, rows } };
  const read = readRows(partial, reader, only);
  const sure = withoutMisread(read.statements, partial, reader.vocabulary, reader.plan);
  const measureOf = new Map(measures.map(({ value }, index) => [columnLetters(value?.index ?? 0), index]));
  // The other figures of a row may stand in blocks that are settled.
  const isSettled = ({ value }: Statement): boolean => {
    const measure = measureOf.get(value?.at.column ?? '');
    if (measure === undefined || value === null || value.at.row === null) return false;
    const block = blockOf[(value.at.row - 1 - start) * width + measure] ?? -1;
    return block >= 0 && silent[block] === 1;
  };
  return { statements: sure.filter((statement) => !isSettled(statement)), wordRows: read.wordRows };
}

/** Silent blocks in the order of the plan: org unit, indicator, period. */
function inPlanOrder({ blocks, periods, indicators }: Placed, silent: Uint8Array, units: number): Int32Array {
  const all = Int32Array.from(silent.keys()).filter((block) => silent[block] === 1);
  const sorted = [...periods].sort();
  const rank = periods.map((period) => sorted.indexOf(period));
  const byPeriod = sortedBy(all, periods.length, (block) => rank[blocks.period(block)] ?? 0);
  return sortedBy(sortedBy(byPeriod, indicators.length, blocks.indicator), units, blocks.unit);
}

/** What the rules make of a table's rows, and the rows of mere words, as numbers from 1. */
export interface SiftedTable {
  readonly sifted: Sifted<Observations>;
  readonly wordRows: readonly number[];
}

/**
 * Judges the rows of a coded table. Blocks on which no rule can have a word are settled over integers; all others go through the reader and
 * the rules, as if they were alone in the file. Null where rows cannot be taken one by one, or some of unknown place may belong to settled sums.
 */
export function siftCoded(
  table: CodedTable,
  context: { readonly orgUnit: string; readonly today: string },
): SiftedTable | null {
  const { plan } = table.reader;
  if (!RULES.every(({ code }) => code in SILENT_BECAUSE)) return null;
  const lookup = createLookup(plan);
  const placed = placeRows(table, lookup, context);
  if (placed === null) return null;
  const grouped = groupIndices(placed.blockOf, placed.blocks.size());
  const silent = silentBlocks(placed, grouped, table);
  const read = readHanded(table, placed, grouped, silent);
  const statements = inFileOrder(read.statements);
  const ruleContext = createRuleContext(plan, context, statements);
  if (ruleContext.unplaced.size > 0 && someIsSum(placed, grouped, silent)) return null;
  const others = sift(statements, ruleContext);
  const clean = inPlanOrder(placed, silent, plan.orgUnits.length);
  const periods = placed.periods.filter((_, period) => clean.some((block) => placed.blocks.period(block) === period));
  const late = periods.flatMap((period) => lateness(lookup.windowOf(period), context.today));
  const merged = mergeObservations(clean, new BlockObserver(table, placed, grouped), others.clean, plan);
  return {
    wordRows: read.wordRows,
    sifted: {
      clean: merged,
      keep: (isKept) => among(merged, isKept),
      blocks: clean.length + others.blocks,
      periods: [...new Set([...periods, ...others.periods])].sort(),
      returnedPeriods: others.returnedPeriods,
      closedFigures: others.closedFigures,
      issues: [...late, ...others.issues],
    },
  };
}
