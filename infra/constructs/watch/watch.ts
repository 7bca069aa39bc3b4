import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmStatusWidget,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import { type AlarmName, alarmText } from '../../alarms.ts';
import type { DailyStepName } from '../../definitions.ts';
import type { Encryption } from '../encryption.ts';
import { AlarmTopic } from './alarm-topic.ts';
import { Budget } from './budget.ts';
import {
  canaryReceipts,
  errors,
  failedMessages,
  filled,
  kept,
  reputation,
  throttles,
  type Watched,
  waiting,
} from './metrics.ts';

export interface WatchProps {
  readonly prefix: string;
  readonly encryption: Encryption;
  readonly alarmMail: string | null;
  readonly monthlyBudget: number;
  readonly watched: Watched;
}

/** More than so much, so many times running; of what says nothing, nothing is feared. */
interface Limit {
  readonly metric: IMetric;
  readonly over: number;
  readonly times: number;
}

/** SQS no longer counts a message that was received three times in vain: for these that is after 25 minutes. */
const FIGURE_SECONDS = 900;
/** Well within the time of the third try of a report that fails, after which SQS no longer counts how long it waits. */
const REPORT_SECONDS = 1800;

/** The schedule may leave 25 hours between two runs where clocks go back. */
const HOURS_WITHOUT_RUN = 26;
const HOURS_WITHOUT_CANARY = 2;

/** Alarms on what stays away. */
type Missed = 'dispatch-missing' | 'remind-missing' | 'canary-silent';

/** Alarms to the alarms' mail, and one dashboard that shows the same. */
export class Watch extends Construct {
  constructor(scope: Construct, id: string, { prefix, encryption, alarmMail, monthlyBudget, watched }: WatchProps) {
    super(scope, id);
    const { topic } = new AlarmTopic(this, 'Mail', alarmMail, encryption);
    const files = waiting('files', 'files: seconds the oldest waits', [watched.plan, watched.ingest]);
    const figures = waiting('figures', 'figures: seconds the oldest waits', [watched.aggregate]);
    const reports = waiting('reports', 'reports: seconds the oldest waits', [watched.report, watched.workbook]);
    const named = (name: AlarmName) => ({ alarmName: `${prefix}-${name}`, alarmDescription: alarmText(name) });
    const limits: Readonly<Record<Exclude<AlarmName, 'cost' | Missed>, Limit>> = {
      'files-waiting': { metric: files, over: 600, times: 1 },
      'figures-waiting': { metric: figures, over: FIGURE_SECONDS, times: 1 },
      'reports-waiting': { metric: reports, over: REPORT_SECONDS, times: 1 },
      'dead-letters': { metric: kept('dead letters', watched.deadLetters), over: 0, times: 1 },
      'mails-bouncing': { metric: reputation('BounceRate'), over: 0.05, times: 1 },
      'mails-unwanted': { metric: reputation('ComplaintRate'), over: 0.001, times: 1 },
      throttled: { metric: throttles(), over: 0, times: 3 },
      'pages-failing': { metric: errors('pages: errors', watched.pages), over: 2, times: 1 },
    };
    const overLimit = (name: keyof typeof limits): Alarm =>
      new Alarm(this, name, {
        metric: limits[name].metric,
        threshold: limits[name].over,
        evaluationPeriods: limits[name].times,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
        ...named(name),
      });
    const alarms = [
      ...[
        overLimit('files-waiting'),
        overLimit('figures-waiting'),
        overLimit('reports-waiting'),
        overLimit('dead-letters'),
      ],
      ...[overLimit('mails-bouncing'), overLimit('mails-unwanted'), overLimit('throttled'), overLimit('pages-failing')],
    ];
    /** None in an hour, so many hours running; where nothing at all was measured, whether FILL fills is told nowhere, so missing is bad too. */
    const missed = (name: Missed, hourly: IMetric, hours: number): Alarm =>
      new Alarm(this, name, {
        metric: hourly,
        threshold: 1,
        evaluationPeriods: hours,
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.BREACHING,
        ...named(name),
      });
    const answered = canaryReceipts(prefix, watched.answers);
    const runs = (step: DailyStepName): IMetric =>
      filled(
        step,
        `runs of ${step}`,
        watched[step].metricInvocations({ period: Duration.hours(1), statistic: Stats.SUM }),
      );
    alarms.push(
      missed('dispatch-missing', runs('dispatch'), HOURS_WITHOUT_RUN),
      missed('remind-missing', runs('remind'), HOURS_WITHOUT_RUN),
      missed('canary-silent', filled('answered', 'receipts of the canary', answered), HOURS_WITHOUT_CANARY),
    );
    for (const alarm of alarms) alarm.addAlarmAction(new SnsAction(topic));
    new Budget(this, 'cost', { prefix, topic, monthlyBudget });

    const graph = (title: string, left: readonly IMetric[]) => new GraphWidget({ title, left: [...left], width: 12 });
    new Dashboard(this, 'Dashboard', {
      dashboardName: `${prefix}-${Stack.of(this).region}`,
      widgets: [
        [new AlarmStatusWidget({ title: 'Alarms', alarms, width: 24 })],
        [
          graph('How long files, figures and reports wait', [files, figures, reports]),
          graph('Dead letters', [limits['dead-letters'].metric]),
        ],
        [
          graph('Messages that failed', [failedMessages(prefix, watched.logs)]),
          graph(
            'Errors',
            watched.functions.map((handler) => handler.metricErrors()),
          ),
        ],
        [
          graph(
            'Seconds of work',
            watched.functions.map((handler) => handler.metricDuration({ statistic: Stats.p(95) })),
          ),
        ],
      ],
    });
  }
}
