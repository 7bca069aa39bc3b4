import type { Observation } from '../../ledger/entry.ts';
import type { CellRef } from '../issue.ts';

const SHOWN_CELLS = 5;
const ADDRESS = /^([A-Z]+)(\d+)$/;

function addressOf({ cells, breakdown }: Observation): string {
  return cells[0] ?? breakdown[0]?.cells[0] ?? '';
}

/** The cell to point at for an observation: that of its total, else the first of its breakdown. */
export function cellOf(observation: Observation): CellRef {
  const [, column = null, row = null] = ADDRESS.exec(addressOf(observation)) ?? [];
  return { sheet: observation.sheet, row: row === null ? null : Number(row), column };
}

/** Where an issue about several observations stands: at the first, with all cells (five are named) as one text and their number. */
export function placeOf(observations: readonly Observation[]): CellRef & { params: { count: number; cells: string } } {
  const [first] = observations;
  const oneSheet = observations.every(({ sheet }) => sheet === first?.sheet);
  const named = observations.map((one) =>
    oneSheet || one.sheet === null ? addressOf(one) : `${one.sheet}!${addressOf(one)}`,
  );
  const cells = named.filter((name) => name !== '');
  const shown = cells.slice(0, SHOWN_CELLS).join(', ') + (cells.length > SHOWN_CELLS ? ', …' : '');
  const at = first ? cellOf(first) : { sheet: null, row: null, column: null };
  return { ...at, params: { count: observations.length, cells: shown } };
}
