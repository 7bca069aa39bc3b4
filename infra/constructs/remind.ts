import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { RemindEnv } from '../../functions/remind/env.ts';
import { DAILY, PREFIXES } from '../definitions.ts';
import { type DailyHour, startDaily } from './daily.ts';
import type { StepProps } from './step.ts';
import { StepFunction, TASK_TEMPLATES, TEMPLATES } from './step-function.ts';

export interface RemindStepProps extends StepProps {
  /** When it runs, every day. */
  readonly at: DailyHour;
}

/** Once a day: the offices that have not reported are reminded, and headquarters is told who they are. */
export class RemindStep extends Construct {
  readonly handler: LambdaFunction;

  constructor(scope: Construct, id: string, { prefix, mail, storage, at }: RemindStepProps) {
    super(scope, id);
    const { handler, role } = new StepFunction<RemindEnv>(this, 'Function', 'remind', {
      ...DAILY.remind,
      ships: [TEMPLATES],
      environment: {
        BUCKET_NAME: storage.bucket.bucketName,
        TABLE_NAME: storage.table.tableName,
        ...mail.environment,
        TEMPLATES_DIR: TASK_TEMPLATES,
      },
    });
    this.handler = handler;
    storage.allowReading(role, PREFIXES.workbooks);
    storage.allowTable(role);
    mail.allow(role);
    startDaily(this, handler, {
      prefix,
      role,
      encryption: storage.encryption,
      step: 'remind',
      description: 'Jalon: remind the offices that owe figures',
      at,
    });
  }
}
