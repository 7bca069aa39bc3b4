import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { WorkbookEnv } from '../../functions/workbook/env.ts';
import { PREFIXES, STEPS } from '../definitions.ts';
import type { StepProps } from './step.ts';
import { StepFunction, TASK_TEMPLATES, TEMPLATES } from './step-function.ts';
import { StepQueue } from './step-queue.ts';

/** Org units and periods in, upload workbooks out. */
export class WorkbookStep extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { prefix, storage }: StepProps) {
    super(scope, id);
    const inbox = new StepQueue(this, 'Inbox', { prefix, step: 'workbook', encryption: storage.encryption });
    this.queue = inbox.queue;
    const { handler, role } = new StepFunction<WorkbookEnv>(this, 'Function', 'workbook', {
      ...STEPS.workbook,
      ships: [TEMPLATES],
      environment: {
        BUCKET_NAME: storage.bucket.bucketName,
        TABLE_NAME: storage.table.tableName,
        TEMPLATES_DIR: TASK_TEMPLATES,
      },
    });
    inbox.deliverTo(handler, role);
    storage.allowWriting(role, PREFIXES.workbooks);
    storage.allowTable(role);
  }
}
