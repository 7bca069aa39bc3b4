import { knownWords } from '../domain/plan/known-words.ts';
import type { Plan } from '../domain/plan/model.ts';
import { codeGrid } from '../domain/sheet/coded/code-grid.ts';
import { codeText } from '../domain/sheet/coded/code-text.ts';
import type { Grid } from '../domain/sheet/grid.ts';
import { openFile } from '../domain/sheet/open.ts';
import { codedWithoutPersonalData, withoutPersonalData } from '../domain/sheet/personal/without-personal-data.ts';
import { readSheets } from '../domain/sheet/read-sheets.ts';
import type { OpenedFile, UnderstoodColumn } from '../domain/sheet/statement.ts';
import type { Examination } from '../domain/validation/conclude.ts';
import { examineCoded } from '../domain/validation/dense/examine-coded.ts';
import { examine } from '../domain/validation/judge.ts';
import { NO_HISTORY } from '../domain/validation/review/history.ts';
import { unpacker } from '../unpacker.ts';
import { type ExaminedUpload, type ExamineUpload, type Outcome, refused, settled } from './outcome.ts';

type Context = Parameters<ExamineUpload>[2];

/** Sizes from which it is worth asking whether a file is one long table; below, any file is read and judged in milliseconds. */
const LONG_TABLE = { bytes: 32 * 1024, rows: 1000 };

/** An examination with what was made of the file's columns. */
function examined({ observations, conclude }: Examination, understood: readonly UnderstoodColumn[]): ExaminedUpload {
  return { observations, conclude: (history) => ({ ...conclude(history), understood }) };
}

/** A long table, examined column by column; null for any other file. */
function examineLongText(bytes: Uint8Array, plan: Plan, context: Context): ExaminedUpload | null {
  const text = bytes.length < LONG_TABLE.bytes ? null : codeText(bytes, knownWords(plan));
  if (text === null) return null;
  const { sheets, issues } = codedWithoutPersonalData(text.coded, plan);
  const [coded] = sheets;
  if (!coded) return settled(refused(...text.notes, ...issues));
  const examination = examineCoded(coded, [...text.notes, ...issues], plan, context);
  return examination && examined(examination, examination.understood);
}

function examineLongSheet({ grids, notes }: OpenedFile, plan: Plan, context: Context): ExaminedUpload | null {
  const [grid, ...others] = grids;
  const isLong = grid !== undefined && others.length === 0 && !grid.hidden && grid.rows.length >= LONG_TABLE.rows;
  const examination = isLong ? examineCoded(codeGrid(grid), [...notes, ...(grid.remarks ?? [])], plan, context) : null;
  return examination && examined(examination, examination.understood);
}

const isOnView = ({ hidden }: Grid): boolean => !hidden;

/** The sheets of any file, examined row by row. */
export function examineSheets({ grids, notes }: OpenedFile, plan: Plan, context: Context): ExaminedUpload {
  const isIncomplete = notes.some(({ severity }) => severity === 'error');
  const reading = readSheets(grids, plan, { ...context, isIncomplete });
  return examined(examine({ ...reading, issues: [...notes, ...reading.issues] }, plan, context), reading.understood);
}

/**
 * From the bytes of an office file to what may be taken of it. `today` is the day of the upload in the plan's time zone; with
 * `planVersion`, an upload workbook made from an older version is told.
 */
export const examineUpload: ExamineUpload = (bytes, plan, context) => {
  const long = examineLongText(bytes, plan, context);
  if (long) return long;
  const opened = openFile(bytes, { knownWords: knownWords(plan), unpacker });
  if (!opened.ok) return settled(refused(opened.issue));
  const { sheets, issues } = withoutPersonalData(opened.grids, plan);
  const read = { ...opened, grids: sheets, notes: [...opened.notes, ...issues] };
  if (!sheets.some(isOnView) && opened.grids.some(isOnView)) return settled(refused(...read.notes));
  return examineLongSheet(read, plan, context) ?? examineSheets(read, plan, context);
};

/** The outcome of an office file of which the ledger held nothing before; see `examineUpload`. */
export function judgeUpload(...upload: Parameters<ExamineUpload>): Outcome {
  return examineUpload(...upload).conclude(NO_HISTORY);
}
