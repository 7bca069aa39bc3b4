import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { type IRole, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** What each use of a service asks of the key, in the name of whoever uses the service. */
export const KEY_USES = {
  's3-read': { service: 's3', actions: ['kms:Decrypt'] },
  's3-write': { service: 's3', actions: ['kms:GenerateDataKey'] },
  /** A large file goes in parts, which S3 puts together itself. */
  's3-write-parts': { service: 's3', actions: ['kms:Decrypt', 'kms:GenerateDataKey'] },
  'sqs-send': { service: 'sqs', actions: ['kms:Decrypt', 'kms:GenerateDataKey'] },
  'sqs-receive': { service: 'sqs', actions: ['kms:Decrypt'] },
  /** What DynamoDB documents as the least for a table of a customer's key; the grants are made by whoever deploys. */
  table: {
    service: 'dynamodb',
    actions: [
      ...['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'],
      ...['kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
    ],
  },
} as const;

export type KeyUse = keyof typeof KEY_USES;

const LOG_ACTIONS = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'];

/** Leave to use a key for one thing, and only by way of the service that does it: it opens nothing that the service would not. */
export function useOfKey({ keyArn }: Pick<Key, 'keyArn'>, use: KeyUse): PolicyStatement {
  const { service, actions } = KEY_USES[use];
  return new PolicyStatement({
    actions: [...actions],
    resources: [keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `${service}.${Aws.REGION}.amazonaws.com` } },
  });
}

/** The one key under which the bucket, the table, the queues, the topics and the logs are kept; it outlives the stack, as they do. */
export class Encryption extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string, prefix: string, stackName: string) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: `Jalon: what ${prefix} keeps`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    new Alias(this, 'Alias', { aliasName: `alias/${prefix}`, targetKey: this.key });
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'LogsOfTheStack',
        principals: [new ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
        actions: [...LOG_ACTIONS, 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
        resources: ['*'],
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:${stackName}-*`,
          },
        },
      }),
    );
  }

  /** Lets a service of AWS send to encrypted queues and topics, for this account only; each of those says itself from whom it takes what. */
  allowService(service: string): void {
    this.key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(`${service}.amazonaws.com`)],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
  }

  /** Lets the topics of this account hand their messages on to encrypted queues. */
  allowTopics(): void {
    this.key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('sns.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: {
          ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:sns:${Aws.REGION}:${Aws.ACCOUNT_ID}:*` },
        },
      }),
    );
  }

  allow(role: IRole, use: KeyUse): void {
    role.addToPrincipalPolicy(useOfKey(this.key, use));
  }
}
