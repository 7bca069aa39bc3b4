import { Duration } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { CanaryEnv } from '../../functions/canary/env.ts';
import { CANARY_UNIT } from '../../functions/domain/upload/canary.ts';
import { CANARY } from '../definitions.ts';
import { callOnSchedule } from './schedule.ts';
import type { StepProps } from './step.ts';
import { StepFunction } from './step-function.ts';

/** Every hour one small file goes the way of the offices' files; whether it arrives is watched by its receipt, not by this function. */
export class Canary extends Construct {
  constructor(scope: Construct, id: string, { storage }: Pick<StepProps, 'storage'>) {
    super(scope, id);
    const { handler, role } = new StepFunction<CanaryEnv>(this, 'Function', 'canary', {
      ...CANARY,
      environment: { BUCKET_NAME: storage.bucket.bucketName },
    });
    storage.allowWriting(role, `uploads/${CANARY_UNIT}/`);
    callOnSchedule(this, 'Hourly', handler, {
      description: 'Jalon: send a file that shows whether files are taken',
      schedule: ScheduleExpression.rate(Duration.hours(1)),
      // The next one comes soon enough.
      retries: { attempts: 2, within: Duration.minutes(30) },
      dead: null,
    });
  }
}
