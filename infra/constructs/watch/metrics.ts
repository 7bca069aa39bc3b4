import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, type LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { CANARY_ANSWERED } from '../../../functions/domain/upload/canary.ts';
import { MESSAGE_FAILED, PASSWORD_NOT_MAILED } from '../../../functions/log.ts';

const MINUTES = Duration.minutes(5);

/** What a step takes from and what does its work. */
export interface Watched {
  readonly plan: Queue;
  readonly ingest: Queue;
  readonly aggregate: Queue;
  readonly report: Queue;
  readonly workbook: Queue;
  readonly logs: readonly LogGroup[];
  /** The log that says when the canary was answered. */
  readonly answers: LogGroup;
  readonly dispatch: LambdaFunction;
  readonly remind: LambdaFunction;
  readonly pages: readonly LambdaFunction[];
  readonly functions: readonly LambdaFunction[];
  readonly deadLetters: readonly Queue[];
}

/** One dashboard shows several of these, so each names its metrics for itself. */
function together(how: 'SUM' | 'MAX', id: string, label: string, metrics: readonly IMetric[]): MathExpression {
  const named = metrics.map((metric, i) => [`${id}${i}`, metric] as const);
  return new MathExpression({
    expression: `${how}([${named.map(([name]) => name).join(', ')}])`,
    usingMetrics: Object.fromEntries(named),
    label,
    period: MINUTES,
  });
}

/**
 * A metric with 0 where it has no value. An alarm looks at more periods than it asks for and takes a value from before these sooner than none of
 * now: on the metric itself it would tell of what stays away some periods late.
 */
export const filled = (id: string, label: string, metric: Metric): IMetric =>
  new MathExpression({
    expression: `FILL(${id}, 0)`,
    usingMetrics: { [id]: metric },
    label,
    period: metric.period,
  });

/** Seconds that the oldest message of any of these queues has waited. */
export const waiting = (id: string, label: string, queues: readonly Queue[]): IMetric =>
  together(
    'MAX',
    id,
    label,
    queues.map((queue) => queue.metricApproximateAgeOfOldestMessage({ period: MINUTES, statistic: Stats.MAXIMUM })),
  );

export const kept = (label: string, queues: readonly Queue[]): IMetric =>
  together(
    'SUM',
    'dead',
    label,
    queues.map((queue) =>
      queue.metricApproximateNumberOfMessagesVisible({ period: MINUTES, statistic: Stats.MAXIMUM }),
    ),
  );

/** Of all functions of the account in this region, which share one room: an alarm takes ten metrics, and we have more functions. */
export const throttles = (): IMetric =>
  new Metric({
    ...{ namespace: 'AWS/Lambda', metricName: 'Throttles' },
    ...{ period: MINUTES, statistic: Stats.SUM },
  });

export const errors = (label: string, functions: readonly LambdaFunction[]): IMetric =>
  together(
    'SUM',
    'errors',
    label,
    functions.map((handler) => handler.metricErrors({ period: MINUTES })),
  );

/** What our lines count is under the deployment's name; each such metric costs as much as three alarms. */
const ours = (prefix: string, metricName: string) => ({
  metricNamespace: `Jalon/${prefix}`,
  metricName,
  metricValue: '1',
});

/** Messages that failed, at each try, which is no error of the function, and passwords that could not be mailed: one metric of all logs. */
export function failedMessages(prefix: string, logs: readonly LogGroup[]): IMetric {
  const counted = ours(prefix, 'MessagesFailed');
  for (const log of logs)
    log.addMetricFilter('MessagesFailed', {
      ...counted,
      filterPattern: FilterPattern.any(
        FilterPattern.stringValue('$.message', '=', MESSAGE_FAILED),
        FilterPattern.stringValue('$.message', '=', PASSWORD_NOT_MAILED),
      ),
    });
  return new Metric({
    ...{ namespace: counted.metricNamespace, metricName: counted.metricName },
    ...{ period: MINUTES, statistic: Stats.SUM, label: 'tries that failed, and passwords not mailed' },
  });
}

/** The receipts of the canary, counted in the log of whoever writes them. */
export function canaryReceipts(prefix: string, log: LogGroup): Metric {
  return log
    .addMetricFilter('CanaryReceipts', {
      ...ours(prefix, 'CanaryReceipts'),
      filterPattern: FilterPattern.stringValue('$.message', '=', CANARY_ANSWERED),
    })
    .metric({ period: Duration.hours(1), statistic: Stats.SUM });
}

/** Of all mails of the account in this region, as Amazon judges it by: 0.05 is one in twenty. */
export const reputation = (rate: 'BounceRate' | 'ComplaintRate'): IMetric =>
  new Metric({
    namespace: 'AWS/SES',
    metricName: `Reputation.${rate}`,
    period: Duration.hours(1),
    statistic: Stats.MAXIMUM,
  });
