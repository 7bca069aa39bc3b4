import {
  BucketLocationConstraint,
  CreateBucketCommand,
  PutBucketCorsCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { SetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { STEP_NAMES, STEPS, type StepName } from '../../definitions.ts';
import type { StepQueue } from '../local-aws.ts';
import { asked } from './optional.ts';
import { needed } from './reach.ts';
import type { Naming } from './remote-queue.ts';

/** Creates the bucket, with versions and origins where the endpoint knows of them. */
export async function createRemoteBucket(s3: S3Client, name: string, { region, patience }: Naming): Promise<void> {
  const here = { Bucket: name };
  const plain = () => s3.send(new CreateBucketCommand(here));
  const place = Object.values(BucketLocationConstraint).find((one) => one === region);
  const placed = place ? { ...here, CreateBucketConfiguration: { LocationConstraint: place } } : here;
  const first = await asked((timely) => s3.send(new CreateBucketCommand(placed), timely));
  if (!first.ok) await needed(`create the bucket ${name}`, plain, patience);
  await asked((timely) =>
    s3.send(new PutBucketVersioningCommand({ ...here, VersioningConfiguration: { Status: 'Enabled' } }), timely),
  );
  const rule = { AllowedOrigins: ['*'], AllowedMethods: ['PUT'], AllowedHeaders: ['*'] };
  await asked((timely) =>
    s3.send(new PutBucketCorsCommand({ ...here, CORSConfiguration: { CORSRules: [rule] } }), timely),
  );
}

export interface Told {
  readonly url: string;
  readonly arn: string;
  /** Of objects whose key begins so. */
  readonly prefix: string;
}

/** The queues that are told of new objects. */
export const toldQueues = (queues: Readonly<Record<StepName, StepQueue>>): Told[] =>
  STEP_NAMES.flatMap((step) => {
    const prefix = STEPS[step].announces;
    return prefix === null ? [] : [{ url: queues[step].url, arn: queues[step].arn, prefix }];
  });

/** Has the bucket tell queues of new objects; whether the endpoint took that. */
export async function notifyQueues(
  { s3, sqs }: { readonly s3: S3Client; readonly sqs: SQSClient },
  bucket: string,
  told: readonly Told[],
): Promise<boolean> {
  for (const { url, arn } of told) {
    const statement = {
      Effect: 'Allow',
      Principal: { Service: 's3.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: arn,
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await asked((timely) => sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { Policy } }), timely));
  }
  const QueueConfigurations = told.map(({ arn, prefix }) => ({
    QueueArn: arn,
    Events: ['s3:ObjectCreated:*' as const],
    Filter: { Key: { FilterRules: [{ Name: 'prefix' as const, Value: prefix }] } },
  }));
  const NotificationConfiguration = { QueueConfigurations };
  const set = await asked((timely) =>
    s3.send(new PutBucketNotificationConfigurationCommand({ Bucket: bucket, NotificationConfiguration }), timely),
  );
  return set.ok;
}
