import { type Attempting, attempt } from './attempt.ts';
import type { Plan } from './domain/plan/model.ts';
import type { Catalogue } from './domain/report/catalogue.ts';
import { holdsPersonalData } from './domain/sheet/personal/without-personal-data.ts';
import type { Receipt } from './domain/validation/receipt.ts';
import { hasDied, marking } from './intake.ts';
import { faultPlace, log } from './log.ts';

/** A file that was judged, with the plan and the language in which its marks are told. */
export interface JudgedFile {
  /** Null for a file that was not fetched. */
  readonly bytes: Uint8Array | null;
  readonly receipt: Receipt;
  readonly plan: Plan;
  readonly order: string;
  readonly catalogue: Catalogue;
}

/**
 * The uploader's file with its cells marked, where something in it is to be corrected or checked; null where nothing is, and for a file that
 * cannot be marked: the answer then goes without.
 */
export async function markedFile(file: JudgedFile, deps: Attempting): Promise<Uint8Array | null> {
  const { bytes, receipt, plan, order, catalogue } = file;
  // The copy would carry out of the upload's folder what must stay there.
  if (holdsPersonalData(receipt.issues)) return null;
  if (bytes === null || hasDied(receipt) || receipt.issues.every(({ severity }) => severity === 'info')) return null;
  const { annotate } = await import('./domain/annotation/annotate.ts');
  const compute = () => {
    try {
      return annotate(bytes, receipt, plan, catalogue);
    } catch (error) {
      log('error', 'marking failed', { key: receipt.key, reason: faultPlace(error) });
      return null;
    }
  };
  return attempt({ ...marking(order), compute }, deps);
}
