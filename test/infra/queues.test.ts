import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deadLetterQueueName, queueName, STEP_NAMES, STEPS } from '../../infra/definitions.ts';
import { createStack, ofType, ROOT, statementsOf, synthesise } from './synthesised.ts';

const stack = synthesise(createStack({ prefix: 'office' }));
const queues = ofType(stack, 'AWS::SQS::Queue');
const idOf = (name: string) => Object.keys(queues).find((id) => queues[id]?.QueueName === name) ?? 'none';

/** A data key for an hour: KMS is asked so often at most, and paid for it. */
const ENCRYPTED = { KmsMasterKeyId: 'EncryptionKey.Arn', KmsDataKeyReusePeriodSeconds: 3600 };

describe('the queues of the stack are those of the local run', () => {
  it.each(STEP_NAMES)('%s has its queue, with the shared settings and its dead letters', (step) => {
    const { visibilitySeconds, maxReceives } = STEPS[step].queue;
    expect(queues[idOf(queueName('office', step))]).toEqual({
      QueueName: `office-${step}`,
      VisibilityTimeout: visibilitySeconds,
      MessageRetentionPeriod: 14 * 86_400,
      ...ENCRYPTED,
      RedrivePolicy: {
        deadLetterTargetArn: `${idOf(deadLetterQueueName('office', step))}.Arn`,
        maxReceiveCount: maxReceives,
      },
    });
  });

  it.each([...STEP_NAMES, 'dispatch' as const, 'remind' as const])(
    'the dead letters of %s wait fourteen days',
    (step) => {
      expect(queues[idOf(deadLetterQueueName('office', step))]).toEqual({
        QueueName: `office-${step}-dead`,
        MessageRetentionPeriod: 14 * 86_400,
        ...ENCRYPTED,
      });
    },
  );

  it('there are no others', () => {
    expect(Object.keys(queues)).toHaveLength(STEP_NAMES.length * 2 + 2);
  });

  it.each(STEP_NAMES)('%s gives its function batches of the shared size, and takes back single messages', (step) => {
    const { batchSize, windowSeconds, concurrency } = STEPS[step].queue;
    const source = `${idOf(queueName('office', step))}.Arn`;
    const mappings = Object.values(ofType(stack, 'AWS::Lambda::EventSourceMapping'));
    expect(mappings.filter((mapping) => mapping.EventSourceArn === source)).toEqual([
      {
        EventSourceArn: source,
        FunctionName: `${step.charAt(0).toUpperCase()}${step.slice(1)}FunctionHandler`,
        BatchSize: batchSize,
        MaximumBatchingWindowInSeconds: windowSeconds,
        ScalingConfig: { MaximumConcurrency: concurrency },
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      },
    ]);
  });

  it.each(STEP_NAMES)('%s may meet an account without room a few times before its message is given up', (step) => {
    expect(STEPS[step].queue.maxReceives).toBeGreaterThanOrEqual(5);
  });

  it('together ask for as many functions at once as the README says, to be held against the quota of the account', () => {
    const together = STEP_NAMES.reduce((sum, step) => sum + STEPS[step].queue.concurrency, 0);
    expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(`up to ${together} functions at once`);
  });

  it.each(Object.keys(queues))('%s takes nothing that did not come over TLS', (id) => {
    const policies = Object.values(ofType(stack, 'AWS::SQS::QueuePolicy'));
    const own = policies.filter((policy) => JSON.stringify(policy.Queues) === JSON.stringify([id]));
    expect(own.flatMap(statementsOf)).toContainEqual({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: ['sqs:*'],
      Resource: [`${id}.Arn`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  });
});

describe('new objects', () => {
  const bucket = stack.Resources.StorageBucket;
  const announced = STEP_NAMES.filter((step) => STEPS[step].announces !== null);

  it('are announced by prefix, straight to the queue of the step', () => {
    expect(bucket?.Properties.NotificationConfiguration).toEqual({
      QueueConfigurations: expect.arrayContaining(
        announced.map((step) => ({
          Event: 's3:ObjectCreated:*',
          Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: STEPS[step].announces }] } },
          Queue: `${idOf(queueName('office', step))}.Arn`,
        })),
      ),
    });
  });

  it.each(announced)('may be announced to %s by S3 of this account, before the bucket is made', (step) => {
    const id = idOf(queueName('office', step));
    expect(statementsOf(ofType(stack, 'AWS::SQS::QueuePolicy')[`${id}Policy`])).toContainEqual({
      Effect: 'Allow',
      Principal: { Service: 's3.amazonaws.com' },
      Action: ['sqs:SendMessage'],
      Resource: [`${id}.Arn`],
      Condition: { StringEquals: { 'aws:SourceAccount': 'AWS::AccountId' } },
    });
    expect(bucket?.DependsOn).toContainEqual(expect.stringMatching(`^${id}Policy[0-9A-F]{8}$`));
  });
});
