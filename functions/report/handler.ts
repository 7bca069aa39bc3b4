import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { storesAsOf } from '../as-of.ts';
import { createActuals } from '../aws/actuals.ts';
import { createBrowser } from '../aws/browser.ts';
import { createClosedFiles } from '../aws/closed-files.ts';
import { createEditions } from '../aws/editions.ts';
import { createFailures } from '../aws/failures.ts';
import { createLedger } from '../aws/ledger.ts';
import { createMailer } from '../aws/mail.ts';
import { createMailboxes } from '../aws/mailboxes.ts';
import { createObjects } from '../aws/objects.ts';
import { createPlans } from '../aws/plans.ts';
import { createPublished } from '../aws/published.ts';
import { createS3 } from '../aws/s3.ts';
import { createSecrets } from '../aws/secrets.ts';
import { createSubmissions } from '../aws/submissions.ts';
import { createTable } from '../aws/table.ts';
import { createUnsubscribed } from '../aws/unsubscribed.ts';
import { eachMessage } from '../batch.ts';
import { ReportMessage } from '../events.ts';
import { createLinks } from '../links/address.ts';
import { type Environment, onFirstEvent } from '../start.ts';
import { readTemplates } from '../templates.ts';
import { ReportEnv } from './env.ts';
import { fontCss } from './fonts.ts';
import { createLineage } from './lineage.ts';
import { report } from './step.ts';

export interface ReportHandler {
  handle(event: SQSEvent): Promise<SQSBatchResponse>;
  /** Ends the browser; Lambda never calls it, a process that wants to end does. */
  close(): Promise<void>;
}

export function createHandler(environment: Environment): ReportHandler {
  const env = ReportEnv.parse(environment);
  const table = createTable(env.TABLE_NAME);
  const failures = createFailures(table);
  const browser = createBrowser();
  const dependencies = {
    objects: createObjects(createS3(), env.BUCKET_NAME),
    plans: createPlans(table),
    ledger: createLedger(table),
    actuals: createActuals(table),
    submissions: createSubmissions(table),
    unsubscribed: createUnsubscribed(table),
    links: createLinks(env.LINKS_URL, createSecrets(table)),
    mailboxes: createMailboxes(table),
    editions: createEditions(table),
    published: createPublished(table),
    closedFiles: createClosedFiles(table),
    storesAsOf: (instant: string) => storesAsOf(table, instant),
    mailer: createMailer(new SESv2Client({}), env),
    addLineage: createLineage(),
    templates: readTemplates(env.TEMPLATES_DIR),
    browser,
    fontCss: (page?: string) => fontCss(env.FONTS_DIR, page),
    now: () => new Date(),
  };
  return {
    handle: (event) =>
      eachMessage('report', event, failures, async (record) => {
        await report(ReportMessage.parse(JSON.parse(record.body)), dependencies);
      }),
    close: () => browser.close(),
  };
}

export const handler = onFirstEvent((environment) => createHandler(environment).handle);
