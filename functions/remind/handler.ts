import { SESv2Client } from '@aws-sdk/client-sesv2';
import { createActuals } from '../aws/actuals.ts';
import { createMailer } from '../aws/mail.ts';
import { createMailboxes } from '../aws/mailboxes.ts';
import { createObjects } from '../aws/objects.ts';
import { createPlans } from '../aws/plans.ts';
import { createS3 } from '../aws/s3.ts';
import { createSubmissions } from '../aws/submissions.ts';
import { createTable } from '../aws/table.ts';
import { beginRun } from '../run.ts';
import { type Environment, onFirstEvent } from '../start.ts';
import { readTemplates } from '../templates.ts';
import { RemindEnv } from './env.ts';
import { type Reminded, RemindRequest, remind } from './step.ts';

export function createHandler(environment: Environment): (event: unknown) => Promise<Reminded> {
  const env = RemindEnv.parse(environment);
  const table = createTable(env.TABLE_NAME);
  const dependencies = {
    objects: createObjects(createS3(), env.BUCKET_NAME),
    plans: createPlans(table),
    actuals: createActuals(table),
    submissions: createSubmissions(table),
    mailboxes: createMailboxes(table),
    mailer: createMailer(new SESv2Client({}), env),
    templates: readTemplates(env.TEMPLATES_DIR),
    now: () => new Date(),
  };
  return async (event) => beginRun('remind', () => remind(RemindRequest.parse(event ?? {}), dependencies));
}

export const handler = onFirstEvent(createHandler);
