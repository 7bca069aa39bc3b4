import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { DispatchEnv } from '../../functions/dispatch/env.ts';
import { DAILY } from '../definitions.ts';
import { type DailyHour, startDaily } from './daily.ts';
import { allowSending } from './grants.ts';
import type { StepProps } from './step.ts';
import { StepFunction } from './step-function.ts';

export interface DispatchStepProps extends StepProps {
  readonly reportQueue: Queue;
  readonly workbookQueue: Queue;
  /** When it runs, every day. */
  readonly at: DailyHour;
}

/** Once a day: the reports that are due go to the report queue, the workbooks that are to the workbook queue. */
export class DispatchStep extends Construct {
  readonly handler: LambdaFunction;

  constructor(scope: Construct, id: string, props: DispatchStepProps) {
    super(scope, id);
    const { prefix, storage, reportQueue, workbookQueue, at } = props;
    const { handler, role } = new StepFunction<DispatchEnv>(this, 'Function', 'dispatch', {
      ...DAILY.dispatch,
      environment: {
        TABLE_NAME: storage.table.tableName,
        REPORT_QUEUE_URL: reportQueue.queueUrl,
        WORKBOOK_QUEUE_URL: workbookQueue.queueUrl,
      },
    });
    this.handler = handler;
    storage.allowTable(role);
    allowSending(role, reportQueue, storage.encryption);
    allowSending(role, workbookQueue, storage.encryption);
    startDaily(this, handler, {
      prefix,
      role,
      encryption: storage.encryption,
      step: 'dispatch',
      description: 'Jalon: dispatch the reports and workbooks that are due',
      at,
    });
  }
}
