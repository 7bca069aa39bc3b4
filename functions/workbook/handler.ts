import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createActuals } from '../aws/actuals.ts';
import { createFailures } from '../aws/failures.ts';
import { createObjects } from '../aws/objects.ts';
import { createPlans } from '../aws/plans.ts';
import { createS3 } from '../aws/s3.ts';
import { createTable } from '../aws/table.ts';
import { eachMessage } from '../batch.ts';
import { WorkbookMessage } from '../events.ts';
import { type Environment, onFirstEvent } from '../start.ts';
import { readTemplates } from '../templates.ts';
import { WorkbookEnv } from './env.ts';
import { makeWorkbook } from './step.ts';

export function createHandler(environment: Environment): (event: SQSEvent) => Promise<SQSBatchResponse> {
  const env = WorkbookEnv.parse(environment);
  const table = createTable(env.TABLE_NAME);
  const dependencies = {
    objects: createObjects(createS3(), env.BUCKET_NAME),
    plans: createPlans(table),
    actuals: createActuals(table),
    templates: readTemplates(env.TEMPLATES_DIR),
  };
  return (event) =>
    eachMessage('workbook', event, createFailures(table), async (record) => {
      await makeWorkbook(WorkbookMessage.parse(JSON.parse(record.body)), dependencies);
    });
}

export const handler = onFirstEvent(createHandler);
