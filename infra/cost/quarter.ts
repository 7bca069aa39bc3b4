import { CANARY, DAILY, STEPS } from '../definitions.ts';
import { ASSUMED, STANDING } from './assumptions.ts';
import { ACTIVITIES, type Activity, type Measured, type Use } from './measured.ts';
import { addUp, useOf } from './model.ts';
import { isS3Write, isTableWrite, tableUnits } from './price-requests.ts';
import { PRICES } from './prices.ts';

/** What is priced: `months` of them, with so many reports and files of each office every three months. */
export interface Scale {
  readonly offices: number;
  readonly indicators: number;
  readonly reports: number;
  readonly files: number;
  readonly months: number;
}

export interface Line {
  readonly service: string;
  readonly what: string;
  readonly quantity: number;
  readonly unit: string;
  readonly dollars: number;
}

/** One report of the world, then one of each region, then of single offices. */
export function reportsOf({ reports, offices }: Scale): Readonly<Record<'world' | 'region' | 'office', number>> {
  const world = Math.min(1, reports);
  const region = Math.min(Math.ceil(offices / ASSUMED.officesARegion), reports - world);
  return { world, region, office: reports - world - region };
}

function timesOf(scale: Scale): Readonly<Record<Activity, number>> {
  const quarters = scale.months / 3;
  const reports = reportsOf(scale);
  return {
    plan: quarters,
    file: scale.offices * scale.files * quarters,
    worldReport: reports.world * quarters,
    regionReport: reports.region * quarters,
    officeReport: reports.office * quarters,
    workbook: scale.offices * quarters,
    opening: quarters,
    day: scale.months * ASSUMED.daysAMonth,
    canary: scale.months * ASSUMED.hoursAMonth,
  };
}

const GIGABYTE = 1e9;

const memoryOf = (name: string): number => {
  const all: Readonly<Record<string, { readonly memoryMb: number }>> = { ...STEPS, ...DAILY, canary: CANARY };
  return Object.entries(all).find(([step]) => step === name)?.[1].memoryMb ?? ASSUMED.coreMb;
};

/** Gigabyte-seconds of a function: what was measured on a whole core takes longer on a part of one. */
function gigabyteSeconds(name: string, { calls, seconds }: Use['work'][string]): number {
  const memoryMb = memoryOf(name);
  const start = name === 'report' ? ASSUMED.reportStartSeconds : ASSUMED.startSeconds;
  return (memoryMb / 1024) * (seconds + calls * start) * Math.max(1, ASSUMED.coreMb / memoryMb);
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

/** Numbers of the requests of one service. */
function inService(use: Use, service: string) {
  return Object.entries(use.requests).flatMap(([name, tally]) => {
    const [of, action = ''] = name.split(' ');
    return of === service ? [{ action, ...tally }] : [];
  });
}

/** Every line of the bill. */
export function linesOf(scale: Scale, measured: Measured): readonly Line[] {
  const { months } = scale;
  const times = timesOf(scale);
  const useIn = (activities: readonly Activity[]): Use =>
    addUp(activities.map((activity) => ({ use: useOf(activity, scale, measured), times: times[activity] })));
  const use = useIn(ACTIVITIES);
  const line = (service: string, what: string, quantity: number, unit: string, price: number): Line => ({
    ...{ service, what, quantity, unit },
    dollars: quantity * price,
  });

  const work = Object.entries(use.work);
  const calls = sumOf(work.map(([, one]) => one.calls));
  const computing = (isReport: boolean) =>
    sumOf(work.flatMap(([name, one]) => ((name === 'report') === isReport ? [gigabyteSeconds(name, one)] : [])));

  const s3 = inService(use, 's3');
  const writes = sumOf(s3.filter(({ action }) => isS3Write(action)).map(({ count }) => count));
  const reads = sumOf(s3.filter(({ action }) => !isS3Write(action)).map(({ count }) => count));
  const stored = sumOf(s3.map(({ bytesIn }) => bytesIn)) / GIGABYTE;
  // Nobody reads what the canary puts.
  const forPeople = inService(useIn(ACTIVITIES.filter((activity) => activity !== 'canary')), 's3').filter(
    ({ action }) => action === 'PutObject',
  );
  const puts = sumOf(forPeople.map(({ count }) => count));
  const sentOut = sumOf(forPeople.map(({ bytesIn }) => bytesIn)) / GIGABYTE;

  const table = inService(use, 'dynamodb');
  const units = (isWrite: boolean) =>
    sumOf(table.flatMap((one) => (isTableWrite(one.action) === isWrite ? [tableUnits(one.action, one)] : [])));
  // All that is written, though actuals are put over earlier ones.
  const kept = sumOf(table.flatMap(({ action, bytesIn }) => (isTableWrite(action) ? [bytesIn] : []))) / GIGABYTE;

  const mails = inService(use, 'ses');
  const reminders = scale.offices * ASSUMED.remindersAQuarter * (months / 3);
  const workbook = useOf('workbook', scale, measured).requests['s3 PutObject'];
  const reminderBytes = reminders * (workbook?.bytesIn ?? 0) * (4 / 3);
  const logs = (calls * ASSUMED.logBytesACall) / GIGABYTE;

  // Kept from quarter to quarter: what three months bring, as often as quarters are kept.
  const standing = (gigabytes: number) => (gigabytes / (months / 3)) * ASSUMED.quartersKept * months;
  const polls = (STANDING.polledQueues * ASSUMED.pollers * months * ASSUMED.hoursAMonth * 3600) / ASSUMED.pollSeconds;

  return [
    line('Lambda', 'computing, arm64', computing(false), 'GB-s', PRICES.lambda.gigabyteSecondArm),
    line('Lambda', 'computing of reports, x86-64', computing(true), 'GB-s', PRICES.lambda.gigabyteSecondX86),
    line('Lambda', 'calls', calls, 'calls', PRICES.lambda.request),
    line('S3', 'writing and listing', writes, 'requests', PRICES.s3.write),
    line('S3', 'reading, each file once by people', reads + puts, 'requests', PRICES.s3.read),
    line('S3', 'storage', standing(stored), 'GB-months', PRICES.s3.gigabyteMonth),
    line('SQS', 'messages', sumOf(inService(use, 'sqs').map(({ count }) => count)), 'requests', PRICES.sqs.request),
    line('SQS', 'asking empty queues', polls, 'requests', PRICES.sqs.request),
    line('DynamoDB', 'writing', units(true), 'units', PRICES.dynamodb.writeUnit),
    line('DynamoDB', 'reading', units(false), 'units', PRICES.dynamodb.readUnit),
    line('DynamoDB', 'storage at most', standing(kept), 'GB-months', PRICES.dynamodb.gigabyteMonth),
    line(
      'DynamoDB',
      'point-in-time recovery at most',
      standing(kept),
      'GB-months',
      PRICES.dynamodb.recoveryGigabyteMonth,
    ),
    line('SES', 'mails', sumOf(mails.map(({ count }) => count)) + reminders, 'mails', PRICES.ses.mail),
    line(
      'SES',
      'data',
      (sumOf(mails.map(({ bytesIn }) => bytesIn)) + reminderBytes) / GIGABYTE,
      'GB',
      PRICES.ses.gigabyte,
    ),
    line('CloudWatch', 'logs', logs, 'GB', PRICES.cloudwatch.logsGigabyte + 3 * PRICES.cloudwatch.logsGigabyteMonth),
    line('CloudWatch', 'alarms', STANDING.alarmMetrics * months, 'metric-months', PRICES.cloudwatch.alarmMetricMonth),
    line(
      'CloudWatch',
      'metrics of our logs',
      STANDING.logMetrics * months,
      'metric-months',
      PRICES.cloudwatch.customMetricMonth,
    ),
    line('CloudWatch', 'dashboard', STANDING.dashboards * months, 'months', PRICES.cloudwatch.dashboardMonth),
    line('X-Ray', 'traces', calls, 'traces', PRICES.xray.trace),
    line(
      'EventBridge',
      'schedules',
      STANDING.daily * times.day + STANDING.hourly * times.canary,
      'calls',
      PRICES.scheduler.call,
    ),
    line('KMS', 'key', STANDING.keys * months, 'key-months', PRICES.kms.keyMonth),
    line('KMS', 'requests, one for each of S3', writes + reads + puts, 'requests', PRICES.kms.request),
    line('Data out', 'each file once to people', sentOut, 'GB', PRICES.dataOutGigabyte),
  ];
}

export const totalOf = (lines: readonly Line[]): number => sumOf(lines.map(({ dollars }) => dollars));
