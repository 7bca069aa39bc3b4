import { type Cell, cellText } from '../../sheet/grid.ts';
import type { IndicatorKind } from '../model.ts';
import { type CellReader, readFraction, readNumber } from '../workbook/cells.ts';

const YES = new Set(['yes', 'y', 'true', 'oui', 'vrai', 'sí', 'si', 'نعم']);
const NO = new Set(['no', 'n', 'false', 'non', 'faux', 'لا']);

const readYesNo: CellReader<number> = (cell: Cell) => {
  const word = cellText(cell).toLowerCase();
  if (YES.has(word)) return { ok: true, value: 1 };
  if (NO.has(word)) return { ok: true, value: 0 };
  return readNumber(cell);
};

const readScore: CellReader<number> = (cell) =>
  typeof cell === 'object' && cell?.kind === 'percent' ? { ok: true, value: cell.value } : readNumber(cell);

/** How a baseline, target or limit of such an indicator is written: a percentage as a fraction of 1, a yes as 1, a no as 0. */
export function figureReader(kind: IndicatorKind): CellReader<number> {
  switch (kind) {
    case 'count':
    case 'amount':
      return readNumber;
    case 'score':
      return readScore;
    case 'percentage':
      return readFraction;
    case 'yes-no':
      return readYesNo;
    default:
      return kind satisfies never;
  }
}
