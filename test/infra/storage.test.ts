import { describe, expect, it } from 'vitest';
import { TABLE_KEYS } from '../../infra/definitions.ts';
import { createStack, ofType, statementsOf, synthesise } from './synthesised.ts';

const stack = synthesise(createStack());

describe('the bucket', () => {
  const bucket = stack.Resources.StorageBucket;

  it('is the only one, and outlives the stack', () => {
    expect(Object.keys(ofType(stack, 'AWS::S3::Bucket'))).toEqual(['StorageBucket']);
    expect(bucket).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  it('is versioned and closed to the public, and drops abandoned uploads', () => {
    expect(bucket?.Properties).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LifecycleConfiguration: {
        Rules: [{ Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }],
      },
    });
  });

  it('takes files from pages of function URLs, which have a link to put one and may read nothing by it', () => {
    expect(Object(bucket?.Properties.CorsConfiguration).CorsRules).toEqual([
      {
        AllowedHeaders: ['content-type', 'if-none-match'],
        AllowedMethods: ['PUT'],
        AllowedOrigins: ['https://*.lambda-url.AWS::Region.on.aws'],
        MaxAge: 3600,
      },
    ]);
  });

  it('never expires an object or a version', () => {
    expect(JSON.stringify(bucket?.Properties.LifecycleConfiguration)).not.toContain('Expiration');
  });

  it.each([{ Bool: { 'aws:SecureTransport': 'false' } }, { NumericLessThan: { 's3:TlsVersion': 1.2 } }])(
    'denies everything where %j',
    (condition) => {
      expect(statementsOf(stack.Resources.StorageBucketPolicy?.Properties)).toContainEqual({
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: ['s3:*'],
        Resource: ['StorageBucket.Arn', 'StorageBucket.Arn/*'],
        Condition: condition,
      });
    },
  );

  it('lets nobody in by its own policy', () => {
    const statements = statementsOf(stack.Resources.StorageBucketPolicy?.Properties);
    expect(statements.filter(({ Effect }) => Effect === 'Allow')).toEqual([]);
  });
});

describe('the table', () => {
  const table = stack.Resources.StorageTable;

  it('is the only one, has the keys of the local run, and is paid by the request', () => {
    expect(Object.keys(ofType(stack, 'AWS::DynamoDB::Table'))).toEqual(['StorageTable']);
    expect(table?.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: TABLE_KEYS.partition, KeyType: 'HASH' },
        { AttributeName: TABLE_KEYS.sort, KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: TABLE_KEYS.partition, AttributeType: 'S' },
        { AttributeName: TABLE_KEYS.sort, AttributeType: 'S' },
      ],
    });
  });

  it('can be restored to any point in time, and outlives the stack', () => {
    expect(table).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        DeletionProtectionEnabled: true,
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      },
    });
  });
});
