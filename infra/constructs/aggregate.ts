import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { AggregateEnv } from '../../functions/aggregate/env.ts';
import { STEPS } from '../definitions.ts';
import type { StepProps } from './step.ts';
import { StepFunction } from './step-function.ts';
import { StepQueue } from './step-queue.ts';

/** Periods with new entries in, actuals out. */
export class AggregateStep extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { prefix, storage }: StepProps) {
    super(scope, id);
    const inbox = new StepQueue(this, 'Inbox', { prefix, step: 'aggregate', encryption: storage.encryption });
    this.queue = inbox.queue;
    const { handler, role } = new StepFunction<AggregateEnv>(this, 'Function', 'aggregate', {
      ...STEPS.aggregate,
      environment: { TABLE_NAME: storage.table.tableName },
    });
    inbox.deliverTo(handler, role);
    storage.allowTable(role);
  }
}
