import type { Mail } from './mail.ts';
import type { Storage } from './storage.ts';

/** What every step of the pipeline is given. */
export interface StepProps {
  /** Begins the name of every queue. */
  readonly prefix: string;
  readonly mail: Mail;
  readonly storage: Storage;
}
