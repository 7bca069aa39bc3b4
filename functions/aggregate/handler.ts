import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createActuals } from '../aws/actuals.ts';
import { createCarries } from '../aws/carries.ts';
import { createFailures } from '../aws/failures.ts';
import { createLedger } from '../aws/ledger.ts';
import { createPlans } from '../aws/plans.ts';
import { createTable } from '../aws/table.ts';
import { wholeBatch } from '../batch.ts';
import { AggregateMessage } from '../events.ts';
import { type Environment, onFirstEvent } from '../start.ts';
import { AggregateEnv } from './env.ts';
import { recompute } from './step.ts';

export function createHandler(environment: Environment): (event: SQSEvent) => Promise<SQSBatchResponse> {
  const env = AggregateEnv.parse(environment);
  const table = createTable(env.TABLE_NAME);
  const dependencies = {
    plans: createPlans(table),
    ledger: createLedger(table),
    actuals: createActuals(table),
    carries: createCarries(table),
  };
  return (event) =>
    wholeBatch(
      'aggregate',
      event,
      createFailures(table),
      (record) => AggregateMessage.parse(JSON.parse(record.body)),
      (messages) => recompute(messages, dependencies),
    );
}

export const handler = onFirstEvent(createHandler);
