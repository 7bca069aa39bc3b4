import { type Cell, cellText } from '../grid.ts';
import type { Vocabulary } from '../headers/vocabulary.ts';
import { isBlank } from './figure-cells.ts';
import type { FigureColumn } from './table.ts';

/**
 * A row of mere words below a table, such as a source or a signature, some of which stand in a column of figures: no digits, no name of the
 * plan, and either several words in its only cell or cells beside the figures. A word alone where a figure belongs is no remark.
 */
export function isRemark(cells: readonly Cell[], figures: readonly FigureColumn[], vocabulary: Vocabulary): boolean {
  const filled = [...cells.entries()].filter(([, cell]) => !isBlank(cell));
  const texts = filled.map(([, cell]) => cellText(cell));
  const isWord = (text: string) =>
    !/\p{N}/u.test(text) &&
    vocabulary.header(text) === null &&
    vocabulary.orgUnit(text) === null &&
    vocabulary.indicator(text) === null;
  if (!filled.every(([, cell]) => typeof cell === 'string') || !texts.every(isWord)) return false;
  const columns = new Set(figures.map(({ index }) => index));
  return (
    filled.some(([index]) => !columns.has(index)) ||
    (filled.length === 1 && /:|\p{L}\s+\p{L}+\s+\p{L}/u.test(texts[0] ?? ''))
  );
}
