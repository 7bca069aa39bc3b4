import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createStack, ofType, type Statement, statementsOf, synthesise } from './synthesised.ts';

const stack = synthesise(createStack({ prefix: 'office' }));
const KEY = 'EncryptionKey.Arn';

const KeyPolicy = z.object({ KeyPolicy: z.json() });
const policyOfKey = (): readonly Statement[] =>
  statementsOf({ PolicyDocument: KeyPolicy.parse(stack.Resources.EncryptionKey?.Properties).KeyPolicy });

describe('the key', () => {
  it('is the only one, named after the deployment, changes every year, and outlives the stack as what it encrypts does', () => {
    expect(Object.keys(ofType(stack, 'AWS::KMS::Key'))).toEqual(['EncryptionKey']);
    expect(stack.Resources.EncryptionKey).toMatchObject({
      ...{ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' },
      Properties: { EnableKeyRotation: true },
    });
    expect(Object.values(ofType(stack, 'AWS::KMS::Alias'))).toEqual([{ AliasName: 'alias/office', TargetKeyId: KEY }]);
  });

  it('encrypts the bucket, with a data key for many objects, and the table', () => {
    expect(stack.Resources.StorageBucket?.Properties.BucketEncryption).toEqual({
      ServerSideEncryptionConfiguration: [
        {
          BucketKeyEnabled: true,
          ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY },
        },
      ],
    });
    expect(stack.Resources.StorageTable?.Properties.SSESpecification).toEqual({
      ...{ SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: KEY },
    });
  });

  it.each([
    ['AWS::SQS::Queue', 'KmsMasterKeyId'],
    ['AWS::SNS::Topic', 'KmsMasterKeyId'],
    ['AWS::Logs::LogGroup', 'KmsKeyId'],
  ])('encrypts every %s', (type, property) => {
    const keys = Object.values(ofType(stack, type)).map((resource) => resource[property]);
    expect(keys.length).toBeGreaterThan(0);
    expect(new Set(keys)).toEqual(new Set([KEY]));
  });

  it('is used by services of this account that send to the queues and topics, and for the logs of this stack', () => {
    const [owner, ...services] = policyOfKey();
    expect(owner).toMatchObject({ Principal: { AWS: 'arn:AWS::Partition:iam::AWS::AccountId:root' } });
    const used = services.map(({ Effect, Principal, Action, Condition }) => ({
      ...{ Effect, Principal, Action: [...Action].sort(), Condition },
    }));
    const logs = 'arn:AWS::Partition:logs:AWS::Region:AWS::AccountId:log-group:jalon-*';
    expect(used).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          Principal: { Service: 'sns.amazonaws.com' },
          Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
          Condition: { ArnLike: { 'aws:SourceArn': 'arn:AWS::Partition:sns:AWS::Region:AWS::AccountId:*' } },
        }),
        expect.objectContaining({
          Principal: { Service: 'logs.AWS::Region.amazonaws.com' },
          Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logs } },
        }),
      ]),
    );
    expect(used.filter(({ Condition }) => JSON.stringify(Condition).includes('aws:SourceAccount'))).toEqual([
      {
        Effect: 'Allow',
        Principal: {
          Service: ['budgets.amazonaws.com', 'cloudwatch.amazonaws.com', 's3.amazonaws.com', 'ses.amazonaws.com'],
        },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Condition: { StringEquals: { 'aws:SourceAccount': 'AWS::AccountId' } },
      },
    ]);
    expect(used).toHaveLength(3);
  });

  it('opens nothing to a person or a function but by way of the service that keeps it', () => {
    const policies = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
      Object.values(ofType(stack, type)),
    );
    const uses = policies.flatMap(statementsOf).filter(({ Action }) => Action.some((one) => one.startsWith('kms:')));
    expect(uses.length).toBeGreaterThan(10);
    for (const { Action, Resource, Condition } of uses) {
      expect(Action.filter((one) => !one.startsWith('kms:'))).toEqual([]);
      expect(Resource).toEqual([KEY]);
      expect(Condition).toEqual({
        StringEquals: { 'kms:ViaService': expect.stringMatching(/^(s3|sqs|dynamodb)\.AWS::Region\.amazonaws\.com$/) },
      });
    }
  });
});
