import type { Observations } from '../domain/ledger/observations.ts';
import { knownWords } from '../domain/plan/known-words.ts';
import type { Plan } from '../domain/plan/model.ts';
import { openFile } from '../domain/sheet/open.ts';
import { readSheets } from '../domain/sheet/read-sheets.ts';
import type { UnderstoodColumn } from '../domain/sheet/statement.ts';
import { issue, type ValidationIssue } from '../domain/validation/issue.ts';
import { judge } from '../domain/validation/judge.ts';
import type { SubmissionStatus } from '../domain/validation/receipt.ts';

export interface Outcome {
  readonly status: SubmissionStatus;
  readonly observations: Observations;
  readonly accepted: number;
  readonly returned: number;
  readonly returnedPeriods: readonly string[];
  readonly understood: readonly UnderstoodColumn[];
  readonly issues: readonly ValidationIssue[];
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
  };
}

export type JudgeUpload = (
  bytes: Uint8Array,
  plan: Plan,
  context: { orgUnit: string; today: string; planVersion?: number },
) => Outcome;

/**
 * From the bytes of an office file to what is taken of it. `today` is the day of the upload in the plan's time zone; with `planVersion`, an
 * upload workbook made from an older version is told.
 */
export const judgeUpload: JudgeUpload = (bytes, plan, context) => {
  const opened = openFile(bytes, { knownWords: knownWords(plan) });
  if (!opened.ok) return refused(opened.issue);
  const reading = readSheets(opened.grids, plan, context);
  const judgement = judge({ ...reading, issues: [...opened.notes, ...reading.issues] }, plan, context);
  return { ...judgement, understood: reading.understood };
};

/** The reader met a file it was not written for: the office hears of it, and the file stays where it is. */
export const readerFailed = (): Outcome => refused(issue('reader-failed', 'error'));
