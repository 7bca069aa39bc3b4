import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FunctionUrlAuthType, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { PASSWORDS } from '../../functions/aws/passwords.ts';
import type { UploadEnv } from '../../functions/upload/env.ts';
import { PREFIXES, UPLOAD } from '../definitions.ts';
import type { StepProps } from './step.ts';
import { StepFunction, TASK_TEMPLATES, TEMPLATES } from './step-function.ts';

/** The page by which offices without an identity of AWS send their files: a one-time password, mailed to the plan's address, lets them in. */
export class Upload extends Construct {
  readonly url: string;
  readonly handler: LambdaFunction;

  constructor(scope: Construct, id: string, { mail, storage }: Omit<StepProps, 'prefix'>) {
    super(scope, id);
    const { handler, role } = new StepFunction<UploadEnv>(this, 'Function', 'upload', {
      ...UPLOAD,
      ships: [TEMPLATES],
      environment: {
        BUCKET_NAME: storage.bucket.bucketName,
        TABLE_NAME: storage.table.tableName,
        ...mail.environment,
        TEMPLATES_DIR: TASK_TEMPLATES,
      },
    });
    storage.allowReading(role, PREFIXES.receipts);
    storage.allowReading(role, PREFIXES.workbooks);
    storage.allowWriting(role, 'uploads/');
    mail.allow(role);
    // Whoever breaks in here reaches no figure: of the table, plans, passwords and the key they are hashed with.
    const keys = (actions: readonly string[], names: readonly string[]) =>
      role.addToPolicy(
        new PolicyStatement({
          actions: [...actions],
          resources: [storage.table.tableArn],
          conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...names] } },
        }),
      );
    storage.allowTableKey(role);
    keys(['dynamodb:GetItem', 'dynamodb:Query'], ['PLAN', 'PLAN#*', 'SECRET', `${PASSWORDS}*`]);
    keys(['dynamodb:PutItem'], ['SECRET', `${PASSWORDS}*`]);
    this.handler = handler;
    this.url = handler.addFunctionUrl({ authType: FunctionUrlAuthType.NONE }).url;
  }
}
