import { type Attempting, attempt } from '../attempt.ts';
import type { Objects } from '../aws/objects.ts';
import { dateIn } from '../clock.ts';
import type { Plan } from '../domain/plan/model.ts';
import type { Catalogue } from '../domain/report/catalogue.ts';
import type { ValidationIssue } from '../domain/validation/issue.ts';
import { createReceipt } from '../domain/validation/receipt.ts';
import type { Upload } from '../events.ts';
import { fetchUpload, keepPending, readerDied, reading, readingAgain } from '../intake.ts';
import { faultPlace, log } from '../log.ts';
import { type ExaminedUpload, type ExamineUpload, type Outcome, readerFailed, refused, settled } from './outcome.ts';
import { misplaced, type Place } from './place.ts';

export interface ExamineDependencies extends Attempting {
  /** A promise where it is still being loaded. */
  readonly examine: ExamineUpload | Promise<ExamineUpload>;
  readonly objects: Objects;
}

/** Larger office files are refused unread: a year of all indicators of a country is a hundred times smaller. */
const MAX_BYTES = 64 * 1024 * 1024;

/** An upload with all that decides how it is judged and in which language it is answered. */
export interface Case {
  readonly upload: Upload;
  readonly place: Place;
  readonly order: string;
  readonly plan: Plan;
  readonly planVersion: number;
  readonly catalogue: Catalogue;
}

export interface Identity {
  readonly sha256: string | null;
  readonly version: string;
}

export interface Examined extends Identity {
  readonly examined: ExaminedUpload;
  /** Null for a file that was not fetched. */
  readonly bytes: Uint8Array | null;
}

export const orgUnitOf = ({ orgUnit }: Place): string => orgUnit ?? '_';

/** What the receipt says of the upload, whatever became of it. */
export function factsOf({ upload, place, planVersion }: Case, { sha256, version }: Identity) {
  const { key, eventTime: uploadedAt } = upload;
  return { orgUnit: orgUnitOf(place), key, version, sha256, uploadedAt, planVersion };
}

export const NOTHING = { accepted: 0, returned: 0, periods: [], understood: [] };

/** What fails in reading or judging a file is an outcome too. */
export function orFailed<T>(key: string, work: () => T, otherwise: (failed: Outcome) => T): T {
  try {
    return work();
  } catch (error) {
    log('error', 'reader failed', { key, reason: faultPlace(error) });
    return otherwise(readerFailed());
  }
}

/** Fetches a file and reads it, unless it is out of place, gone, too large, or the death of every function that reads it. */
export async function fetchAndExamine(one: Case, deps: ExamineDependencies): Promise<Examined> {
  const { upload, place, order, plan, planVersion, catalogue } = one;
  const unread = (problem: ValidationIssue): Examined => ({
    examined: settled(refused(problem)),
    bytes: null,
    sha256: null,
    version: upload.versionId ?? '',
  });
  const wrongPlace = misplaced(place, upload.key, plan);
  if (wrongPlace) return unread(wrongPlace);
  const fetched = await fetchUpload(upload, MAX_BYTES, deps.objects);
  if (!fetched.ok) return unread(fetched.issue);
  const { bytes, sha256, version } = fetched;
  const context = { orgUnit: orgUnitOf(place), today: dateIn(plan.timeZone, upload.eventTime), planVersion };
  const reader = await deps.examine;
  const examine = () => orFailed(upload.key, () => reader(bytes, plan, context), settled);
  const sayPending = async () => {
    const pending = { status: 'pending', ...factsOf(one, { sha256, version }), ...NOTHING } as const;
    await keepPending(createReceipt(pending, [readingAgain()], catalogue), place.path, order, deps.objects);
  };
  const examined = await attempt({ ...reading(order), compute: examine, onRetry: sayPending }, deps);
  return { examined: examined ?? settled(refused(readerDied())), bytes, sha256, version };
}
