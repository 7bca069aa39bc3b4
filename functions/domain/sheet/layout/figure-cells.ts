import type { Indicator } from '../../plan/model.ts';
import type { Cell } from '../grid.ts';
import type { Notation } from '../numbers/notation.ts';
import { type FigurePart, type FigureRead, readNumber } from '../numbers/read-number.ts';

export function isBlank(cell: Cell | undefined): boolean {
  return cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');
}

const DIGITS = /^ *[-+]?\d+ *$/;

/**
 * `1234,5` where an unquoted comma, in a file whose cells are parted by commas, may have cut a figure in two: a whole number with
 * another right of it. Only to be asked of rows that have more cells than their header. Null for any other cell.
 */
export function splitFigure(cells: readonly Cell[], index: number): string | null {
  const [cell, next] = [cells[index], cells[index + 1]];
  if (typeof cell !== 'string' || typeof next !== 'string' || !DIGITS.test(cell) || !/^ *\d+ *$/.test(next))
    return null;
  return `${cell.trim()},${next.trim()}`;
}

/** Reads figures as `readNumber` does, each distinct text once for each indicator. */
export function createFigureReader(
  notation: Notation,
): (cell: Cell, indicator: Indicator | null, part: FigurePart) => FigureRead {
  const known = new Map<string, Map<string, FigureRead>>();
  return (cell, indicator, part) => {
    if (typeof cell !== 'string') return readNumber(cell, notation, indicator, part);
    const subject = `${part} ${indicator?.code ?? ''}`;
    const texts = known.get(subject) ?? new Map<string, FigureRead>();
    known.set(subject, texts);
    const read = texts.get(cell) ?? readNumber(cell, notation, indicator, part);
    texts.set(cell, read);
    return read;
  };
}
