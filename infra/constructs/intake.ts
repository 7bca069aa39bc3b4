import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { IngestEnv } from '../../functions/ingest/env.ts';
import type { PlanEnv } from '../../functions/plan/env.ts';
import { PREFIXES, STEPS } from '../definitions.ts';
import { allowSending } from './grants.ts';
import type { StepProps } from './step.ts';
import { StepFunction, TASK_TEMPLATES, TEMPLATES } from './step-function.ts';
import { StepQueue } from './step-queue.ts';

export interface IntakeStepProps extends StepProps {
  readonly step: 'plan' | 'ingest';
  readonly aggregateQueue: Queue;
  /** Where a plan has kept files judged again. */
  readonly ingestQueue?: Queue;
}

/** Uploads in, receipts out: plan workbooks become plan versions, office files ledger entries; either makes periods due for aggregation. */
export class IntakeStep extends Construct {
  readonly queue: Queue;
  readonly logs: LogGroup;

  constructor(scope: Construct, id: string, props: IntakeStepProps) {
    super(scope, id);
    const { step, prefix, mail, storage, aggregateQueue, ingestQueue } = props;
    const inbox = new StepQueue(this, 'Inbox', { prefix, step, encryption: storage.encryption });
    this.queue = inbox.queue;
    const uploads = storage.announce(step, inbox.queue);
    const { handler, role, logs } = new StepFunction<PlanEnv | IngestEnv>(this, 'Function', step, {
      ...STEPS[step],
      ships: [TEMPLATES],
      environment: {
        BUCKET_NAME: storage.bucket.bucketName,
        TABLE_NAME: storage.table.tableName,
        AGGREGATE_QUEUE_URL: aggregateQueue.queueUrl,
        ...(ingestQueue ? { INGEST_QUEUE_URL: ingestQueue.queueUrl } : {}),
        ...mail.environment,
        TEMPLATES_DIR: TASK_TEMPLATES,
        TIMEOUT_SECONDS: String(STEPS[step].timeoutSeconds),
      },
    });
    this.logs = logs;
    inbox.deliverTo(handler, role);
    storage.allowReading(role, uploads);
    storage.allowWriting(role, PREFIXES.receipts);
    storage.allowTable(role);
    storage.allowAttempts(role);
    allowSending(role, aggregateQueue, storage.encryption);
    if (ingestQueue) allowSending(role, ingestQueue, storage.encryption);
    mail.allow(role);
  }
}
