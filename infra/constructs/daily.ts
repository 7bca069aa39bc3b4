import { Duration, TimeZone, Validations } from 'aws-cdk-lib';
import type { Role } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import { DAILY_MINUTE, type DailyStepName } from '../definitions.ts';
import type { Encryption } from './encryption.ts';
import { callOnSchedule } from './schedule.ts';
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
  callOnSchedule(scope, 'Daily', handler, {
    description,
    schedule: ScheduleExpression.cron({
      minute: DAILY_MINUTE[step],
      hour: String(at.dispatchHour),
      timeZone: TimeZone.of(at.timeZone),
    }),
    retries: { attempts: 5, within: Duration.hours(6) },
    dead: { queue: dead, encryption },
  });
}
