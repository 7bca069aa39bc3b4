import { Aws, Stack, Validations } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { PREFIXES } from '../definitions.ts';
import { useOfKey } from './encryption.ts';
import type { StepProps } from './step.ts';

/** The tag that whoever signs an office in puts on its session. A session without it matches nothing. */
const OWN = '$' + '{aws:PrincipalTag/orgUnit}';

/** cdk-nag takes a variable of IAM for a reference. */
const asNagWrites = (path: string): string => path.replace(OWN, OWN.replace(/^../, '<').replace('}', '>'));

const READING = ['s3:GetObject', 's3:GetObjectVersion'];
const WRITING = ['s3:PutObject', 's3:AbortMultipartUpload'];

/** What offices and headquarters may do in the bucket: one policy for all offices, so that a new one needs no deployment. */
export class People extends Construct {
  constructor(scope: Construct, id: string, { prefix, storage: { bucket, encryption } }: Omit<StepProps, 'mail'>) {
    super(scope, id);
    const objects = (actions: readonly string[], ...under: readonly string[]) =>
      new PolicyStatement({ actions: [...actions], resources: under.map((path) => bucket.arnForObjects(`${path}*`)) });
    const listing = (...under: readonly string[]) =>
      new PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [bucket.bucketArn],
        conditions: { StringLike: { 's3:prefix': under.map((path) => `${path}*`) } },
      });
    const own = [`${PREFIXES.receipts}${OWN}/`, `${PREFIXES.workbooks}${OWN}/`, `${PREFIXES.reports}*/${OWN}/`];
    // Names of policies are those of an account, whatever the region.
    const office = new ManagedPolicy(this, 'Office', {
      managedPolicyName: `${prefix}-office-${Aws.REGION}`,
      description: 'Jalon: an office sends its files and reads what comes back; orgUnit is a tag of its session',
      statements: [
        objects(WRITING, `uploads/${OWN}/`),
        objects(READING, ...own),
        listing(`uploads/${OWN}/`, ...own),
        useOfKey(encryption.key, 's3-write-parts'),
      ],
    });
    const headquarters = new ManagedPolicy(this, 'Headquarters', {
      managedPolicyName: `${prefix}-headquarters-${Aws.REGION}`,
      description: 'Jalon: headquarters drops plans and reads all files',
      statements: [
        objects(WRITING, 'plan/'),
        objects(READING, ''),
        new PolicyStatement({ actions: ['s3:ListBucket', 's3:ListBucketVersions'], resources: [bucket.bucketArn] }),
        useOfKey(encryption.key, 's3-write-parts'),
      ],
    });
    const resource = bucket.node.defaultChild;
    if (!(resource instanceof CfnBucket)) throw new Error('The bucket has no resource to name');
    const arn = `<${Stack.of(this).resolve(resource.logicalId)}.Arn>`;
    const explain = (policy: ManagedPolicy, reason: string, paths: readonly string[]) =>
      Validations.of(policy).acknowledge(
        ...paths.map((path) => ({ id: `AwsSolutions-IAM5[Resource::${arn}/${asNagWrites(path)}*]`, reason })),
      );
    explain(office, 'Keys are not known beforehand; each path names the org unit of the session.', [
      `uploads/${OWN}/`,
      ...own,
    ]);
    explain(headquarters, 'Headquarters sees all that is in the bucket, and writes plans alone.', ['', 'plan/']);
  }
}
