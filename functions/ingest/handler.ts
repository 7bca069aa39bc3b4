import { S3Client } from '@aws-sdk/client-s3';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createFailures } from '../aws/failures.ts';
import { createLedger } from '../aws/ledger.ts';
import { createMailer } from '../aws/mail.ts';
import { createObjects } from '../aws/objects.ts';
import { createPlans } from '../aws/plans.ts';
import { createQueue } from '../aws/queue.ts';
import { createSubmissions } from '../aws/submissions.ts';
import { createTable } from '../aws/table.ts';
import { eachMessage } from '../batch.ts';
import { uploadsIn } from '../events.ts';
import { type Environment, onFirstEvent } from '../start.ts';
import { readTemplates } from '../templates.ts';
import { IngestEnv } from './env.ts';
import { ingest } from './step.ts';

export function createHandler(environment: Environment): (event: SQSEvent) => Promise<SQSBatchResponse> {
  const env = IngestEnv.parse(environment);
  const table = createTable(env.TABLE_NAME);
  const failures = createFailures(table);
  const dependencies = {
    objects: createObjects(new S3Client({}), env.BUCKET_NAME),
    plans: createPlans(table),
    ledger: createLedger(table),
    submissions: createSubmissions(table),
    aggregateQueue: createQueue(new SQSClient({}), env.AGGREGATE_QUEUE_URL),
    mailer: createMailer(new SESv2Client({}), env.SENDER),
    templates: readTemplates(env.TEMPLATES_DIR),
    now: () => new Date(),
  };
  return (event) =>
    eachMessage('ingest', event, failures, async (record) => {
      for (const upload of uploadsIn(record.body)) await ingest(upload, dependencies);
    });
}

export const handler = onFirstEvent(createHandler);
