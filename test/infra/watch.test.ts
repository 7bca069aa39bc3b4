import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ALARMS } from '../../infra/alarms.ts';
import { RECEIVES_COUNTED, STEPS } from '../../infra/definitions.ts';
import { createStack, ofType, ROOT, statementsOf, synthesise } from './synthesised.ts';

const stack = synthesise(createStack({ prefix: 'office', monthlyBudget: 80 }));
const alarms = Object.values(ofType(stack, 'AWS::CloudWatch::Alarm'));
const alarmOf = (name: string) => alarms.find(({ AlarmName }) => AlarmName === `office-${name}`);
const watchedBy = (name: string): string => JSON.stringify(alarmOf(name)?.Metrics ?? alarmOf(name));
/** The metric of which an alarm counts an hour without a value as 0. */
function filledOf(name: string): unknown {
  const [expression, stat] = z.array(z.looseObject({ Id: z.string() })).parse(alarmOf(name)?.Metrics);
  expect(expression).toMatchObject({ Expression: `FILL(${stat?.Id}, 0)` });
  expect(stat).toMatchObject({ MetricStat: { Period: 3600, Stat: 'Sum' }, ReturnData: false });
  return Object(stat?.MetricStat).Metric;
}
/** The filters of logs that count a metric. */
const countedBy = (metric: string) =>
  Object.values(ofType(stack, 'AWS::Logs::MetricFilter')).filter(({ MetricTransformations }) =>
    JSON.stringify(MetricTransformations).includes(`"${metric}"`),
  );
const Package = z.object({ scripts: z.record(z.string(), z.string()) });
const Rules = z.array(z.object({ Name: z.string(), Value: z.string() }));
/** What the bucket tells of, as the runbook puts it back and as it is deployed. */
const Told = z.object({
  QueueConfigurations: z.array(
    z.object({
      ...{ QueueArn: z.string(), Events: z.array(z.string()) },
      Filter: z.object({ Key: z.object({ FilterRules: Rules }) }),
    }),
  ),
});
const Deployed = z.object({
  QueueConfigurations: z.array(
    z.object({ Queue: z.string(), Event: z.string(), Filter: z.object({ S3Key: z.object({ Rules }) }) }),
  ),
});
const TOPIC = 'WatchMailTopic';

describe('the alarms', () => {
  it('are those that are described, and the budget', () => {
    const described = Object.keys(ALARMS).filter((name) => name !== 'cost');
    expect(alarms.map(({ AlarmName }) => AlarmName).sort()).toEqual(described.map((name) => `office-${name}`).sort());
    expect(Object.values(ofType(stack, 'AWS::Budgets::Budget'))).toHaveLength(1);
  });

  it.each(Object.entries(ALARMS).filter(([name]) => name !== 'cost'))(
    '%s: the mail says what it means, what to do and where more stands',
    (name, { title, meaning, remedy }) => {
      expect(alarmOf(name)).toMatchObject({
        AlarmDescription: `${meaning} To do: ${remedy} More: infra/runbook.md, "${title}".`,
        AlarmActions: [TOPIC],
      });
    },
  );

  it('have one section each in the runbook, which has no others', () => {
    const runbook = readFileSync(join(ROOT, 'infra', 'runbook.md'), 'utf8');
    const sections = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect(sections.sort()).toEqual(
      Object.values(ALARMS)
        .map(({ title }) => title)
        .sort(),
    );
  });

  it('have a runbook whose commands and places exist, and which puts back what the bucket tells of', () => {
    const runbook = readFileSync(join(ROOT, 'infra', 'runbook.md'), 'utf8');
    const { scripts } = Package.parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
    const commands = [...runbook.matchAll(/npm run ([\w-]+)/g)].map(([, name]) => name);
    expect(commands.filter((name) => scripts[name ?? ''] === undefined)).toEqual([]);
    const places = [...runbook.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title.toLowerCase().replaceAll(' ', '-'),
    );
    const named = [...runbook.matchAll(/\]\(#([^)]+)\)/g)].map(([, place]) => place);
    expect(named.filter((place) => !places.includes(place ?? ''))).toEqual([]);

    const [, told = ''] = /--notification-configuration '([^']+)'/.exec(runbook) ?? [];
    const putBack = Told.parse(JSON.parse(told)).QueueConfigurations;
    const [bucket] = Object.values(ofType(synthesise(createStack()), 'AWS::S3::Bucket'));
    const deployed = Deployed.parse(bucket?.NotificationConfiguration).QueueConfigurations;
    expect(
      putBack.map(({ QueueArn, Events, Filter }) => [QueueArn.split(':').at(-1), Events, Filter.Key.FilterRules]),
    ).toEqual(
      deployed.map(({ Queue, Event, Filter }) => [
        `jalon-${/^(\w+)InboxQueue/.exec(Queue)?.[1]?.toLowerCase()}`,
        [Event],
        Filter.S3Key.Rules.map(({ Name, Value }) => ({ Name, Value })),
      ]),
    );
  });

  it('wake for a file that waits over ten minutes, and for a report that waits over half an hour, while SQS counts it', () => {
    const over = { ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1, TreatMissingData: 'notBreaching' };
    expect(alarmOf('files-waiting')).toMatchObject({ ...over, Threshold: 600 });
    expect(alarmOf('reports-waiting')).toMatchObject({ ...over, Threshold: 1800 });
    const { visibilitySeconds, maxReceives } = STEPS.report.queue;
    expect(visibilitySeconds * (Math.min(maxReceives, RECEIVES_COUNTED) - 1)).toBeGreaterThan(1800 + 300);
    for (const queue of ['PlanInboxQueue', 'IngestInboxQueue'])
      expect(watchedBy('files-waiting')).toContain(`${queue}.QueueName`);
    for (const queue of ['ReportInboxQueue', 'WorkbookInboxQueue'])
      expect(watchedBy('reports-waiting')).toContain(`${queue}.QueueName`);
  });

  it('wake for figures that wait a quarter of an hour to be added up, before SQS no longer counts how long', () => {
    expect(alarmOf('figures-waiting')).toMatchObject({
      ...{ ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1, TreatMissingData: 'notBreaching' },
      Threshold: 900,
    });
    const { visibilitySeconds } = STEPS.aggregate.queue;
    // A message received three times in vain is left out of the age of the oldest.
    expect(visibilitySeconds * 2).toBeGreaterThan(900 + 300);
    expect(watchedBy('figures-waiting')).toContain('AggregateInboxQueue.QueueName');
  });

  it('watch how long messages wait in every queue that people wait for', () => {
    const queues = Object.entries(ofType(stack, 'AWS::SQS::Queue')).filter(([, { RedrivePolicy }]) => RedrivePolicy);
    const ages = ['files-waiting', 'figures-waiting', 'reports-waiting'].map(watchedBy).join();
    // What became of mails is looked at with the next completeness page.
    expect(queues.map(([id]) => id).filter((id) => !ages.includes(`${id}.QueueName`))).toEqual(['BouncesInboxQueue']);
  });

  it('wake for the first dead letter of every queue that keeps any', () => {
    const dead = Object.entries(ofType(stack, 'AWS::SQS::Queue')).filter(([, { RedrivePolicy }]) => !RedrivePolicy);
    expect(alarmOf('dead-letters')).toMatchObject({ Threshold: 0, ComparisonOperator: 'GreaterThanThreshold' });
    expect(dead.map(([id]) => id).filter((id) => !watchedBy('dead-letters').includes(`${id}.QueueName`))).toEqual([]);
  });

  it.each([
    ['dispatch-missing', 'looked for due reports', 'DispatchFunctionHandler'],
    ['remind-missing', 'looked for figures that are owed', 'RemindFunctionHandler'],
  ])('wake by %s when no function %s, but not for the hour that autumn adds', (name, _, handler) => {
    expect(alarmOf(name)).toMatchObject({
      ...{ EvaluationPeriods: 26, Threshold: 1 },
      ...{ ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching' },
    });
    expect(filledOf(name)).toMatchObject({
      ...{ Namespace: 'AWS/Lambda', MetricName: 'Invocations' },
      Dimensions: [{ Name: 'FunctionName', Value: handler }],
    });
  });

  it('wake for any function of the account throttled for a quarter of an hour', () => {
    const throttled = alarmOf('throttled');
    expect(throttled).toMatchObject({
      Namespace: 'AWS/Lambda',
      MetricName: 'Throttles',
      Period: 300,
      EvaluationPeriods: 3,
    });
    expect(throttled).not.toHaveProperty('Dimensions');
  });

  it('wake when the canary had no receipt for two hours, and when nothing says whether it had', () => {
    expect(filledOf('canary-silent')).toEqual({ Namespace: 'Jalon/office', MetricName: 'CanaryReceipts' });
    expect(alarmOf('canary-silent')).toMatchObject({
      ...{ EvaluationPeriods: 2, Threshold: 1, ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching' },
    });
    expect(countedBy('CanaryReceipts')).toEqual([
      {
        LogGroupName: 'IngestFunctionLogs',
        FilterPattern: '{ $.message = "canary answered" }',
        MetricTransformations: [{ MetricNamespace: 'Jalon/office', MetricName: 'CanaryReceipts', MetricValue: '1' }],
      },
    ]);
  });

  it('ask of no alarm more metrics than CloudWatch takes, ten', () => {
    for (const { Metrics } of alarms) expect(Array.isArray(Metrics) ? Metrics.length - 1 : 1).toBeLessThanOrEqual(10);
  });
});

describe('the dashboard', () => {
  const dashboard = JSON.stringify(Object.values(ofType(stack, 'AWS::CloudWatch::Dashboard')));
  const FAILED = 'Messages that failed';

  it('counts in every log what fails without an error of its function, as one metric', () => {
    const groups = Object.keys(ofType(stack, 'AWS::Logs::LogGroup'));
    expect(
      countedBy('MessagesFailed')
        .map(({ LogGroupName }) => LogGroupName)
        .sort(),
    ).toEqual(groups.sort());
    for (const { FilterPattern, MetricTransformations } of countedBy('MessagesFailed')) {
      expect(FilterPattern).toBe('{ ($.message = "message failed") || ($.message = "password was not mailed") }');
      expect(MetricTransformations).toEqual([
        { MetricNamespace: 'Jalon/office', MetricName: 'MessagesFailed', MetricValue: '1' },
      ]);
    }
    expect(dashboard).toContain(FAILED);
    expect(dashboard).toMatch(/Jalon\/office[^A-Za-z]+MessagesFailed/);
  });

  it('has the graph that the runbook sends people to', () => {
    expect(readFileSync(join(ROOT, 'infra', 'runbook.md'), 'utf8')).toContain(`"${FAILED}"`);
  });

  it('shows every alarm', () => {
    for (const { AlarmName } of alarms)
      expect(dashboard).toContain(`Watch${String(AlarmName).replace('office-', '').replaceAll('-', '')}.Arn`);
  });
});

describe('the mail of alarms', () => {
  it('goes to the address that was set', () => {
    const subscriptions = Object.values(ofType(stack, 'AWS::SNS::Subscription'));
    expect(subscriptions.filter(({ Protocol }) => Protocol === 'email')).toEqual([
      { Protocol: 'email', Endpoint: 'night@agency.example', TopicArn: TOPIC },
    ]);
  });

  it('is missed when no address was set', () => {
    const silent = createStack({ alarmMail: undefined });
    Annotations.fromStack(silent).hasWarning('*', Match.stringLikeRegexp('-c alarmMail='));
  });

  it('is taken from CloudWatch and from budgets of this account, by TLS, and from nobody else', () => {
    const policies = Object.values(ofType(stack, 'AWS::SNS::TopicPolicy'));
    const statements = policies.filter(({ Topics }) => JSON.stringify(Topics).includes(TOPIC)).flatMap(statementsOf);
    const publishing = statements.filter(({ Effect }) => Effect === 'Allow');
    expect(publishing.map(({ Principal, Condition }) => ({ Principal, Condition }))).toEqual([
      {
        Principal: { Service: ['budgets.amazonaws.com', 'cloudwatch.amazonaws.com'] },
        Condition: { StringEquals: { 'aws:SourceAccount': 'AWS::AccountId' } },
      },
    ]);
    expect(statements.filter(({ Effect }) => Effect === 'Deny')).toHaveLength(1);
  });

  it('tells of cost, had or foreseen, above the budget', () => {
    expect(Object.values(ofType(stack, 'AWS::Budgets::Budget'))).toEqual([
      expect.objectContaining({
        Budget: expect.objectContaining({
          BudgetName: 'office-cost-AWS::Region',
          BudgetLimit: { Amount: 80, Unit: 'USD' },
        }),
        NotificationsWithSubscribers: ['ACTUAL', 'FORECASTED'].map((NotificationType) => ({
          Notification: expect.objectContaining({ NotificationType, Threshold: 100 }),
          Subscribers: [{ SubscriptionType: 'SNS', Address: TOPIC }],
        })),
      }),
    ]);
  });
});

describe('a staging deployment', () => {
  const staging = synthesise(createStack({ stage: 'staging', logDays: 30 }));
  const named = (template: typeof stack) =>
    Object.values(template.Resources).flatMap(({ Properties }) =>
      [
        Properties.QueueName,
        Properties.AlarmName,
        Properties.DashboardName,
        Object(Properties.Budget).BudgetName,
      ].filter((name) => name !== undefined),
    );

  it('stands beside prod: every name says which it is, and none is in both', () => {
    const names = named(staging).map(String);
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !name.startsWith('jalon-staging-'))).toEqual([]);
    expect(
      named(synthesise(createStack()))
        .map(String)
        .filter((name) => names.includes(name)),
    ).toEqual([]);
  });

  it('keeps its logs as long as was set', () => {
    const days = Object.values(ofType(staging, 'AWS::Logs::LogGroup')).map(({ RetentionInDays }) => RetentionInDays);
    expect(new Set(days)).toEqual(new Set([30]));
  });
});

describe('the queries kept for the logs', () => {
  it('ask the log groups of all functions, under the name of the deployment', () => {
    const groups = Object.keys(ofType(stack, 'AWS::Logs::LogGroup')).sort();
    expect(groups.length).toBeGreaterThan(10);
    const queries = Object.values(ofType(stack, 'AWS::Logs::QueryDefinition'));
    expect(queries.map(({ Name }) => Name)).toEqual([
      'office/What fails',
      'office/What became of a run',
      'office/What became of files',
    ]);
    for (const { LogGroupNames } of queries) expect([LogGroupNames].flat().sort()).toEqual(groups);
  });

  it('are those that the runbook names', () => {
    const runbook = readFileSync(join(ROOT, 'infra', 'runbook.md'), 'utf8');
    const kept = Object.values(ofType(stack, 'AWS::Logs::QueryDefinition')).map(({ Name }) => String(Name));
    expect(kept.filter((name) => !runbook.includes(`\`jalon/${name.split('/')[1]}\``))).toEqual([]);
  });
});
