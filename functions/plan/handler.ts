import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createAttempts } from '../aws/attempts.ts';
import { createClosedFiles } from '../aws/closed-files.ts';
import { createFailures } from '../aws/failures.ts';
import { createMailer } from '../aws/mail.ts';
import { createObjects } from '../aws/objects.ts';
import { createPlans } from '../aws/plans.ts';
import { createQueue } from '../aws/queue.ts';
import { createS3 } from '../aws/s3.ts';
import { createSqs } from '../aws/sqs.ts';
import { createSubmissions } from '../aws/submissions.ts';
import { createTable } from '../aws/table.ts';
import { eachMessage, eachUpload } from '../batch.ts';
import { uploadsIn } from '../events.ts';
import { type Environment, onFirstEvent } from '../start.ts';
import { readTemplates } from '../templates.ts';
import { PlanEnv } from './env.ts';
import { acceptPlan } from './step.ts';

export function createHandler(environment: Environment): (event: SQSEvent) => Promise<SQSBatchResponse> {
  const env = PlanEnv.parse(environment);
  const table = createTable(env.TABLE_NAME);
  const failures = createFailures(table);
  const dependencies = {
    objects: createObjects(createS3(), env.BUCKET_NAME),
    plans: createPlans(table),
    submissions: createSubmissions(table),
    closedFiles: createClosedFiles(table),
    ingestQueue: createQueue(createSqs(), env.INGEST_QUEUE_URL),
    aggregateQueue: createQueue(createSqs(), env.AGGREGATE_QUEUE_URL),
    mailer: createMailer(new SESv2Client({}), env),
    templates: readTemplates(env.TEMPLATES_DIR),
    timeoutSeconds: env.TIMEOUT_SECONDS,
    now: () => new Date(),
  };
  return (event) =>
    eachMessage('plan', event, failures, (record) => {
      const attempts = createAttempts(table, record.messageId);
      return eachUpload(uploadsIn(record.body, env.BUCKET_NAME), (upload) =>
        acceptPlan(upload, { ...dependencies, attempts }),
      );
    });
}

export const handler = onFirstEvent(createHandler);
