import { Annotations, CfnOutput, Stack } from 'aws-cdk-lib';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { Config, nameOf } from './config.ts';
import { AggregateStep } from './constructs/aggregate.ts';
import { BouncesStep } from './constructs/bounces.ts';
import { Canary } from './constructs/canary.ts';
import { DispatchStep } from './constructs/dispatch.ts';
import { Encryption } from './constructs/encryption.ts';
import { IntakeStep } from './constructs/intake.ts';
import { Links } from './constructs/links.ts';
import { Mail } from './constructs/mail.ts';
import { People } from './constructs/people.ts';
import { RemindStep } from './constructs/remind.ts';
import { ReportStep } from './constructs/report.ts';
import { Storage } from './constructs/storage.ts';
import { Upload } from './constructs/upload.ts';
import { Queries } from './constructs/watch/queries.ts';
import { Watch } from './constructs/watch/watch.ts';
import { WorkbookStep } from './constructs/workbook.ts';

/** Jalon in one account and region: what is kept, and one construct a step of the pipeline. */
export class JalonStack extends Stack {
  constructor(scope: Construct, id: string, config: Config) {
    super(scope, id, { description: 'Jalon: from indicator spreadsheets to results reports' });

    const prefix = nameOf(config);
    const encryption = new Encryption(this, 'Encryption', prefix, this.stackName);
    const { table, tableKey = null } = config;
    const existing = table === undefined ? null : { name: table, keyArn: tableKey };
    const storage = new Storage(this, 'Storage', encryption, existing);
    const mail = new Mail(this, 'Mail', { prefix, sender: config.sender, encryption });
    const shared = { prefix, mail, storage };
    const aggregate = new AggregateStep(this, 'Aggregate', shared);
    const links = new Links(this, 'Links', shared);
    const report = new ReportStep(this, 'Report', { ...shared, linksUrl: links.url });
    const workbook = new WorkbookStep(this, 'Workbook', shared);
    const ingest = new IntakeStep(this, 'Ingest', { ...shared, step: 'ingest', aggregateQueue: aggregate.queue });
    const plan = new IntakeStep(this, 'Plan', {
      ...shared,
      step: 'plan',
      aggregateQueue: aggregate.queue,
      ingestQueue: ingest.queue,
    });
    const dispatch = new DispatchStep(this, 'Dispatch', {
      ...shared,
      reportQueue: report.queue,
      workbookQueue: workbook.queue,
      at: config,
    });
    const upload = new Upload(this, 'Upload', shared);
    new Canary(this, 'Canary', shared);
    new BouncesStep(this, 'Bounces', shared);
    const remind = new RemindStep(this, 'Remind', { ...shared, at: config });

    new People(this, 'People', shared);

    const all = this.node.findAll();
    for (const group of all)
      if (group instanceof CfnLogGroup) {
        group.retentionInDays = config.logDays;
        group.kmsKeyId = encryption.key.keyArn;
      }
    const logs = all.filter((construct) => construct instanceof LogGroup);
    new Queries(this, 'Queries', { prefix, logs });
    new Watch(this, 'Watch', {
      prefix,
      encryption,
      alarmMail: config.alarmMail ?? null,
      monthlyBudget: config.monthlyBudget,
      watched: {
        plan: plan.queue,
        ingest: ingest.queue,
        logs,
        answers: ingest.logs,
        aggregate: aggregate.queue,
        report: report.queue,
        workbook: workbook.queue,
        dispatch: dispatch.handler,
        remind: remind.handler,
        pages: [links.handler, upload.handler],
        functions: all.filter((construct) => construct instanceof LambdaFunction),
        deadLetters: all.filter(
          (construct): construct is Queue => construct instanceof Queue && !construct.deadLetterQueue,
        ),
      },
    });

    if (config.alarmMail === undefined)
      Annotations.of(this).addWarningV2(
        'jalon:alarmMail',
        'Nobody would be told of an alarm: name who is to be, with -c alarmMail=you@your.org.',
      );
    if (config.sender === Config.parse({}).sender)
      Annotations.of(this).addWarningV2(
        'jalon:sender',
        `Mail would be sent from ${config.sender}, which nobody owns: set your own with -c sender=you@your.org.`,
      );

    const bucket = storage.bucket.bucketName;
    new CfnOutput(this, 'BucketName', {
      value: bucket,
      description: 'Plans and uploads go in, receipts and reports out',
    });
    new CfnOutput(this, 'TableName', {
      value: storage.table.tableName,
      description: 'Ledger, actuals and plan versions',
    });
    new CfnOutput(this, 'UploadPage', {
      value: upload.url,
      description: 'Where offices without access to the bucket send their files',
    });
    new CfnOutput(this, 'NextStep', {
      value: [
        `1. npm run sender -- --to ${config.sender} tells how to verify it in Amazon SES, and whether the account is in its sandbox: mail goes to`,
        'verified addresses alone until you ask for production access there.',
        `2. aws s3 cp plan.xlsx s3://${bucket}/plan/`,
        `3. Offices upload to s3://${bucket}/uploads/<ORGUNIT>/ and find their receipts under receipts/<ORGUNIT>/.`,
        ...(config.alarmMail
          ? [`4. Open the mail that Amazon SNS sends to ${config.alarmMail}, and confirm: alarms come from then on.`]
          : []),
      ].join(' '),
    });
  }
}
