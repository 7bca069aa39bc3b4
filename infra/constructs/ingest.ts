import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { IngestEnv } from '../../functions/ingest/env.ts';
import { PREFIXES, STEPS } from '../definitions.ts';
import { allowMail, allowSending } from './grants.ts';
import type { StepProps } from './step.ts';
import { StepFunction, TASK_TEMPLATES, TEMPLATES } from './step-function.ts';
import { StepQueue } from './step-queue.ts';

export interface IngestStepProps extends StepProps {
  readonly aggregateQueue: Queue;
}

/** Office files in, ledger entries and receipts out. */
export class IngestStep extends Construct {
  constructor(scope: Construct, id: string, { prefix, sender, storage, aggregateQueue }: IngestStepProps) {
    super(scope, id);
    const inbox = new StepQueue(this, 'Inbox', prefix, 'ingest');
    const uploads = storage.announce('ingest', inbox.queue);
    const { handler, role } = new StepFunction<IngestEnv>(this, 'Function', 'ingest', {
      ...STEPS.ingest,
      ships: [TEMPLATES],
      environment: {
        BUCKET_NAME: storage.bucket.bucketName,
        TABLE_NAME: storage.table.tableName,
        AGGREGATE_QUEUE_URL: aggregateQueue.queueUrl,
        SENDER: sender,
        TEMPLATES_DIR: TASK_TEMPLATES,
      },
    });
    inbox.deliverTo(handler);
    storage.allowReading(role, uploads);
    storage.allowWriting(role, PREFIXES.receipts);
    storage.allowTable(role);
    allowSending(role, aggregateQueue);
    allowMail(role, sender);
  }
}
