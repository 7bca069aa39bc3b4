import type { Period } from '../plan/period.ts';
import type { SubmissionStatus } from '../validation/receipt.ts';

/** What became of one uploaded file, in short: what its receipt says of periods, and where the receipt is. */
export interface SubmissionSummary {
  /** Sorts as the uploads happened. */
  readonly order: string;
  readonly status: SubmissionStatus;
  /** Observations taken and returned. */
  readonly accepted: number;
  readonly returned: number;
  /** Periods of which something was taken. */
  readonly periods: readonly Period[];
  /** Periods of which something was returned; a period may stand in both. */
  readonly returnedPeriods: readonly Period[];
  /** ISO instant. */
  readonly uploadedAt: string;
  /** Keys of the file and of its receipt. */
  readonly key: string;
  readonly receipt: string;
}
