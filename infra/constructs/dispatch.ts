import { Aws, Duration, TimeZone, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Schedule, ScheduleExpression, ScheduleTargetInput, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { DispatchEnv } from '../../functions/dispatch/env.ts';
import { DISPATCH } from '../definitions.ts';
import { allow, allowSending } from './grants.ts';
import type { StepProps } from './step.ts';
import { StepFunction } from './step-function.ts';
import { deadLetterQueue } from './step-queue.ts';

export interface DispatchStepProps extends StepProps {
  readonly reportQueue: Queue;
  /** When it runs, every day. */
  readonly at: { readonly dispatchHour: number; readonly timeZone: string };
}

/** Once a day: the reports that are due go to the report queue. */
export class DispatchStep extends Construct {
  constructor(scope: Construct, id: string, { prefix, storage, reportQueue, at }: DispatchStepProps) {
    super(scope, id);
    const dead = deadLetterQueue(this, 'Dead', prefix, 'dispatch');
    Validations.of(dead).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason:
        'It is a dead-letter queue itself, of the schedule and the function; the rule knows only those of queues.',
    });
    const { handler, role } = new StepFunction<DispatchEnv>(this, 'Function', 'dispatch', {
      ...DISPATCH,
      environment: { TABLE_NAME: storage.table.tableName, REPORT_QUEUE_URL: reportQueue.queueUrl },
    });
    storage.allowTable(role);
    allowSending(role, reportQueue);

    // The scheduler hands over and is done: a run that fails is retried by Lambda, then kept among the dead letters.
    handler.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: new SqsDestination(dead),
    });
    const caller = new Role(this, 'Caller', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    allow(caller, ['lambda:InvokeFunction'], handler.functionArn);
    allowSending(caller, dead);
    new Schedule(this, 'Daily', {
      description: 'Jalon: dispatch the reports that are due',
      schedule: ScheduleExpression.cron({
        minute: '0',
        hour: String(at.dispatchHour),
        timeZone: TimeZone.of(at.timeZone),
      }),
      timeWindow: TimeWindow.off(),
      target: new LambdaInvoke(handler, {
        // Nothing asked for by name: all reports that are due.
        input: ScheduleTargetInput.fromObject({}),
        retryAttempts: 5,
        maxEventAge: Duration.hours(6),
        deadLetterQueue: dead,
        // Closed, or the target would let it call every version of the function as well.
        role: caller.withoutPolicyUpdates(),
      }),
    });
  }
}
