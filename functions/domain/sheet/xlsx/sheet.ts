import type { ValidationIssue } from '../../validation/issue.ts';
import type { Cell } from '../grid.ts';
import { type CellContext, cellReader } from './cell.ts';
import { clearCovered } from './merges.ts';
import { COLUMNS, columnOf, ROWS, rowOf } from './reference.ts';
import type { Room } from './room.ts';
import { textCollector } from './strings.ts';
import type { XmlHandlers } from './xml.ts';

const NO_CELLS: Cell[] = [];

export interface SheetReader extends XmlHandlers {
  /** The rows once the part has been read, without trailing blanks. */
  rows(): Cell[][];
  refusal(): ValidationIssue | null;
}

/** Reads a worksheet part. Blank cells take no room, and a row without cells is one and the same empty list. */
export function sheetReader(context: CellContext, room: Room): SheetReader {
  const rows: Cell[][] = [];
  const merges: string[] = [];
  const cell = cellReader(context);
  const inline = textCollector();
  let refusal: ValidationIssue | null = null;
  let row = -1;
  let rowGiven = false;
  let column = -1;
  let inData = false;
  let inCell = false;
  let inValue = false;
  let inInline = false;

  const put = (value: Cell) => {
    if (value === null) return;
    if (row < 0 || row >= ROWS || column >= COLUMNS) refusal ??= context.damaged();
    const known = rows[row];
    const line = known === undefined || known === NO_CELLS ? [] : known;
    refusal ??= room.take(Math.max(0, column + 1 - line.length) + Math.max(0, row + 1 - rows.length));
    if (refusal !== null) return;
    while (rows.length < row) rows.push(NO_CELLS);
    rows[row] = line;
    while (line.length < column) line.push(null);
    line[column] = value;
  };
  const openCell = (reference: string | undefined) => {
    column = reference === undefined ? column + 1 : columnOf(reference);
    if (!rowGiven && reference !== undefined) row = rowOf(reference) ?? row;
    if (column < 0) refusal ??= context.damaged();
  };

  return {
    open(name, attributes) {
      if (inCell) {
        if (name === 'v') inValue = true;
        else if (name === 'f') cell.formula();
        else if (name === 'is') inInline = true;
        else if (inInline) inline.open(name);
        if (name === 'v') cell.value('');
      } else if (name === 'c' && inData) {
        inCell = true;
        openCell(attributes.r);
        cell.start(attributes.t, attributes.s);
      } else if (name === 'row' && inData) {
        rowGiven = attributes.r !== undefined;
        row = attributes.r === undefined ? row + 1 : Number(attributes.r) - 1;
        if (!(Number.isInteger(row) && row >= 0)) refusal ??= context.damaged();
        column = -1;
      } else if (name === 'sheetData') inData = true;
      else if (name === 'mergeCell' && attributes.ref !== undefined) merges.push(attributes.ref);
    },
    text(text) {
      if (inValue) cell.value(text);
      else if (inInline) inline.text(text);
    },
    close(name) {
      if (name === 'c' && inCell) {
        inCell = false;
        if (refusal === null) put(cell.finish());
        refusal ??= cell.refusal();
      } else if (name === 'v') inValue = false;
      else if (name === 'is') {
        inInline = false;
        cell.inline(inline.take());
      } else if (inInline) inline.close(name);
      else if (name === 'sheetData') inData = false;
    },
    refusal: () => refusal,
    rows() {
      refusal ??= clearCovered(rows, merges, room);
      for (const line of rows) while (line.length > 0 && line.at(-1) === null) line.pop();
      while (rows.length > 0 && rows.at(-1)?.length === 0) rows.pop();
      return rows;
    },
  };
}
