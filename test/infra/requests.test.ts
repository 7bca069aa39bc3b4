import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHandlers } from '../../infra/local/handlers.ts';
import type { StepHandler } from '../../infra/local/pump.ts';
import type { RequestCounts } from '../../infra/local/request-counts.ts';
import { sqsEvent } from '../../infra/local/sqs-event.ts';
import { startTestAws, type TestAws } from '../support/embedded.ts';
import { createStack, ofType, statementsOf, synthesise } from './synthesised.ts';

const policies = Object.values(ofType(synthesise(createStack()), 'AWS::IAM::Policy'));

function actionsOf(role: string): string[] {
  const own = policies.filter((policy) => JSON.stringify(policy.Roles) === JSON.stringify([role]));
  return own.flatMap(statementsOf).flatMap(({ Action }) => Action);
}

/** What IAM checks where it is not called as the request is. */
const CHECKED: Readonly<Record<string, string>> = { 'sqs:SendMessageBatch': 'sqs:SendMessage' };

const ATTEMPTS = ['dynamodb:UpdateItem', 'dynamodb:DeleteItem'];

const made = new Map<string, Set<string>>();
let aws: TestAws;
let close: () => Promise<void>;

const tally = (requests: RequestCounts): Map<string, number> =>
  new Map(
    Object.entries(requests).flatMap(([service, actions]) =>
      Object.entries(actions).map(([action, { count }]) => [`${service}:${action}`, count] as const),
    ),
  );

/** Notes which requests a function makes while it runs; nothing else may run meanwhile but the consumer of its queue. */
async function noting<T>(role: string, work: () => Promise<T>): Promise<T> {
  const before = tally(aws.embedded.requests);
  const result = await work();
  const seen = made.get(role) ?? new Set();
  made.set(role, seen);
  for (const [name, count] of tally(aws.embedded.requests))
    if (count > (before.get(name) ?? 0)) seen.add(CHECKED[name] ?? name);
  return result;
}

beforeAll(async () => {
  aws = await startTestAws();
  const handlers = createHandlers(aws.embedded);
  close = handlers.close;
  const one = (role: string, handler: StepHandler): StepHandler => {
    return (event) => noting(role, () => handler(event));
  };
  const pump = aws.startPump(
    {
      plan: one('PlanFunctionRole', handlers.steps.plan),
      ingest: one('IngestFunctionRole', handlers.steps.ingest),
      aggregate: one('AggregateFunctionRole', handlers.steps.aggregate),
    },
    { limits: { concurrency: { ingest: 1 } } },
  );
  await aws.put('plan/plan.xlsx', readFileSync('fixtures/plan/plan.xlsx'));
  await pump.idle();
  await aws.put('uploads/PHL/figures.csv', readFileSync('fixtures/uploads/PHL/02-figures-plain.csv'));
  await pump.idle();
  await noting('DispatchFunctionRole', () => handlers.dispatch({}));
  await pump.idle();
  const [asked] = await noting('DispatchFunctionRole', () =>
    handlers.dispatch({ period: '2025-Q1', scopes: ['GLOBAL'], languages: ['en'] }),
  );
  await pump.idle();
  const message = { MessageId: 'one', Body: JSON.stringify(asked) };
  const event = sqsEvent([message], aws.embedded.queues.report.arn, aws.embedded.region);
  expect(await noting('ReportFunctionRole', () => handlers.steps.report(event))).toEqual({ batchItemFailures: [] });
  const wanted = { MessageId: 'two', Body: JSON.stringify({ orgUnit: 'PHL', period: '2025-Q1' }) };
  const due = sqsEvent(
    [wanted, { MessageId: 'bad', Body: '{}' }],
    aws.embedded.queues.workbook.arn,
    aws.embedded.region,
  );
  expect(await noting('WorkbookFunctionRole', () => handlers.steps.workbook(due))).toEqual({
    batchItemFailures: [{ itemIdentifier: 'bad' }],
  });
  expect(await pump.deadLetters()).toEqual([]);
}, 60_000);

afterAll(async () => {
  await close();
  await aws.stop();
});

it.each([
  ['PlanFunctionRole', [...ATTEMPTS, 's3:GetObject', 's3:PutObject', 'ses:SendEmail', 'sqs:SendMessage']],
  ['IngestFunctionRole', [...ATTEMPTS, 's3:GetObject', 's3:PutObject', 'ses:SendEmail', 'sqs:SendMessage']],
  ['AggregateFunctionRole', []],
  ['DispatchFunctionRole', ['sqs:SendMessage']],
  ['ReportFunctionRole', ['s3:PutObject', 'ses:SendEmail']],
  ['WorkbookFunctionRole', ['s3:PutObject']],
])('%s allows every request its function makes at work', (role, besides) => {
  const requests = [...(made.get(role) ?? [])].filter((name) => !/^sqs:(Receive|Delete|Change)/.test(name));
  expect(requests).toEqual(expect.arrayContaining(['dynamodb:Query', 'dynamodb:PutItem', ...besides]));
  expect(requests.filter((name) => !actionsOf(role).includes(name))).toEqual([]);
});
