import { FunctionUrlAuthType, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { LinksEnv } from '../../functions/links/env.ts';
import { LINKS, PREFIXES } from '../definitions.ts';
import type { StepProps } from './step.ts';
import { StepFunction, TASK_TEMPLATES, TEMPLATES } from './step-function.ts';

/** Answers the links of mails, for whoever has one: each is sealed with a key, and allows one thing. */
export class Links extends Construct {
  /** Where the links lead. */
  readonly url: string;
  readonly handler: LambdaFunction;

  constructor(scope: Construct, id: string, { mail, storage }: Omit<StepProps, 'prefix'>) {
    super(scope, id);
    const { handler, role } = new StepFunction<LinksEnv>(this, 'Function', 'links', {
      ...LINKS,
      ships: [TEMPLATES],
      environment: {
        BUCKET_NAME: storage.bucket.bucketName,
        TABLE_NAME: storage.table.tableName,
        ...mail.environment,
        TEMPLATES_DIR: TASK_TEMPLATES,
      },
    });
    storage.allowReading(role, PREFIXES.reports);
    storage.allowTable(role);
    mail.allow(role);
    // Mail programs and readers of mails have no identity of AWS: the sealed link is what lets them in.
    this.handler = handler;
    this.url = handler.addFunctionUrl({ authType: FunctionUrlAuthType.NONE }).url;
  }
}
