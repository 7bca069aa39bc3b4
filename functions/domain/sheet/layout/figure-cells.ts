import type { Indicator } from '../../plan/model.ts';
import type { Cell } from '../grid.ts';
import type { Notation } from '../numbers/notation.ts';
import { type FigurePart, type FigureRead, readNumber } from '../numbers/read-number.ts';

export function isBlank(cell: Cell | undefined): boolean {
  return cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');
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
