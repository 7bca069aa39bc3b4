import { Aws, type Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, type ScheduleExpression, ScheduleTargetInput, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Encryption } from './encryption.ts';
import { allow, allowSending } from './grants.ts';

export interface Timing {
  readonly description: string;
  readonly schedule: ScheduleExpression;
  readonly retries: { readonly attempts: number; readonly within: Duration };
  /** Where a call that could not be made is kept; null where nobody would miss it. */
  readonly dead: { readonly queue: Queue; readonly encryption: Encryption } | null;
}

/** Calls a function again and again, with an empty event: nothing asked for by name. */
export function callOnSchedule(
  scope: Construct,
  id: string,
  handler: LambdaFunction,
  { description, schedule, retries, dead }: Timing,
): void {
  const caller = new Role(scope, 'Caller', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  });
  allow(caller, ['lambda:InvokeFunction'], handler.functionArn);
  if (dead) allowSending(caller, dead.queue, dead.encryption);
  new Schedule(scope, id, {
    description,
    schedule,
    timeWindow: TimeWindow.off(),
    target: new LambdaInvoke(handler, {
      input: ScheduleTargetInput.fromObject({}),
      retryAttempts: retries.attempts,
      maxEventAge: retries.within,
      ...(dead ? { deadLetterQueue: dead.queue } : {}),
      // Closed, or the target would let it call every version of the function as well.
      role: caller.withoutPolicyUpdates(),
    }),
  });
}
