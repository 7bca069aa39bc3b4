import { Aws, Duration, TimeZone, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Schedule, ScheduleExpression, ScheduleTargetInput, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Construct } from 'constructs';
import type { DailyStepName } from '../definitions.ts';
import type { Encryption } from './encryption.ts';
import { allow, allowSending } from './grants.ts';
import { deadLetterQueue } from './step-queue.ts';

/** The hour at which the daily functions start, and the time zone it is meant in. */
export interface DailyHour {
  readonly dispatchHour: number;
  readonly timeZone: string;
}

export interface DailyProps {
  readonly prefix: string;
  /** Of the function. */
  readonly role: Role;
  readonly encryption: Encryption;
  readonly step: DailyStepName;
  readonly description: string;
  readonly at: DailyHour;
}

/** Starts a function every day, with an empty event; what fails is tried again and then kept among its dead letters. */
export function startDaily(
  scope: Construct,
  handler: LambdaFunction,
  { prefix, role, encryption, step, description, at }: DailyProps,
): void {
  const dead = deadLetterQueue(scope, 'Dead', { prefix, step, encryption });
  Validations.of(dead).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason: 'It is a dead-letter queue itself, of the schedule and the function; the rule knows only those of queues.',
  });
  // The scheduler hands over and is done: a run that fails is retried by Lambda, then kept among the dead letters.
  handler.configureAsyncInvoke({
    retryAttempts: 2,
    maxEventAge: Duration.hours(6),
    onFailure: new SqsDestination(dead),
  });
  encryption.allow(role, 'sqs-send');
  const caller = new Role(scope, 'Caller', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  });
  allow(caller, ['lambda:InvokeFunction'], handler.functionArn);
  allowSending(caller, dead, encryption);
  new Schedule(scope, 'Daily', {
    description,
    schedule: ScheduleExpression.cron({
      minute: '0',
      hour: String(at.dispatchHour),
      timeZone: TimeZone.of(at.timeZone),
    }),
    timeWindow: TimeWindow.off(),
    target: new LambdaInvoke(handler, {
      // Nothing asked for by name: whatever is due.
      input: ScheduleTargetInput.fromObject({}),
      retryAttempts: 5,
      maxEventAge: Duration.hours(6),
      deadLetterQueue: dead,
      // Closed, or the target would let it call every version of the function as well.
      role: caller.withoutPolicyUpdates(),
    }),
  });
}
