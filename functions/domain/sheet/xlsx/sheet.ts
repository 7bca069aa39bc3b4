import type { ValidationIssue } from '../../validation/issue.ts';
import type { Cell } from '../grid.ts';
import { type CellContext, cellsOf } from './cell.ts';
import { type Hidden, isHidden, isTrue } from './hidden.ts';
import { type Lane, type LaneTarget, laneOf } from './lane.ts';
import { clearCovered, type Range, rangeAt } from './merges.ts';
import { columnAt, rowAt, wholeNumber } from './reference.ts';
import type { Room } from './room.ts';
import { rowsOf } from './rows.ts';
import { storedCell } from './stored.ts';
import type { XmlHandlers } from './xml/reader.ts';
import type { Tag } from './xml/tag.ts';

export interface SheetReader extends XmlHandlers {
  /** The rows once the part has been read, without trailing blanks. */
  rows(): Cell[][];
  hidden(): Hidden;
  refusal(): ValidationIssue | null;
}

/** Reads a worksheet part. */
export function sheetReader(context: CellContext, room: Room): SheetReader {
  const rows = rowsOf(room, context.damaged);
  const merges: Range[] = [];
  const cells = cellsOf(context);
  const stored = storedCell(cells);
  const lanes = new Map<string, Lane>();
  let lane: Lane | undefined;
  let refusal: ValidationIssue | null = null;
  let row = -1;
  let rowGiven = false;
  let column = -1;
  const hiddenRows = new Set<number>();
  const hiddenColumns: { from: number; to: number }[] = [];
  let isFiltered = false;
  let isWorksheet = false;
  let rowHidden = false;
  let inData = false;
  let inRow = false;
  let inCell = false;

  const fail = () => {
    refusal ??= context.damaged();
  };
  /** Turns to a row, hidden or not like the one before. */
  const turnToRow = (index: number) => {
    row = index;
    column = -1;
    rows.turnTo(row);
    if (rowHidden) hiddenRows.add(row);
  };
  const openRow = (tag: Tag) => {
    inRow = true;
    lane = lanes.get(tag.prefix) ?? laneOf(tag.prefix, cells, target);
    lanes.set(tag.prefix, lane);
    lane.learn(tag);
    const given = tag.find('r');
    rowGiven = given >= 0;
    const index = rowGiven ? wholeNumber(tag.bytes, tag.from(given), tag.to(given)) - 1 : row + 1;
    if (index < 0) fail();
    rowHidden = isHidden(tag, 'ht');
    turnToRow(index);
  };
  /** Turns to the cell of a reference, to the next one where it is empty. */
  const turnTo = (bytes: Uint8Array, from: number, to: number) => {
    if (from === to) {
      column++;
      return;
    }
    const named = rowAt(bytes, from, to);
    if (named < 0 || (rowGiven && named !== row)) fail();
    if (named !== row) turnToRow(named);
    column = columnAt(bytes, from, to);
    if (column < 0) fail();
  };
  const target: LaneTarget = {
    row: (number) => turnToRow(number - 1),
    cell(bytes, from, to, cell) {
      turnTo(bytes, from, to);
      rows.put(column, cell);
    },
  };
  const openCell = (tag: Tag) => {
    inCell = true;
    const reference = tag.find('r');
    const style = tag.find('s');
    turnTo(tag.bytes, tag.from(reference), tag.to(reference));
    stored.start(tag.get('t'), wholeNumber(tag.bytes, tag.from(style), tag.to(style)));
  };

  const openOther = (name: string, tag: Tag) => {
    switch (name) {
      case 'worksheet':
        isWorksheet = true;
        break;
      case 'sheetPr':
        isFiltered ||= isTrue(tag.get('filterMode'));
        break;
      case 'filterColumn':
        isFiltered = true;
        break;
      case 'col':
        if (isHidden(tag, 'width'))
          hiddenColumns.push({ from: Number(tag.get('min')) - 1, to: Number(tag.get('max')) - 1 });
        break;
      case 'mergeCell': {
        const index = tag.find('ref');
        const range = rangeAt(tag.bytes, tag.from(index), tag.to(index));
        if (range === null) fail();
        else merges.push(range);
        refusal ??= room.count('merges');
        break;
      }
      case 'dataValidation':
        refusal ??= room.count('validations');
    }
  };

  return {
    glance: (bytes, at) => (inRow && !inCell && lane !== undefined ? lane.take(bytes, at) : at),
    open(name, tag) {
      if (inCell) stored.open(name);
      else if (name === 'c' && inData) openCell(tag);
      else if (name === 'row' && inData) openRow(tag);
      else if (name === 'sheetData') inData = true;
      else if (!inData) openOther(name, tag);
    },
    text(text) {
      if (inCell) stored.text(text);
    },
    close(name) {
      if (name === 'c' && inCell) {
        inCell = false;
        rows.put(column, stored.finish());
      } else if (inCell) stored.close(name);
      else if (name === 'row') inRow = false;
      else if (name === 'sheetData') inData = false;
    },
    refusal: () => refusal ?? cells.refusal() ?? rows.refusal(),
    hidden: () => ({ rows: hiddenRows, columns: hiddenColumns, isFiltered }),
    rows() {
      const done = rows.done();
      if (!isWorksheet) fail();
      refusal ??= rows.refusal() ?? clearCovered(done, merges, room);
      while (done.length > 0 && done.at(-1)?.length === 0) done.pop();
      return done;
    },
  };
}
