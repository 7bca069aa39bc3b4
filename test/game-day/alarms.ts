import { z } from 'zod';
import { createStack, ofType, type Synthesised, synthesise } from '../infra/synthesised.ts';
import type { Measured } from './measured.ts';

const Dimension = z.object({ Name: z.string(), Value: z.string() });
const Source = z.object({
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(Dimension).default([]),
});
const Stat = z.enum(['Maximum', 'Sum']);
const MetricStat = z.object({ Metric: Source, Period: z.number(), Stat });
const Metrics = z.array(
  z.object({ Id: z.string(), Expression: z.string().optional(), MetricStat: MetricStat.optional() }),
);
const Properties = z.object({
  AlarmName: z.string(),
  Threshold: z.number(),
  EvaluationPeriods: z.number(),
  ComparisonOperator: z.enum(['GreaterThanThreshold', 'LessThanThreshold']),
  TreatMissingData: z.enum(['notBreaching', 'breaching']),
});
const Single = Source.extend({ Period: z.number(), Statistic: Stat });

/** One metric of one queue or function, as an alarm watches it. */
interface Watched {
  readonly metric: string;
  readonly source: string;
  readonly statistic: z.infer<typeof Stat>;
}

/** An alarm as the template has it. */
export interface TemplateAlarm {
  readonly name: string;
  readonly watched: readonly Watched[];
  /** How the metrics of several sources come together. */
  readonly together: 'MAX' | 'SUM';
  /** What stands for a period without a value; null where nothing does. */
  readonly filledWith: number | null;
  readonly periodSeconds: number;
  readonly periods: number;
  readonly threshold: number;
  readonly isAbove: boolean;
  readonly missingIsBad: boolean;
}

/** Until null: it was never well again. */
export interface Fired {
  readonly alarm: string;
  readonly from: number;
  readonly until: number | null;
}

/** The queue or function that a dimension of the template names. */
function sourceOf({ Resources }: Synthesised, { Value }: z.infer<typeof Dimension>): string {
  const id = Value.split('.')[0] ?? '';
  const resource = Resources[id];
  if (!resource) throw new Error(`An alarm watches ${Value}, which is not in the template`);
  if (resource.Type === 'AWS::SQS::Queue') return z.string().parse(resource.Properties.QueueName);
  return id.replace(/FunctionHandler$/, '').toLowerCase();
}

/** Of several metrics the sum or the greatest; or one metric with its gaps filled. */
function readExpression(expression: string) {
  const [, many, names = ''] = /^(MAX|SUM)\(\[([\w, ]+)\]\)$/.exec(expression) ?? [];
  const [, one, filler] = /^FILL\((\w+), (\d+)\)$/.exec(expression) ?? [];
  if (many === 'MAX' || many === 'SUM') return { together: many, filledWith: null, ids: names.split(', ') } as const;
  return { together: 'MAX', filledWith: filler === undefined ? null : Number(filler), ids: one ? [one] : [] } as const;
}

function alarmOf(template: Synthesised, properties: unknown): TemplateAlarm {
  const alarm = Properties.parse(properties);
  const { Metrics: metrics } = z.object({ Metrics: Metrics.optional() }).parse(properties);
  const watch = ({ MetricName, Namespace, Dimensions }: z.infer<typeof Source>, statistic: z.infer<typeof Stat>) => ({
    ...{ metric: `${Namespace} ${MetricName}`, statistic },
    source: Dimensions.map((dimension) => sourceOf(template, dimension)).join(),
  });
  const rest = {
    name: alarm.AlarmName.replace(/^jalon-/, ''),
    periods: alarm.EvaluationPeriods,
    threshold: alarm.Threshold,
    isAbove: alarm.ComparisonOperator === 'GreaterThanThreshold',
    missingIsBad: alarm.TreatMissingData === 'breaching',
  };
  if (!metrics) {
    const single = Single.parse(properties);
    const one = { watched: [watch(single, single.Statistic)], together: 'MAX', filledWith: null } as const;
    return { ...rest, ...one, periodSeconds: single.Period };
  }
  const stats = metrics.flatMap(({ Id, MetricStat: stat }) => (stat ? [{ id: Id, ...stat }] : []));
  const expression = metrics.flatMap(({ Expression }) => Expression ?? []).join();
  const { together, filledWith, ids } = readExpression(expression);
  if (ids.join() !== stats.map(({ id }) => id).join())
    throw new Error(`The game day does not know how to evaluate ${expression}`);
  const [periodSeconds = 0, ...others] = new Set(stats.map(({ Period }) => Period));
  if (others.length > 0) throw new Error(`${rest.name} watches metrics of several periods`);
  return {
    ...rest,
    together,
    filledWith,
    periodSeconds,
    watched: stats.map(({ Metric, Stat: stat }) => watch(Metric, stat)),
  };
}

/** The alarms of the stack, each as its own definition in the template says. */
export function templateAlarms(): readonly TemplateAlarm[] {
  const template = synthesise(createStack());
  return Object.values(ofType(template, 'AWS::CloudWatch::Alarm')).map((properties) => alarmOf(template, properties));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What an alarm looks at over one of its periods; null where nothing was measured. */
function seenBy({ watched, together, periodSeconds }: TemplateAlarm, measured: Measured, from: number): number | null {
  const values = watched.flatMap(({ metric, source, statistic }) => {
    const points = measured.between(metric, source, from, from + periodSeconds * 1000);
    return points.length === 0 ? [] : [statistic === 'Sum' ? sum(points) : Math.max(...points)];
  });
  if (values.length === 0) return null;
  return together === 'SUM' ? sum(values) : Math.max(...values);
}

/** CloudWatch looks at some periods more than an alarm asks for. How many it does not tell; its own example has five for three. */
const MORE_PERIODS = 2;

/**
 * Whether an alarm is on at an instant, as CloudWatch decides it: of the periods it looks at, the latest that have a value count first, however
 * old they are, and only for those that are still lacking counts what the alarm takes missing ones for. Whether FILL fills where there is no
 * value at all is told nowhere: here it does not.
 */
function isOn(alarm: TemplateAlarm, measured: Measured, at: number): boolean {
  const seen = Array.from({ length: alarm.periods + MORE_PERIODS }, (_, i) =>
    seenBy(alarm, measured, at - (i + 1) * alarm.periodSeconds * 1000),
  );
  const isAnySeen = seen.some((value) => value !== null);
  const real = seen.flatMap((value) => value ?? (isAnySeen ? (alarm.filledWith ?? []) : [])).slice(0, alarm.periods);
  const isBad = (value: number): boolean => (alarm.isAbove ? value > alarm.threshold : value < alarm.threshold);
  return real.every(isBad) && (real.length === alarm.periods || alarm.missingIsBad);
}

/** When an alarm would have gone off and been well again: it is looked at whenever one of its periods ends. */
export function firedOf(alarm: TemplateAlarm, measured: Measured, from: number, until: number): readonly Fired[] {
  const length = alarm.periodSeconds * 1000;
  const fired: Fired[] = [];
  let since: number | null = null;
  for (let end = Math.ceil(from / length) * length + length; end <= until; end += length) {
    if (isOn(alarm, measured, end)) since ??= end;
    else if (since !== null) {
      fired.push({ alarm: alarm.name, from: since, until: end });
      since = null;
    }
  }
  return since === null ? fired : [...fired, { alarm: alarm.name, from: since, until: null }];
}
