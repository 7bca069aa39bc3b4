import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createAttempts } from '../aws/attempts.ts';
import { createClosedFiles } from '../aws/closed-files.ts';
import { createFailures } from '../aws/failures.ts';
import { createLedger } from '../aws/ledger.ts';
import { createMailer } from '../aws/mail.ts';
import { createObjects } from '../aws/objects.ts';
import { createPlans } from '../aws/plans.ts';
import { createQueue } from '../aws/queue.ts';
import { createS3 } from '../aws/s3.ts';
import { createSqs } from '../aws/sqs.ts';
import { createSubmissions } from '../aws/submissions.ts';
import { createTable } from '../aws/table.ts';
import { eachMessage, eachUpload } from '../batch.ts';
import { ingestRequest } from '../events.ts';
import { workingOn } from '../run.ts';
import { type Environment, onFirstEvent } from '../start.ts';
import { readTemplates } from '../templates.ts';
import { IngestEnv } from './env.ts';
import type { ExamineUpload } from './outcome.ts';
import { reopen } from './reopen.ts';
import { ingest } from './step.ts';

/** The reader is a third of the code: it is loaded while the first requests of the first event are on their way. */
const loadReader = async (): Promise<ExamineUpload> => (await import('./judge-upload.ts')).examineUpload;

/** `examine` stands in for the reader where a test needs one that fails. */
export function createHandler(
  environment: Environment,
  examine: ExamineUpload | Promise<ExamineUpload> = loadReader(),
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  const env = IngestEnv.parse(environment);
  const table = createTable(env.TABLE_NAME);
  const failures = createFailures(table);
  const dependencies = {
    examine,
    objects: createObjects(createS3(), env.BUCKET_NAME),
    plans: createPlans(table),
    ledger: createLedger(table),
    submissions: createSubmissions(table),
    closedFiles: createClosedFiles(table),
    aggregateQueue: createQueue(createSqs(), env.AGGREGATE_QUEUE_URL),
    mailer: createMailer(new SESv2Client({}), env),
    templates: readTemplates(env.TEMPLATES_DIR),
    timeoutSeconds: env.TIMEOUT_SECONDS,
    now: () => new Date(),
  };
  return (event) =>
    eachMessage('ingest', event, failures, async (record) => {
      const attempts = createAttempts(table, record.messageId);
      const deps = { ...dependencies, attempts };
      const request = ingestRequest(record.body, env.BUCKET_NAME);
      if ('kind' in request) return workingOn({ submission: request.order }, () => reopen(request, deps));
      return eachUpload(request, (upload) => ingest(upload, deps));
    });
}

export const handler = onFirstEvent(createHandler);
