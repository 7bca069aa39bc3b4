import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { createStack, ofType, statementsOf, synthesise } from './synthesised.ts';

const stack = synthesise(createStack());

const TABLE = 'dynamodb:GetItem, dynamodb:PutItem, dynamodb:Query on StorageTable.Arn';
const ATTEMPTS =
  'dynamodb:DeleteItem, dynamodb:UpdateItem on StorageTable.Arn if {"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["ATTEMPT#*"]}}';
const via = (service: string, ...actions: readonly string[]) =>
  `${actions.map((action) => `kms:${action}`).join(', ')} on EncryptionKey.Arn if {"StringEquals":{"kms:ViaService":"${service}.AWS::Region.amazonaws.com"}}`;
const TABLE_KEY = via(
  ...(['dynamodb', 'Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey'] as const),
  ...['GenerateDataKeyWithoutPlaintext', 'ReEncryptFrom', 'ReEncryptTo'],
);
const READ_KEY = via('s3', 'Decrypt');
const WRITE_KEY = via('s3', 'GenerateDataKey');
const FILES_KEY = via('s3', 'Decrypt', 'GenerateDataKey');
const INBOX_KEY = via('sqs', 'Decrypt');
const SEND_KEY = via('sqs', 'Decrypt', 'GenerateDataKey');
const TRACES = 'xray:PutTelemetryRecords, xray:PutTraceSegments on *';
const IDENTITIES = ['configuration-set/jalon', 'identity/*'].map(
  (name) => `arn:AWS::Partition:ses:AWS::Region:AWS::AccountId:${name}`,
);
const MAIL = `ses:SendEmail, ses:SendRawEmail on ${IDENTITIES.join(', ')} if {"StringEquals":{"ses:FromAddress":"reports@agency.example"}}`;
const logs = (step: string) => `logs:CreateLogStream, logs:PutLogEvents on ${step}FunctionLogs.Arn`;
const inbox = (step: string) =>
  `sqs:ChangeMessageVisibility, sqs:DeleteMessage, sqs:GetQueueAttributes, sqs:GetQueueUrl, sqs:ReceiveMessage on ${step}InboxQueue.Arn`;

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  PlanFunctionRole: [
    TABLE_KEY,
    FILES_KEY,
    SEND_KEY,
    TABLE,
    ATTEMPTS,
    TRACES,
    MAIL,
    logs('Plan'),
    inbox('Plan'),
    's3:GetObject, s3:GetObjectVersion on StorageBucket.Arn/plan/*',
    's3:ListBucket on StorageBucket.Arn',
    's3:PutObject on StorageBucket.Arn/receipts/*',
    'sqs:SendMessage on AggregateInboxQueue.Arn, IngestInboxQueue.Arn',
  ],
  IngestFunctionRole: [
    TABLE_KEY,
    FILES_KEY,
    SEND_KEY,
    TABLE,
    ATTEMPTS,
    TRACES,
    MAIL,
    logs('Ingest'),
    inbox('Ingest'),
    's3:GetObject, s3:GetObjectVersion on StorageBucket.Arn/uploads/*',
    's3:ListBucket on StorageBucket.Arn',
    's3:PutObject on StorageBucket.Arn/receipts/*',
    'sqs:SendMessage on AggregateInboxQueue.Arn',
  ],
  AggregateFunctionRole: [TABLE_KEY, INBOX_KEY, TABLE, TRACES, logs('Aggregate'), inbox('Aggregate')],
  ReportFunctionRole: [
    TABLE_KEY,
    WRITE_KEY,
    INBOX_KEY,
    TABLE,
    TRACES,
    MAIL,
    logs('Report'),
    inbox('Report'),
    's3:PutObject on StorageBucket.Arn/reports/*',
  ],
  DispatchFunctionRole: [
    TABLE_KEY,
    SEND_KEY,
    TABLE,
    TRACES,
    logs('Dispatch'),
    'sqs:GetQueueAttributes, sqs:GetQueueUrl, sqs:SendMessage on DispatchDead.Arn',
    'sqs:SendMessage on ReportInboxQueue.Arn, WorkbookInboxQueue.Arn',
  ],
  WorkbookFunctionRole: [
    TABLE_KEY,
    WRITE_KEY,
    INBOX_KEY,
    TABLE,
    TRACES,
    logs('Workbook'),
    inbox('Workbook'),
    's3:PutObject on StorageBucket.Arn/workbooks/*',
  ],
  RemindFunctionRole: [
    TABLE_KEY,
    READ_KEY,
    SEND_KEY,
    TABLE,
    TRACES,
    MAIL,
    logs('Remind'),
    's3:GetObject, s3:GetObjectVersion on StorageBucket.Arn/workbooks/*',
    's3:ListBucket on StorageBucket.Arn',
    'sqs:GetQueueAttributes, sqs:GetQueueUrl, sqs:SendMessage on RemindDead.Arn',
  ],
  LinksFunctionRole: [
    TABLE_KEY,
    READ_KEY,
    TABLE,
    TRACES,
    MAIL,
    logs('Links'),
    's3:GetObject, s3:GetObjectVersion on StorageBucket.Arn/reports/*',
    's3:ListBucket on StorageBucket.Arn',
  ],
  UploadFunctionRole: [
    TABLE_KEY,
    FILES_KEY,
    'dynamodb:GetItem, dynamodb:Query on StorageTable.Arn if {"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["PLAN","PLAN#*","SECRET","PASSWORD#*"]}}',
    'dynamodb:PutItem on StorageTable.Arn if {"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["SECRET","PASSWORD#*"]}}',
    TRACES,
    MAIL,
    logs('Upload'),
    's3:GetObject, s3:GetObjectVersion on StorageBucket.Arn/receipts/*, StorageBucket.Arn/workbooks/*',
    's3:ListBucket on StorageBucket.Arn',
    's3:PutObject on StorageBucket.Arn/uploads/*',
  ],
  BouncesFunctionRole: [
    ...[TABLE_KEY, INBOX_KEY, TRACES, logs('Bounces'), inbox('Bounces')],
    'dynamodb:PutItem on StorageTable.Arn if {"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["MAILBOX","FAILURE#bounces"]}}',
  ],
  CanaryFunctionRole: [WRITE_KEY, TRACES, logs('Canary'), 's3:PutObject on StorageBucket.Arn/uploads/_CANARY/*'],
  CanaryCaller: ['lambda:InvokeFunction on CanaryFunctionHandler.Arn'],
  RemindCaller: [SEND_KEY, 'lambda:InvokeFunction on RemindFunctionHandler.Arn', 'sqs:SendMessage on RemindDead.Arn'],
  DispatchCaller: [
    SEND_KEY,
    'lambda:InvokeFunction on DispatchFunctionHandler.Arn',
    'sqs:SendMessage on DispatchDead.Arn',
  ],
};

function allowedTo(role: string): string[] {
  const policies = Object.values(ofType(stack, 'AWS::IAM::Policy'));
  const own = policies.filter((policy) => JSON.stringify(policy.Roles) === JSON.stringify([role]));
  return own.flatMap(statementsOf).map(({ Effect, Action, Resource, Condition }) => {
    const condition = Condition === undefined ? '' : ` if ${JSON.stringify(Condition)}`;
    const words = `${[...Action].sort().join(', ')} on ${[...Resource].sort().join(', ')}${condition}`;
    return Effect === 'Allow' ? words : `${Effect} ${words}`;
  });
}

describe('what each role may do', () => {
  it('is listed here for every role', () => {
    expect(Object.keys(ofType(stack, 'AWS::IAM::Role')).sort()).toEqual(Object.keys(ALLOWED).sort());
  });

  it.each(Object.keys(ALLOWED))('%s: this and nothing else', (role) => {
    expect(allowedTo(role).sort()).toEqual([...(ALLOWED[role] ?? [])].sort());
  });

  it('comes from no managed or inline policy besides', () => {
    for (const role of Object.values(ofType(stack, 'AWS::IAM::Role'))) {
      expect(role).not.toHaveProperty('ManagedPolicyArns');
      expect(role).not.toHaveProperty('Policies');
    }
  });
});

describe('cdk-nag', () => {
  const findings = (scope: Stack) =>
    new AwsSolutionsChecks().validateScope(scope).violations.map(({ ruleName, violatingResources }) => ({
      ruleName,
      at: violatingResources.map(({ constructPath }) => constructPath),
    }));

  it('finds nothing that is not explained', () => {
    const checked = createStack();
    synthesise(checked);
    expect(findings(checked)).toEqual([]);
  });

  it('would find a queue without TLS and dead letters', () => {
    const faulty = new Stack(undefined, 'faulty');
    new Queue(faulty, 'Queue');
    expect(findings(faulty).map(({ ruleName }) => ruleName)).toEqual(['AwsSolutions-SQS3', 'AwsSolutions-SQS4']);
  });
});

describe('the sender', () => {
  it('is missed when nobody set one', () => {
    const warned = Annotations.fromStack(createStack({ sender: undefined }));
    warned.hasWarning('*', Match.stringLikeRegexp('jalon@example\\.org.*-c sender='));
  });

  it('is not when somebody did', () => {
    Annotations.fromStack(createStack()).hasNoWarning('*', Match.anyValue());
  });
});
