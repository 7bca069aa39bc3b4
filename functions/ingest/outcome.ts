import type { Plan } from '../domain/plan/model.ts';
import type { UnderstoodColumn } from '../domain/sheet/statement.ts';
import type { Examination, Judgement } from '../domain/validation/conclude.ts';
import { issue, type ValidationIssue } from '../domain/validation/issue.ts';
import type { History } from '../domain/validation/review/history.ts';
import { NOTHING_REPLACED } from '../domain/validation/review/replaced.ts';

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
    closedFigures: 0,
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

/** The reader met a file it was not written for: the office hears of it, and the file stays where it is. */
export const readerFailed = (): Outcome => refused(issue('reader-failed', 'error'));
