import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Failures } from './aws/failures.ts';
import { orderOf } from './domain/ledger/order.ts';
import type { Upload } from './events.ts';
import { log, MESSAGE_FAILED, reasonOf } from './log.ts';
import { runOf, workingOn } from './run.ts';

async function failed(step: string, record: SQSRecord, error: unknown, failures: Failures): Promise<void> {
  const reason = reasonOf(error);
  log('error', MESSAGE_FAILED, { step, messageId: record.messageId, reason });
  try {
    await failures.record(step, record, reason);
  } catch (unrecorded) {
    // The message itself is retried and then kept as a dead letter; only its reason is missing there.
    log('error', 'reason not recorded', { step, messageId: record.messageId, reason: reasonOf(unrecorded) });
  }
}

/** Works on each message of a batch for itself: a failing one is delivered again, its neighbours are done. */
export async function eachMessage(
  step: string,
  event: SQSEvent,
  failures: Failures,
  work: (record: SQSRecord) => Promise<void>,
): Promise<SQSBatchResponse> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  const workOn = async (record: SQSRecord): Promise<void> => {
    try {
      await work(record);
    } catch (error) {
      await failed(step, record, error, failures);
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  };
  for (const record of event.Records)
    await workingOn({ step, run: runOf(record), messageId: record.messageId }, () => workOn(record));
  return { batchItemFailures };
}

/** Works on every upload that a message speaks of, also after one that failed; then throws the first failure. */
export async function eachUpload(
  uploads: readonly Upload[],
  work: (upload: Upload) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const upload of uploads)
    await workingOn({ submission: orderOf(upload) }, () => work(upload)).catch((error: unknown) =>
      failures.push(error),
    );
  if (failures.length > 0) throw failures[0];
}

/** Works on a batch as a whole: messages that cannot be read fail alone, the others together. */
export async function wholeBatch<T>(
  step: string,
  event: SQSEvent,
  failures: Failures,
  read: (record: SQSRecord) => T,
  work: (messages: readonly T[]) => Promise<void>,
): Promise<SQSBatchResponse> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  const readable: { record: SQSRecord; message: T }[] = [];
  const fail = async (record: SQSRecord, error: unknown): Promise<void> => {
    await workingOn({ run: runOf(record) }, () => failed(step, record, error, failures));
    batchItemFailures.push({ itemIdentifier: record.messageId });
  };
  for (const record of event.Records) {
    try {
      readable.push({ record, message: read(record) });
    } catch (error) {
      await fail(record, error);
    }
  }
  const runs = [...new Set(readable.map(({ record }) => runOf(record)))];
  try {
    await workingOn({ step, runs }, () => work(readable.map(({ message }) => message)));
  } catch (error) {
    for (const { record } of readable) await fail(record, error);
  }
  return { batchItemFailures };
}
