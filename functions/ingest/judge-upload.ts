import { knownWords } from '../domain/plan/known-words.ts';
import type { Plan } from '../domain/plan/model.ts';
import { openFile } from '../domain/sheet/open.ts';
import { readSheets } from '../domain/sheet/read-sheets.ts';
import type { UnderstoodColumn } from '../domain/sheet/statement.ts';
import type { Examination, Judgement } from '../domain/validation/conclude.ts';
import { issue, type ValidationIssue } from '../domain/validation/issue.ts';
import { examine } from '../domain/validation/judge.ts';
import { type History, NO_HISTORY } from '../domain/validation/review/history.ts';
import { NOTHING_REPLACED } from '../domain/validation/review/replaced.ts';
import { unpacker } from '../unpacker.ts';

export interface Outcome extends Judgement {
  readonly understood: readonly UnderstoodColumn[];
}

/** An office file that was read: what may be taken of it, and the outcome once it is known what the ledger held before. */
export interface ExaminedUpload extends Pick<Examination, 'observations'> {
  conclude(history: History): Outcome;
}

/** A file of which nothing could be taken, and why. */
export function refused(...issues: readonly ValidationIssue[]): Outcome {
  return {
    status: 'rejected',
    observations: [],
    accepted: 0,
    returned: 0,
    returnedPeriods: [],
    understood: [],
    issues,
    ...NOTHING_REPLACED,
  };
}

/** An upload whose outcome is certain without looking at its figures. */
export const settled = (outcome: Outcome): ExaminedUpload => ({ observations: [], conclude: () => outcome });

export type ExamineUpload = (
  bytes: Uint8Array,
  plan: Plan,
  context: { orgUnit: string; today: string; planVersion?: number },
) => ExaminedUpload;

/**
 * From the bytes of an office file to what may be taken of it. `today` is the day of the upload in the plan's time zone; with
 * `planVersion`, an upload workbook made from an older version is told.
 */
export const examineUpload: ExamineUpload = (bytes, plan, context) => {
  const opened = openFile(bytes, { knownWords: knownWords(plan), unpacker });
  if (!opened.ok) return settled(refused(opened.issue));
  const reading = readSheets(opened.grids, plan, context);
  const examined = examine({ ...reading, issues: [...opened.notes, ...reading.issues] }, plan, context);
  return {
    observations: examined.observations,
    conclude: (history) => ({ ...examined.conclude(history), understood: reading.understood }),
  };
};

/** The outcome of an office file of which the ledger held nothing before; see `examineUpload`. */
export function judgeUpload(...upload: Parameters<ExamineUpload>): Outcome {
  return examineUpload(...upload).conclude(NO_HISTORY);
}

/** The reader met a file it was not written for: the office hears of it, and the file stays where it is. */
export const readerFailed = (): Outcome => refused(issue('reader-failed', 'error'));
