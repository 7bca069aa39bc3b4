import { describe, expect, it } from 'vitest';
import { AggregateEnv } from '../../functions/aggregate/env.ts';
import { BouncesEnv } from '../../functions/bounces/env.ts';
import { CanaryEnv } from '../../functions/canary/env.ts';
import { DispatchEnv } from '../../functions/dispatch/env.ts';
import { IngestEnv } from '../../functions/ingest/env.ts';
import { LinksEnv } from '../../functions/links/env.ts';
import { PlanEnv } from '../../functions/plan/env.ts';
import { RemindEnv } from '../../functions/remind/env.ts';
import { ReportEnv } from '../../functions/report/env.ts';
import { UploadEnv } from '../../functions/upload/env.ts';
import { WorkbookEnv } from '../../functions/workbook/env.ts';
import { CANARY, DAILY, LINKS, RETRIES, STEPS, UPLOAD } from '../../infra/definitions.ts';
import { createStack, ofType, synthesise } from './synthesised.ts';

const stack = synthesise(createStack());
const functions = ofType(stack, 'AWS::Lambda::Function');

const STEP_FUNCTIONS = [
  { id: 'PlanFunctionHandler', env: PlanEnv, settings: STEPS.plan, architecture: 'arm64' },
  { id: 'IngestFunctionHandler', env: IngestEnv, settings: STEPS.ingest, architecture: 'arm64' },
  { id: 'AggregateFunctionHandler', env: AggregateEnv, settings: STEPS.aggregate, architecture: 'arm64' },
  { id: 'DispatchFunctionHandler', env: DispatchEnv, settings: DAILY.dispatch, architecture: 'arm64' },
  { id: 'RemindFunctionHandler', env: RemindEnv, settings: DAILY.remind, architecture: 'arm64' },
  { id: 'LinksFunctionHandler', env: LinksEnv, settings: LINKS, architecture: 'arm64' },
  { id: 'UploadFunctionHandler', env: UploadEnv, settings: UPLOAD, architecture: 'arm64' },
  { id: 'ReportFunctionHandler', env: ReportEnv, settings: STEPS.report, architecture: 'x86_64' },
  { id: 'BouncesFunctionHandler', env: BouncesEnv, settings: STEPS.bounces, architecture: 'arm64' },
  { id: 'CanaryFunctionHandler', env: CanaryEnv, settings: CANARY, architecture: 'arm64' },
  { id: 'WorkbookFunctionHandler', env: WorkbookEnv, settings: STEPS.workbook, architecture: 'arm64' },
];

describe('the functions', () => {
  it('are one a step and none besides, such as those CDK adds of itself', () => {
    expect(Object.keys(functions).sort()).toEqual(STEP_FUNCTIONS.map(({ id }) => id).sort());
  });

  it.each(STEP_FUNCTIONS)('$id runs on Node 24 with the shared time and memory', ({ id, settings, architecture }) => {
    expect(functions[id]).toMatchObject({
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Architectures: [architecture],
      Timeout: settings.timeoutSeconds,
      MemorySize: settings.memoryMb,
      TracingConfig: { Mode: 'Active' },
    });
  });

  it.each(STEP_FUNCTIONS)('$id is given the variables its handler asks for, and no others', ({ id, env }) => {
    const { AWS_RETRY_MODE, AWS_MAX_ATTEMPTS, ...variables } = Object(Object(functions[id]?.Environment).Variables);
    expect({ AWS_RETRY_MODE, AWS_MAX_ATTEMPTS }).toEqual(RETRIES);
    expect(Object.keys(variables).sort()).toEqual(Object.keys(env.shape).sort());
    expect(env.safeParse(variables)).toMatchObject({ success: true });
  });

  it.each(STEP_FUNCTIONS)('$id logs JSON to a group of its own that forgets after 90 days', ({ id }) => {
    const group = id.replace('Handler', 'Logs');
    expect(functions[id]).toMatchObject({ LoggingConfig: { LogFormat: 'JSON', LogGroup: group } });
    expect(stack.Resources[group]?.Properties).toMatchObject({ RetentionInDays: 90 });
  });

  it('have room for the unpacked browser where it is used', () => {
    expect(functions.ReportFunctionHandler).toMatchObject({ EphemeralStorage: { Size: 1024 } });
  });
});

describe.each([
  ['Dispatch', '0'],
  // The reminder that a period has opened encloses the workbooks which the dispatch has made.
  ['Remind', '30'],
])('the schedule of %s', (step, minute) => {
  const schedules = ofType(
    synthesise(createStack({ dispatchHour: 7, timeZone: 'Europe/Zurich' })),
    'AWS::Scheduler::Schedule',
  );
  const schedule = schedules[`${step}Daily`];

  it('starts it once a day, at the hour and in the time zone that were set', () => {
    expect(schedule).toMatchObject({
      State: 'ENABLED',
      ScheduleExpression: `cron(${minute} 7 * * ? *)`,
      ScheduleExpressionTimezone: 'Europe/Zurich',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: `${step}FunctionHandler.Arn`, Input: '{}' },
    });
  });

  it('is tried again, then kept as a dead letter, be it the call or the run that failed', () => {
    const kept = { MaximumEventAgeInSeconds: 21_600 };
    expect(schedule).toMatchObject({
      Target: { DeadLetterConfig: { Arn: `${step}Dead.Arn` }, RetryPolicy: { ...kept, MaximumRetryAttempts: 5 } },
    });
    const own = Object.values(ofType(stack, 'AWS::Lambda::EventInvokeConfig')).filter(
      ({ FunctionName }) => FunctionName === `${step}FunctionHandler`,
    );
    expect(own).toEqual([
      expect.objectContaining({
        ...kept,
        MaximumRetryAttempts: 2,
        DestinationConfig: { OnFailure: { Destination: `${step}Dead.Arn` } },
      }),
    ]);
  });
});

describe('the canary', () => {
  it('is sent every hour; one that could not be is not kept, as the next comes soon', () => {
    const schedule = ofType(stack, 'AWS::Scheduler::Schedule').CanaryHourly;
    expect(schedule).toMatchObject({
      ...{ State: 'ENABLED', ScheduleExpression: 'rate(1 hour)', FlexibleTimeWindow: { Mode: 'OFF' } },
      Target: { Arn: 'CanaryFunctionHandler.Arn', Input: '{}', RetryPolicy: { MaximumRetryAttempts: 2 } },
    });
    expect(schedule?.Target).not.toHaveProperty('DeadLetterConfig');
  });
});

describe('the outputs', () => {
  it('name the bucket and the table, and say what to do next', () => {
    expect(stack.Outputs).toMatchObject({
      BucketName: { Value: 'StorageBucket' },
      TableName: { Value: 'StorageTable' },
    });
    expect(stack.Outputs.NextStep?.Value).toMatch(
      /reports@agency\.example.*s3:\/\/StorageBucket\/plan\/.*s3:\/\/StorageBucket\/uploads\/<ORGUNIT>\/.*night@agency\.example/,
    );
  });
});

describe('the links of mails', () => {
  it('lead to an address that asks for no identity of AWS: what they are sealed with is checked by the function', () => {
    expect(Object.values(ofType(stack, 'AWS::Lambda::Url'))).toMatchObject([
      { AuthType: 'NONE' },
      { AuthType: 'NONE' },
    ]);
    const variables = Object(Object(functions.ReportFunctionHandler?.Environment).Variables);
    expect(variables.LINKS_URL).toContain('LinksFunctionHandlerFunctionUrl');
  });
});
