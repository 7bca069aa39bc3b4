import { type Block, type BlockRow, figuresOf } from './block.ts';
import type { CellRef } from './issue.ts';

/** The cell of a row's first figure. */
export function cellOfRow(row: BlockRow | null): CellRef | null {
  const figure = row?.statements.flatMap(figuresOf).find(({ written }) => written.number !== null);
  return figure?.written.at ?? null;
}

/** Where to point for a whole block: its total, else its first figure. */
export function cellOfBlock({ total, breakdown }: Block): CellRef {
  return cellOfRow(total) ?? cellOfRow(breakdown[0] ?? null) ?? { sheet: null, row: null, column: null };
}

/** Whose block it is, for messages. */
export function blockParams({ orgUnit, indicator, period }: Block): Record<string, string> {
  return {
    orgUnit: orgUnit.code ?? orgUnit.found,
    indicator: indicator.code ?? indicator.found,
    period: period.code ?? period.found,
  };
}

/** A cell as `C7`, with its sheet where it has one; the empty text for no cell. */
export function addressOf({ sheet, row, column }: CellRef): string {
  const cell = `${column ?? ''}${row ?? ''}`;
  return sheet === null || cell === '' ? cell : `${sheet}!${cell}`;
}
