import { Aws, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AttributeType, BillingMode, type ITable, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyStatement, type Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, HttpMethods } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ATTEMPTS } from '../../functions/aws/attempts.ts';
import { KEPT_FOR_GOOD, STEPS, type StepName, TABLE_KEYS } from '../definitions.ts';
import { type Encryption, useOfKey } from './encryption.ts';
import { allow, allowObjects } from './grants.ts';
import { lifecycleRules } from './lifecycle.ts';

/** A table that is there, such as one restored, to be used instead of one of the stack's own. */
export interface ExistingTable {
  readonly name: string;
  /** Of the key that it is encrypted with; null for the stack's own, which a table restored from the stack's own has. */
  readonly keyArn: string | null;
}

/**
 * The one bucket and the one table; both outlive the stack. That nobody removes what was sent and what was answered is said by the bucket's
 * policy and not by an object lock: the lock's retention is one for the whole bucket, so that every report and workbook ever made again would
 * stay for years too, and a locked bucket refuses files without a checksum, which is how many programs, and pages, put them.
 */
export class Storage extends Construct {
  readonly encryption: Encryption;
  readonly bucket: Bucket;
  readonly table: Pick<ITable, 'tableArn' | 'tableName'>;
  readonly #tableKey: { readonly keyArn: string };
  readonly #announcements: CfnBucket.QueueConfigurationProperty[] = [];

  constructor(scope: Construct, id: string, encryption: Encryption, existing: ExistingTable | null) {
    super(scope, id);
    this.encryption = encryption;
    const { key } = encryption;
    this.bucket = new Bucket(this, 'Bucket', {
      versioned: true,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      // One data key for many objects: without it each request would cost one to KMS as well.
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: RemovalPolicy.RETAIN,
      // Not the upload page's very address, which hangs on this bucket; the signed link is what lets a file in.
      cors: [
        {
          allowedOrigins: [`https://*.lambda-url.${Aws.REGION}.on.aws`],
          allowedMethods: [HttpMethods.PUT],
          allowedHeaders: ['content-type', 'if-none-match'],
          maxAge: 3600,
        },
      ],
      lifecycleRules: lifecycleRules(),
    });
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'KeptForGood',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
        resources: KEPT_FOR_GOOD.map((prefix) => this.bucket.arnForObjects(`${prefix}*`)),
      }),
    );
    // Else the bucket that outlives the stack would be left without what it says of TLS and of what is kept for good.
    this.bucket.policy?.applyRemovalPolicy(RemovalPolicy.RETAIN);
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Every upload leaves its version in the bucket and its receipt; server access logs would need a second bucket to say less.',
    });
    this.table = existing ? Table.fromTableName(this, 'Table', existing.name) : this.#createTable();
    this.#tableKey = { keyArn: existing?.keyArn ?? key.keyArn };
  }

  #createTable(): Table {
    return new Table(this, 'Table', {
      partitionKey: { name: TABLE_KEYS.partition, type: AttributeType.STRING },
      sortKey: { name: TABLE_KEYS.sort, type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      timeToLiveAttribute: 'expires',
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.encryption.key,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /**
   * New objects under the step's prefix are announced to its queue; gives the prefix. Written into the bucket itself:
   * the L2 method would add a function that edits the bucket at deployment, with a policy over all buckets.
   */
  announce(step: StepName, queue: Queue): string {
    const prefix = STEPS[step].announces;
    if (prefix === null) throw new Error(`No objects are announced to ${step}`);
    queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AnnouncedByS3',
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        // Not the bucket's own ARN: the bucket is created after this policy, which S3 tries out when it is.
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    if (this.#announcements.length === 0) this.encryption.allowService('s3');
    const bucket = this.bucket.node.defaultChild;
    if (!(bucket instanceof CfnBucket)) throw new Error('The bucket has no resource to announce from');
    this.bucket.node.addDependency(queue);
    this.#announcements.push({
      event: 's3:ObjectCreated:*',
      filter: { s3Key: { rules: [{ name: 'prefix', value: prefix }] } },
      queue: queue.queueArn,
    });
    bucket.notificationConfiguration = { queueConfigurations: this.#announcements };
    return prefix;
  }

  /** Reading objects by key. Listing is for S3 to answer "no such key" instead of "access denied" when one is gone. */
  allowReading(role: Role, prefix: string): void {
    allowObjects(role, ['s3:GetObject', 's3:GetObjectVersion'], this.bucket, prefix);
    allow(role, ['s3:ListBucket'], this.bucket.bucketArn);
    this.encryption.allow(role, 's3-read');
  }

  allowWriting(role: Role, prefix: string): void {
    allowObjects(role, ['s3:PutObject'], this.bucket, prefix);
    this.encryption.allow(role, 's3-write');
  }

  /** Nothing of lasting value is updated or deleted in the table, so nobody may; every step puts something, if only why it failed. */
  allowTable(role: Role): void {
    allow(role, ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem'], this.table.tableArn);
    this.allowTableKey(role);
  }

  /** For whoever may do less at the table. */
  allowTableKey(role: Role): void {
    role.addToPolicy(useOfKey(this.#tableKey, 'table'));
  }

  /** Notes of attempts at reading come and go; the condition keeps all else from that. */
  allowAttempts(role: Role): void {
    role.addToPolicy(
      new PolicyStatement({
        actions: ['dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
        resources: [this.table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${ATTEMPTS}*`] } },
      }),
    );
  }
}
