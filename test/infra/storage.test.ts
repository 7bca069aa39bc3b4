import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TABLE_KEYS } from '../../infra/definitions.ts';
import { allows } from '../support/iam.ts';
import { createStack, ofType, type Statement, statementsOf, synthesise } from './synthesised.ts';

const stack = synthesise(createStack());

describe('the bucket', () => {
  const bucket = stack.Resources.StorageBucket;

  it('is the only one, and outlives the stack', () => {
    expect(Object.keys(ofType(stack, 'AWS::S3::Bucket'))).toEqual(['StorageBucket']);
    expect(bucket).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  it('keeps its policy too when the stack goes: without it, anybody with rights could remove what was sent', () => {
    expect(stack.Resources.StorageBucketPolicy).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
  });

  it('is versioned and closed to the public', () => {
    expect(bucket?.Properties).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
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

  const rules = z
    .object({ Rules: z.array(z.looseObject({ Prefix: z.string().optional() })) })
    .parse(bucket?.Properties.LifecycleConfiguration).Rules;
  const rulesOn = (prefix: string) => rules.filter(({ Prefix = '' }) => prefix.startsWith(Prefix) && Prefix !== '');

  it.each(['plan/', 'uploads/', 'receipts/'])('keeps %s for good, after a quarter where it costs less', (prefix) => {
    expect(rulesOn(prefix)).toEqual([
      {
        ...{ Id: `${prefix.slice(0, -1)}-cheaper`, Prefix: prefix, Status: 'Enabled' },
        Transitions: [{ StorageClass: 'INTELLIGENT_TIERING', TransitionInDays: 90 }],
        NoncurrentVersionTransitions: [{ StorageClass: 'INTELLIGENT_TIERING', TransitionInDays: 90 }],
      },
    ]);
  });

  it.each(['reports/', 'workbooks/'])('keeps what is there of %s, and what it replaced for a quarter', (prefix) => {
    expect(rulesOn(prefix)).toEqual([
      {
        ...{ Id: `${prefix.slice(0, -1)}-replaced`, Prefix: prefix, Status: 'Enabled' },
        NoncurrentVersionExpiration: { NoncurrentDays: 90 },
      },
    ]);
  });

  it.each(['uploads/_CANARY/', 'receipts/_CANARY/'])(
    'keeps what is under %s, a new one each hour, for a week',
    (prefix) => {
      expect(rules.filter(({ Prefix }) => Prefix === prefix)).toEqual([
        expect.objectContaining({ ExpirationInDays: 7, NoncurrentVersionExpiration: { NoncurrentDays: 7 } }),
      ]);
    },
  );

  it('makes no other object expire', () => {
    const whole = rules.filter(({ Prefix }) => Prefix === undefined);
    expect(whole).toEqual([
      {
        ...{ Id: 'abandoned-multipart-uploads', Status: 'Enabled' },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      },
    ]);
    expect(rules).toHaveLength(8);
  });

  describe('to whoever may do everything', () => {
    const everything: Statement = { Effect: 'Allow', Action: ['s3:*'], Resource: ['*'] };
    const policy = [everything, ...statementsOf(stack.Resources.StorageBucketPolicy?.Properties)];
    const may = (action: string, key: string) =>
      allows(policy, {
        ...{ action: `s3:${action}`, resource: `StorageBucket.Arn/${key}` },
        keys: { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.2' },
      });

    it.each(['plan/plan.xlsx', 'uploads/KEN/figures.xlsx', 'receipts/KEN/figures.xlsx.json'])(
      'lets nobody hide or remove %s, nor a version of it',
      (key) => {
        expect(['DeleteObject', 'DeleteObjectVersion'].filter((action) => may(action, key))).toEqual([]);
        expect(['GetObject', 'PutObject'].filter((action) => may(action, key))).toEqual(['GetObject', 'PutObject']);
      },
    );

    it('lets reports be removed, which can be made again', () => {
      expect(may('DeleteObjectVersion', 'reports/2025-Q4/KEN/en/report.pdf')).toBe(true);
    });
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

describe('a deployment on a restored table', () => {
  const restored = synthesise(createStack({ table: 'jalon-restored' }));

  it('makes none of its own, and lets every function at that one as it did at its own', () => {
    expect(ofType(restored, 'AWS::DynamoDB::Table')).toEqual({});
    const named = ({ Resources }: typeof stack) => JSON.stringify(Resources).split('TABLE_NAME').length - 1;
    expect(named(restored)).toBe(named(stack));
    const all = Object.values(ofType(restored, 'AWS::Lambda::Function')).flatMap(
      ({ Environment }) => Object(Environment).Variables.TABLE_NAME ?? [],
    );
    expect(all.length).toBeGreaterThan(8);
    expect(new Set(all)).toEqual(new Set(['jalon-restored']));
    const onTable = (template: typeof stack) =>
      Object.values(ofType(template, 'AWS::IAM::Policy'))
        .flatMap(statementsOf)
        .filter(({ Action }) => Action.some((action) => action.startsWith('dynamodb:')));
    const arn = 'arn:AWS::Partition:dynamodb:AWS::Region:AWS::AccountId:table/jalon-restored';
    expect(onTable(restored)).toEqual(onTable(stack).map((statement) => ({ ...statement, Resource: [arn] })));
  });

  it('under a key of another deployment lets each role use that one for it where it used its own, and for nothing else', () => {
    const tableKey = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const kept = synthesise(createStack({ table: 'jalon-restored', tableKey }));
    const onKey = (template: typeof stack) =>
      Object.entries(ofType(template, 'AWS::IAM::Policy')).flatMap(([role, policy]) =>
        statementsOf(policy)
          .filter(({ Action }) => Action.some((action) => action.startsWith('kms:')))
          .map((statement) => ({ role, ...statement })),
      );
    const isOfTable = ({ Condition }: Statement) => JSON.stringify(Condition).includes('dynamodb.AWS::Region');
    expect(onKey(restored).filter(isOfTable)).toHaveLength(10);
    expect(onKey(kept)).toEqual(
      onKey(restored).map((statement) => (isOfTable(statement) ? { ...statement, Resource: [tableKey] } : statement)),
    );
  });

  it('says so in the outputs', () => {
    expect(restored.Outputs.TableName?.Value).toBe('jalon-restored');
  });
});
