import type { BreakdownRow, Observation } from '../ledger/entry.ts';
import { type Block, type BlockRow, PARTS } from './block.ts';
import { figureOf, totalOf } from './figures.ts';
import { addressOf, cellOfBlock } from './place.ts';

/** The cells that a row's figure was read from; a repetition is a source too. */
function cellsOf(row: BlockRow): string[] {
  const cells = new Set<string>();
  for (const statement of row.statements)
    for (const part of PARTS) {
      const written = statement[part];
      if (written !== null && written.number !== null) cells.add(addressOf({ ...written.at, sheet: null }));
    }
  return [...cells];
}

function notesOf({ statements }: Block): string | null {
  const notes = new Set(statements.map(({ note }) => note?.trim() ?? '').filter((note) => note !== ''));
  return [...notes].sort().join(' / ') || null;
}

/** A block without errors as the ledger keeps it; null where it has no total, which a rule will have said. */
export function observationOf(block: Block): Observation | null {
  const { definition, orgUnit, period, total, breakdown } = block;
  if (!definition || orgUnit.code === null || period.code === null) return null;
  const figure = totalOf(block, definition);
  if (!figure) return null;
  return {
    orgUnit: orgUnit.code,
    indicator: definition.code,
    period: period.code,
    total: figure,
    cells: total ? cellsOf(total) : [],
    sheet: cellOfBlock(block).sheet,
    breakdown: breakdown.map(
      (row): BreakdownRow => ({ ...figureOf(row, definition), categories: row.categories, cells: cellsOf(row) }),
    ),
    note: notesOf(block),
  };
}
