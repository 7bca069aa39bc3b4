import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { PlanEnv } from '../../functions/plan/env.ts';
import { PREFIXES, STEPS } from '../definitions.ts';
import { allowMail, allowSending } from './grants.ts';
import type { StepProps } from './step.ts';
import { StepFunction, TASK_TEMPLATES, TEMPLATES } from './step-function.ts';
import { StepQueue } from './step-queue.ts';

export interface PlanStepProps extends StepProps {
  readonly aggregateQueue: Queue;
}

/** Plan workbooks in, plan versions and receipts out; the periods a version governs become due for aggregation. */
export class PlanStep extends Construct {
  constructor(scope: Construct, id: string, { prefix, sender, storage, aggregateQueue }: PlanStepProps) {
    super(scope, id);
    const inbox = new StepQueue(this, 'Inbox', prefix, 'plan');
    const workbooks = storage.announce('plan', inbox.queue);
    const { handler, role } = new StepFunction<PlanEnv>(this, 'Function', 'plan', {
      ...STEPS.plan,
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
    storage.allowReading(role, workbooks);
    storage.allowWriting(role, PREFIXES.receipts);
    storage.allowTable(role);
    allowSending(role, aggregateQueue);
    allowMail(role, sender);
  }
}
