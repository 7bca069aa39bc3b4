import type { DailyStepName, FunctionName } from '../../infra/definitions.ts';
import type { FaultKind } from '../support/faults/faults.ts';
import type { Arrival } from '../support/faults/wire.ts';

/** What does not work for a while. */
export interface Broken {
  /** What becomes of a request that a function makes. */
  readonly fate?: (arrival: Arrival) => FaultKind | null;
  /** Functions of which every call fails at once. */
  readonly failing?: readonly FunctionName[];
  /** Functions for which the account has no room. */
  readonly withoutRoom?: readonly FunctionName[];
  /** The key of a file of which every function dies that reads it. */
  readonly deadly?: string;
  /** S3 tells nobody of new objects. */
  readonly silent?: boolean;
  /** Functions whose schedule starts nothing. */
  readonly unscheduled?: readonly DailyStepName[];
}

export const NOTHING_BROKEN: Broken = {};
