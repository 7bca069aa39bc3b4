import type { BreakdownRow, Observation } from '../../ledger/entry.ts';
import { areaOf } from '../area.ts';
import type { CellRef, ValidationIssue } from '../issue.ts';

const SHOWN_CELLS = 5;
const ADDRESS = /^([A-Z]+)(\d+)$/;

/** A cell of the file by its address, such as `C7`; the empty text where it is not known. */
export interface Cell {
  readonly sheet: string | null;
  readonly address: string;
}

/** The cell of an observation's total or of one of its rows; of a total that is a sum, the first that it was added up from. */
export function cellOf({ sheet, cells, breakdown }: Observation, row?: BreakdownRow): Cell {
  return { sheet, address: (row ? row.cells[0] : (cells[0] ?? breakdown[0]?.cells[0])) ?? '' };
}

/** Where an issue about one observation stands. */
export function placeOf(observation: Observation): CellRef {
  const { sheet, address } = cellOf(observation);
  const [, column = null, row = null] = ADDRESS.exec(address) ?? [];
  return { sheet, row: row === null ? null : Number(row), column };
}

/** A cell as messages name it, with its sheet unless that is told already. */
function nameOf({ sheet, address }: Cell, told: string | null): string {
  return sheet === null || sheet === told ? address : `${sheet}!${address}`;
}

/** Where an issue about several cells stands: at the first, with their number and the first five by name. */
export function placeOfAll(
  cells: readonly Cell[],
): CellRef & Pick<ValidationIssue, 'area'> & { readonly params: { readonly count: number; readonly cells: string } } {
  const [first] = cells;
  const sheet = first?.sheet ?? null;
  const [, column = null, row = null] = ADDRESS.exec(first?.address ?? '') ?? [];
  const named = cells.filter(({ address }) => address !== '').map((cell) => nameOf(cell, sheet));
  const shown = named.slice(0, SHOWN_CELLS).join(', ') + (named.length > SHOWN_CELLS ? ', …' : '');
  return {
    ...{ sheet, row: row === null ? null : Number(row), column },
    params: { count: cells.length, cells: shown },
    area: areaOf(cells.filter((cell) => cell.sheet === sheet).map(({ address }) => address)),
  };
}
