import { rm } from 'node:fs/promises';
import { devNull } from 'node:os';
import { SQSClient } from '@aws-sdk/client-sqs';
import { RETRIES, type StepName } from '../definitions.ts';
import type { LocalAws } from './local-aws.ts';
import { startMailbox } from './mailbox.ts';
import type { EmbeddedQueue } from './queues.ts';
import { emptyRequestCounts, type RequestCounts } from './request-counts.ts';
import { endpointFile, saveState } from './state.ts';
import { type EmbeddedObjects, startStorage } from './storage.ts';
import { startTable } from './table.ts';

export interface EmbeddedAwsOptions {
  /** Begins the names of the bucket, the table and the queues. */
  readonly prefix?: string;
  /** Port of the inbox page; another is taken when it is not free. */
  readonly inboxPort?: number;
}

export interface EmbeddedAws extends LocalAws {
  readonly objects: EmbeddedObjects;
  readonly queues: Readonly<Record<StepName, EmbeddedQueue>>;
  readonly queueUrls: Readonly<Record<StepName, string>>;
  readonly deadLetterUrls: Readonly<Record<StepName, string>>;
  /** The requests so far, those that created the resources left out. */
  readonly requests: RequestCounts;
}

export const EMBEDDED = 'the embedded AWS';

const REGION = 'eu-west-1';

/** Starts S3, SQS, DynamoDB and SES in this process, on the loopback, with the resources of `infra/definitions.ts`. */
export async function startEmbeddedAws(options: EmbeddedAwsOptions = {}): Promise<EmbeddedAws> {
  const place = { prefix: options.prefix ?? 'jalon', region: REGION };
  const requests = emptyRequestCounts();
  const starting = [
    startStorage(place, requests),
    startTable(place, requests),
    startMailbox(options.inboxPort, requests),
  ] as const;
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= stopStarted(starting);
    return stopping;
  };
  try {
    const [storage, table, mailbox] = await Promise.all(starting);
    const { objects, queues } = storage;
    const queueUrls = ofEach(queues, (queue) => queue.url);
    const embedded: EmbeddedAws = {
      name: EMBEDDED,
      environment: {
        ...clientEnvironment(),
        AWS_ENDPOINT_URL_S3: storage.url,
        AWS_ENDPOINT_URL_SQS: storage.url,
        AWS_ENDPOINT_URL_DYNAMODB: table.url,
        AWS_ENDPOINT_URL_SESV2: mailbox.url,
        BUCKET_NAME: storage.bucket,
        TABLE_NAME: table.name,
        PLAN_QUEUE_URL: queueUrls.plan,
        INGEST_QUEUE_URL: queueUrls.ingest,
        AGGREGATE_QUEUE_URL: queueUrls.aggregate,
        REPORT_QUEUE_URL: queueUrls.report,
        WORKBOOK_QUEUE_URL: queueUrls.workbook,
      },
      region: REGION,
      objects,
      queues,
      queueUrls,
      deadLetterUrls: ofEach(queues, (queue) => queue.deadLetterUrl),
      inboxUrl: mailbox.url,
      requests,
      waitSeconds: 0,
      createSqs: () =>
        new SQSClient({
          ...{ endpoint: storage.url, region: REGION },
          credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
        }),
      // Its bucket tells of every object, and its queues tell of themselves.
      announce: async () => {},
      take: async (_, messages) => messages,
      isSettled: async () => Object.values(queues).every((queue) => queue.pending() === 0),
      readInbox: mailbox.readInbox,
      async keep(out) {
        await rm(endpointFile(out), { force: true });
        await saveState(out, embedded);
      },
      lost: new Promise<never>(() => {}),
      stop,
    };
    return embedded;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Keys that open nothing, and no profile or settings of the machine's user, so that no client ever leaves for AWS. */
function clientEnvironment(): Record<string, string> {
  return {
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    ...RETRIES,
    AWS_SESSION_TOKEN: '',
    AWS_PROFILE: '',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_REQUEST_CHECKSUM_CALCULATION: 'WHEN_REQUIRED',
    AWS_RESPONSE_CHECKSUM_VALIDATION: 'WHEN_REQUIRED',
  };
}

function ofEach<Value>(
  queues: Readonly<Record<StepName, EmbeddedQueue>>,
  pick: (queue: EmbeddedQueue) => Value,
): Record<StepName, Value> {
  return {
    plan: pick(queues.plan),
    ingest: pick(queues.ingest),
    aggregate: pick(queues.aggregate),
    report: pick(queues.report),
    workbook: pick(queues.workbook),
    bounces: pick(queues.bounces),
  };
}

async function stopStarted(starting: readonly Promise<{ stop(): Promise<void> }>[]): Promise<void> {
  const started = await Promise.allSettled(starting);
  const stopped = await Promise.allSettled(
    started.map((part) => (part.status === 'fulfilled' ? part.value.stop() : undefined)),
  );
  const failure = stopped.find((part) => part.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}
