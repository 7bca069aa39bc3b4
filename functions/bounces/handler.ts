import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createFailures } from '../aws/failures.ts';
import { createMailboxes } from '../aws/mailboxes.ts';
import { createTable } from '../aws/table.ts';
import { eachMessage } from '../batch.ts';
import { type Environment, onFirstEvent } from '../start.ts';
import { BouncesEnv } from './env.ts';
import { noteMail } from './step.ts';

export function createHandler(environment: Environment): (event: SQSEvent) => Promise<SQSBatchResponse> {
  const env = BouncesEnv.parse(environment);
  const table = createTable(env.TABLE_NAME);
  const failures = createFailures(table);
  const dependencies = { mailboxes: createMailboxes(table) };
  return (event) => eachMessage('bounces', event, failures, (record) => noteMail(record.body, dependencies));
}

export const handler = onFirstEvent(createHandler);
