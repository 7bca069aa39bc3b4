import type { Cell } from '../grid.ts';
import { type Cells, NUMBER, UNCALCULATED } from './cell.ts';
import { textCollector } from './strings.ts';
import type { Text } from './xml/reader.ts';

/** What stands in one `c` element after the other. */
export interface StoredCell {
  start(type: string | undefined, style: number): void;
  open(name: string): void;
  text(text: Text): void;
  close(name: string): void;
  finish(): Cell;
}

/** Reads the cells of one sheet one after the other, their parts in any order and in any number of pieces. */
export function storedCell(cells: Cells): StoredCell {
  const inline = textCollector();
  let type = NUMBER;
  let style = 0;
  let stored: string | null = null;
  let text: string | null = null;
  let isFormula = false;
  let inValue = false;
  let inInline = false;
  return {
    start(cellType = NUMBER, cellStyle) {
      type = cellType;
      style = cellStyle;
      stored = null;
      text = null;
      isFormula = false;
    },
    open(name) {
      if (name === 'v') {
        inValue = true;
        stored ??= '';
      } else if (name === 'f') isFormula = true;
      else if (name === 'is') inInline = true;
      else if (inInline) inline.open(name);
    },
    text(piece) {
      if (inValue) stored = (stored ?? '') + piece();
      else if (inInline) inline.text(piece);
    },
    close(name) {
      if (name === 'v') inValue = false;
      else if (name === 'is') {
        inInline = false;
        text = inline.take();
      } else if (inInline) inline.close(name);
    },
    finish() {
      if (stored === null || (stored === '' && type !== 'str')) return isFormula && text === null ? UNCALCULATED : text;
      return cells.written(type, style, stored) ?? text;
    },
  };
}
