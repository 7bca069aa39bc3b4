import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SQSClient } from '@aws-sdk/client-sqs';
import { recompute } from '../../functions/aggregate/step.ts';
import { storesAsOf } from '../../functions/as-of.ts';
import { createActuals } from '../../functions/aws/actuals.ts';
import { createAttempts } from '../../functions/aws/attempts.ts';
import { createCarries } from '../../functions/aws/carries.ts';
import { createClosedFiles } from '../../functions/aws/closed-files.ts';
import { createEditions } from '../../functions/aws/editions.ts';
import { createLedger } from '../../functions/aws/ledger.ts';
import { createMailer } from '../../functions/aws/mail.ts';
import { createMailboxes } from '../../functions/aws/mailboxes.ts';
import { createObjects } from '../../functions/aws/objects.ts';
import { createPlans } from '../../functions/aws/plans.ts';
import { createPublished } from '../../functions/aws/published.ts';
import { createQueue } from '../../functions/aws/queue.ts';
import { createSecrets } from '../../functions/aws/secrets.ts';
import { createSubmissions } from '../../functions/aws/submissions.ts';
import { createTable } from '../../functions/aws/table.ts';
import { createUnsubscribed } from '../../functions/aws/unsubscribed.ts';
import type { LedgerEntry, Observation } from '../../functions/domain/ledger/entry.ts';
import { orderOf } from '../../functions/domain/ledger/order.ts';
import { examineUpload } from '../../functions/ingest/judge-upload.ts';
import { createLinks } from '../../functions/links/address.ts';
import { createLineage } from '../../functions/report/lineage.ts';
import { readTemplates } from '../../functions/templates.ts';
import type { TestAws } from './embedded.ts';

/** The adapters of all steps over an embedded AWS, with a clock that stands still. */
export function createDependencies(aws: TestAws) {
  const { environment } = aws.embedded;
  const table = createTable(environment.TABLE_NAME ?? '');
  return {
    objects: createObjects(new S3Client({}), aws.bucket),
    plans: createPlans(table),
    ledger: createLedger(table),
    actuals: createActuals(table),
    carries: createCarries(table),
    submissions: createSubmissions(table),
    unsubscribed: createUnsubscribed(table),
    links: createLinks('', createSecrets(table)),
    mailboxes: createMailboxes(table),
    editions: createEditions(table),
    published: createPublished(table),
    closedFiles: createClosedFiles(table),
    ingestQueue: createQueue(new SQSClient({}), environment.INGEST_QUEUE_URL ?? ''),
    storesAsOf: (instant: string) => storesAsOf(table, instant),
    attempts: createAttempts(table, 'message'),
    examine: examineUpload,
    timeoutSeconds: 120,
    aggregateQueue: createQueue(new SQSClient({}), environment.AGGREGATE_QUEUE_URL ?? ''),
    reportQueue: createQueue(new SQSClient({}), environment.REPORT_QUEUE_URL ?? ''),
    workbookQueue: createQueue(new SQSClient({}), environment.WORKBOOK_QUEUE_URL ?? ''),
    mailer: createMailer(new SESv2Client({}), { SENDER: 'jalon@example.org', CONFIGURATION_SET: '' }),
    addLineage: createLineage(),
    templates: readTemplates('templates'),
    now: () => new Date('2026-01-15T10:00:00Z'),
  };
}

export type Dependencies = ReturnType<typeof createDependencies>;

/** Entries with their observations as an array, to be compared. */
export const spelledOut = (entries: readonly LedgerEntry[]) =>
  entries.map((entry) => ({ ...entry, observations: [...entry.observations] }));

/** An observation of `1a.1` of the minimal plan. */
export function observed(orgUnit: string, period: string, value: number | null): Observation {
  return {
    orgUnit,
    indicator: '1a.1',
    period,
    total: { value, numerator: null, denominator: null },
    cells: ['B2'],
    sheet: null,
    breakdown: [],
    note: null,
  };
}

/** A ledger entry as the upload of one office makes it. */
export function entryOf(
  orgUnit: string,
  period: string,
  uploadedAt: string,
  observations: readonly Observation[],
): LedgerEntry {
  const key = `uploads/${orgUnit}/figures.csv`;
  return {
    period,
    orgUnit,
    order: orderOf({ eventTime: uploadedAt, sequencer: '0A', key }),
    source: { key, version: 'v', sha256: 's', planVersion: 1, uploadedAt },
    observations,
  };
}

/** Puts one figure of an office in the ledger and brings the actuals up to it. */
export async function uploadedFigures(
  deps: Dependencies,
  orgUnit: string,
  period: string,
  uploadedAt: string,
  value = 10,
): Promise<void> {
  await deps.ledger.put(entryOf(orgUnit, period, uploadedAt, [observed(orgUnit, period, value)]));
  await recompute([{ kind: 'observations', orgUnits: [orgUnit], period }], deps);
}

export class Crash extends Error {}

export interface CrashPlan {
  /** Number of the adapter call, from 1, at which the process dies. */
  readonly at: number;
  readonly when: 'before' | 'after';
}

const ADAPTERS = [
  'objects',
  'plans',
  'ledger',
  'actuals',
  'carries',
  'submissions',
  'closedFiles',
  'ingestQueue',
  'attempts',
  'aggregateQueue',
  'reportQueue',
  'workbookQueue',
  'mailer',
] as const;

/** So long before its retry a function that died had begun. */
const BEFORE_RETRY = 60_000;

/** The same adapters, dying at one call to AWS, after which no other is made; `calls()` tells how many were made. */
export function withCrash(deps: Dependencies, crash: CrashPlan | null): { deps: Dependencies; calls(): number } {
  let calls = 0;
  let dead = false;
  const wrap = <T extends object>(adapter: T): T =>
    new Proxy(adapter, {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]) => {
          if (dead) throw new Crash(`before ${String(name)}`);
          calls += 1;
          const mine = crash !== null && calls === crash.at;
          dead ||= mine;
          if (mine && crash.when === 'before') throw new Crash(`before ${String(name)}`);
          const result: unknown = await Reflect.apply(method, target, args);
          if (mine) throw new Crash(`after ${String(name)}`);
          return result;
        };
      },
    });
  const begun = deps.now().getTime() - (crash === null ? 0 : BEFORE_RETRY);
  const wrapped = { ...deps, now: () => new Date(begun) };
  for (const name of ADAPTERS) Object.assign(wrapped, { [name]: wrap(deps[name]) });
  return { deps: wrapped, calls: () => calls };
}

/** Everything the table and the bucket hold, by key, but for when what must happen once was done. */
export async function snapshot(aws: TestAws): Promise<Record<string, string>> {
  const state: Record<string, string> = {};
  const pages = paginateScan({ client: new DynamoDBClient({}) }, { TableName: aws.embedded.environment.TABLE_NAME });
  for await (const page of pages)
    for (const { at, ...item } of page.Items ?? [])
      state[`table ${item.pk?.S} ${item.sk?.S}`] = JSON.stringify({ ...item, isDone: at !== undefined }, (_, value) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
      );
  const s3 = new S3Client({});
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: aws.bucket }))
    for (const { Key } of page.Contents ?? []) {
      const object = await s3.send(new GetObjectCommand({ Bucket: aws.bucket, Key }));
      state[`object ${Key}`] = (await object.Body?.transformToString('base64')) ?? '';
    }
  return state;
}
