import { Stack, Validations } from 'aws-cdk-lib';
import { Effect, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { type Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Encryption } from './encryption.ts';

/** Adds one statement; the L2 `grant…` methods give more actions than the adapters call. */
export function allow(role: Role, actions: readonly string[], resource: string): void {
  role.addToPolicy(new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [resource] }));
}

/** The objects under a prefix: a wildcard, so the reason goes where cdk-nag looks for it. */
export function allowObjects(role: Role, actions: readonly string[], bucket: Bucket, prefix: string): void {
  allow(role, actions, bucket.arnForObjects(`${prefix}*`));
  const resource = bucket.node.defaultChild;
  if (!(resource instanceof CfnBucket)) throw new Error('The bucket has no resource to name');
  const logicalId = Stack.of(role).resolve(resource.logicalId);
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/${prefix}*]`,
    reason: `Keys are not known beforehand; the function may touch the objects under ${prefix} and no others.`,
  });
}

export function allowSending(role: Role, queue: Queue, encryption: Encryption): void {
  allow(role, ['sqs:SendMessage'], queue.queueArn);
  encryption.allow(role, 'sqs-send');
}
