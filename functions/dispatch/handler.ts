import { storesAsOf } from '../as-of.ts';
import { createActuals } from '../aws/actuals.ts';
import { createPlans } from '../aws/plans.ts';
import { createQueue } from '../aws/queue.ts';
import { createSqs } from '../aws/sqs.ts';
import { createSubmissions } from '../aws/submissions.ts';
import { createTable } from '../aws/table.ts';
import { DispatchRequest, type ReportMessage } from '../events.ts';
import { beginRun } from '../run.ts';
import { type Environment, onFirstEvent } from '../start.ts';
import { DispatchEnv } from './env.ts';
import { dispatch } from './step.ts';

export function createHandler(environment: Environment): (event: unknown) => Promise<readonly ReportMessage[]> {
  const env = DispatchEnv.parse(environment);
  const table = createTable(env.TABLE_NAME);
  const sqs = createSqs();
  const dependencies = {
    plans: createPlans(table),
    actuals: createActuals(table),
    submissions: createSubmissions(table),
    storesAsOf: (instant: string) => storesAsOf(table, instant),
    reportQueue: createQueue(sqs, env.REPORT_QUEUE_URL),
    workbookQueue: createQueue(sqs, env.WORKBOOK_QUEUE_URL),
    now: () => new Date(),
  };
  return async (event) => beginRun('dispatch', () => dispatch(DispatchRequest.parse(event ?? {}), dependencies));
}

export const handler = onFirstEvent(createHandler);
