import { Architecture } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ReportEnv } from '../../functions/report/env.ts';
import { PREFIXES, STEPS } from '../definitions.ts';
import type { StepProps } from './step.ts';
import { StepFunction, TASK_MODULES, TASK_TEMPLATES, TEMPLATES } from './step-function.ts';
import { StepQueue } from './step-queue.ts';

export interface ReportStepProps extends StepProps {
  /** Where links of mails are answered. */
  readonly linksUrl: string;
}

/**
 * Actuals in, reports and mails out. Chromium goes in the function's own package rather than in a layer, where `import`
 * does not look for modules; the browser is built for x86-64 only, so this function runs there.
 */
export class ReportStep extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { prefix, mail, storage, linksUrl }: ReportStepProps) {
    super(scope, id);
    const inbox = new StepQueue(this, 'Inbox', { prefix, step: 'report', encryption: storage.encryption });
    this.queue = inbox.queue;
    const { handler, role } = new StepFunction<ReportEnv>(this, 'Function', 'report', {
      ...STEPS.report,
      architecture: Architecture.X86_64,
      // The unpacked browser takes 200 MB of the temporary folder before it has printed anything.
      ephemeralMb: 1024,
      ships: [TEMPLATES, { script: 'chromium.ts', arguments: [] }, { script: 'fonts.ts', arguments: [] }],
      environment: {
        BUCKET_NAME: storage.bucket.bucketName,
        TABLE_NAME: storage.table.tableName,
        ...mail.environment,
        LINKS_URL: linksUrl,
        TEMPLATES_DIR: TASK_TEMPLATES,
        FONTS_DIR: TASK_MODULES,
      },
    });
    inbox.deliverTo(handler, role);
    storage.allowWriting(role, PREFIXES.reports);
    storage.allowTable(role);
    mail.allow(role);
  }
}
