import type { BreakdownRow, Figure, Observation } from '../ledger/entry.ts';
import { type Block, type BlockRow, figuresOf, PARTS } from './block.ts';
import { figureOf, totalOf } from './figures.ts';
import { addressOf, cellOfBlock } from './place.ts';
import { isWithdrawal, isWithdrawn } from './withdrawal.ts';

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

const NO_FIGURE: Figure = { value: null, numerator: null, denominator: null };

/** The cells of the mark that takes the figure back, as the ledger keeps them. */
function withdrawalIn({ statements }: Block): Pick<Observation, 'total' | 'cells' | 'sheet'> {
  const marks = statements.flatMap(figuresOf).filter(isWithdrawn);
  return {
    total: NO_FIGURE,
    cells: marks.map(({ written: { at } }) => addressOf({ ...at, sheet: null })),
    sheet: marks[0]?.written.at.sheet ?? null,
  };
}

/**
 * A block without errors as the ledger keeps it, one that takes its figure back as an observation without figures; null where there
 * is no total, which a rule will have said.
 */
export function observationOf(block: Block): Observation | null {
  const { definition, orgUnit, period, total, breakdown } = block;
  if (!definition || orgUnit.code === null || period.code === null) return null;
  const names = { orgUnit: orgUnit.code, indicator: definition.code, period: period.code, note: notesOf(block) };
  if (isWithdrawal(block)) return { ...names, ...withdrawalIn(block), breakdown: [] };
  const figure = totalOf(block, definition);
  if (!figure) return null;
  return {
    ...names,
    total: figure,
    cells: total ? cellsOf(total) : [],
    sheet: cellOfBlock(block).sheet,
    breakdown: breakdown.map(
      (row): BreakdownRow => ({ ...figureOf(row, definition), categories: row.categories, cells: cellsOf(row) }),
    ),
  };
}
