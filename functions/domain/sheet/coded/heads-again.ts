import { memoised } from '../../memoised.ts';
import type { Plan } from '../../plan/model.ts';
import { type Cell, cellText } from '../grid.ts';
import { readTag } from '../headers/hxl.ts';
import type { Vocabulary } from '../headers/vocabulary.ts';
import { isFigure, isPlainFigure } from '../layout/header-rows.ts';
import type { Table } from '../layout/table.ts';
import { type CodedColumn, type CodedSheet, wholeOf } from './coded-sheet.ts';

/** What a cell says of its row: that it is no header, that it may be part of one, or nothing. */
const [NOT_ASKED, NOTHING, NO_HEADER, HEADER] = [0, 1, 2, 3];

/** Whole numbers that may be years, and so headers. */
const [FIRST_YEAR, LAST_YEAR] = [1900, 2199];
/** Whole numbers below this have fewer digits than a year. */
const LEAST_YEARLIKE = 1000;

/** Whether some row of a table may be the header of a further one; where that is not certain, it may be. */
export function headsAgain({ columns, rows }: CodedSheet, table: Table, vocabulary: Vocabulary, plan: Plan): boolean {
  const reads = (text: string) => readTag(text, plan) ?? vocabulary.header(text);
  const judge = (cell: Cell): number => {
    if (isPlainFigure(cell)) return NO_HEADER;
    const text = cellText(cell);
    const reading = text === '' ? null : reads(text);
    if (reading === null) return isFigure(cell) ? NO_HEADER : NOTHING;
    return reading.parts.some(({ role, dimensions }) => role !== null || dimensions.length > 0) ? HEADER : NOTHING;
  };
  const ofYear = memoised((text) => ({ said: judge(text) }));
  const judged = columns.map(({ size }) => new Uint8Array(size));
  const isSure = (whole: number): boolean =>
    whole < LEAST_YEARLIKE || (!vocabulary.hasNumericNames && (whole < FIRST_YEAR || whole > LAST_YEAR));
  const ofCode = (column: CodedColumn, index: number, code: number): number => {
    if (code < 0) {
      const whole = wholeOf(code);
      return isSure(whole) ? NO_HEADER : ofYear(String(whole)).said;
    }
    const known = judged[index] ?? new Uint8Array(0);
    if (known[code] === NOT_ASKED) known[code] = judge(column.cell(code));
    return known[code] ?? NOTHING;
  };
  // Columns of figures are the quickest to say that a row is no header.
  const figures = new Set(table.columns.filter(({ kind }) => kind === 'figure').map(({ index }) => index));
  const order = Array.from(columns.keys()).sort((a, b) => Number(figures.has(b)) - Number(figures.has(a)));
  const ordered = order.flatMap((index) => columns[index] ?? []);
  const [first] = ordered;
  const mayHead = (row: number): boolean => {
    let heads = false;
    for (let at = 0; at < ordered.length; at += 1) {
      const column = ordered[at];
      const code = column?.codes[row] ?? 0;
      if (column === undefined || code === 0) continue;
      const said = ofCode(column, order[at] ?? 0, code);
      if (said === NO_HEADER) return false;
      if (said === HEADER) heads = true;
    }
    return heads;
  };
  for (let row = table.start; row < rows; row += 1) {
    const code = first?.codes[row] ?? 0;
    if (!(code < 0 && isSure(wholeOf(code))) && mayHead(row)) return true;
  }
  return false;
}
