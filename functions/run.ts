import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { SQSRecord } from 'aws-lambda';

/** What a function works on: it stands in every line of its log. */
export interface About {
  readonly step?: string;
  /** The same from the upload, or the daily run, to all that comes of it; of a batch worked on as a whole there are several. */
  readonly run?: string;
  readonly runs?: readonly string[];
  readonly messageId?: string;
  /** Order of the upload, by which the table, the ledger and the receipt know it too. */
  readonly submission?: string;
  /** What Lambda's own lines call this call. */
  readonly request?: string;
}

const current = new AsyncLocalStorage<About>();

export const about = (): About => current.getStore() ?? {};

/** Does some work that is about something more. */
export function workingOn<T>(more: About, work: () => T): T {
  return current.run({ ...about(), ...more }, work);
}

/** Does work that nobody sent a message for. */
export function beginRun<T>(step: string, work: () => T): T {
  return workingOn({ step, run: about().request ?? randomUUID() }, work);
}

/** Under this name a message carries the run that it comes of. */
export const RUN = 'run';

/** What a message is sent with to carry a run. */
export const carrying = (run: string) => ({ [RUN]: { DataType: 'String', StringValue: run } });

/** A message that carries none, such as one of S3, begins one. */
export const runOf = ({ messageAttributes, messageId }: SQSRecord): string =>
  messageAttributes[RUN]?.stringValue ?? messageId;
