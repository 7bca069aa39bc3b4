import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { createS3 } from '../../../functions/aws/s3.ts';
import { createSqs } from '../../../functions/aws/sqs.ts';
import { RETRIES } from '../../definitions.ts';
import { startEmbeddedAws } from '../embedded-aws.ts';
import type { LocalAws } from '../local-aws.ts';
import { startMailbox } from '../mailbox.ts';
import { emptyRequestCounts } from '../request-counts.ts';
import { STATE_FOLDER } from '../state.ts';
import { createTable } from '../table.ts';
import type { Endpoints } from './endpoints.ts';
import { createNews } from './news.ts';
import { createPost } from './post.ts';
import { needed, reach } from './reach.ts';
import { startRelay } from './relay.ts';
import { createRemoteBucket, notifyQueues } from './remote-bucket.ts';
import { createRemoteQueue } from './remote-queue.ts';

export interface EndpointOptions {
  readonly inboxPort?: number | undefined;
  /** Seconds to wait until everything answers. */
  readonly patience: number;
  /** Whether uploads are dated otherwise than by the clock: then their news are sent from here. */
  readonly dated: boolean;
  readonly sender: string;
  readonly say: (line: string) => void;
}

const REGION = 'us-east-1';
const CREATING_SECONDS = 30;
/** Counts are approximate: so often they must say, one after the other, that nothing is left. */
const LOOKS = 3;

/** Keys for endpoints that want some and look at none. */
const KEYS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
const OWN_KEYS = [
  ...['AWS_ACCESS_KEY_ID', 'AWS_PROFILE', 'AWS_WEB_IDENTITY_TOKEN_FILE'],
  ...['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'],
];

const freshPrefix = (now: Date): string =>
  `jalon-${now.toISOString().replace(/\D/g, '').slice(0, 14)}-${randomBytes(2).toString('hex')}`;

/** Creates Jalon's resources, under names not used before, behind the endpoints of the environment; an AWS in this process stands in for services that have none. */
export async function startEndpointAws(endpoints: Endpoints, options: EndpointOptions): Promise<LocalAws> {
  const { say, patience } = options;
  await reach(Object.values(endpoints), patience, say);
  const isWhole = endpoints.s3 && endpoints.sqs && endpoints.dynamodb;
  const own = isWhole ? null : await startEmbeddedAws();
  const region = process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || REGION;
  const mailbox = await startMailbox(options.inboxPort, emptyRequestCounts());
  const stops: (() => Promise<unknown>)[] = [() => mailbox.stop(), ...(own ? [() => own.stop()] : [])];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    const settings = {
      ...{ AWS_REGION: region, AWS_DEFAULT_REGION: region, ...RETRIES },
      AWS_REQUEST_CHECKSUM_CALCULATION: 'WHEN_REQUIRED',
      AWS_RESPONSE_CHECKSUM_VALIDATION: 'WHEN_REQUIRED',
      ...(OWN_KEYS.some((name) => process.env[name]) ? {} : KEYS),
      AWS_ENDPOINT_URL_S3: endpoints.s3 ?? own?.environment.AWS_ENDPOINT_URL_S3 ?? '',
      AWS_ENDPOINT_URL_SQS: endpoints.sqs ?? own?.environment.AWS_ENDPOINT_URL_SQS ?? '',
      AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb ?? own?.environment.AWS_ENDPOINT_URL_DYNAMODB ?? '',
    };
    // The clients read them from the process, as the functions' do.
    Object.assign(process.env, settings);
    const prefix = freshPrefix(new Date());
    const [bucket, table] = [`${prefix}-bucket`, `${prefix}-table`];
    const at = { prefix, region, patience: CREATING_SECONDS };
    const [s3, sqs, dynamodb] = [createS3(), createSqs(), new DynamoDBClient({})];
    stops.push(async () => [s3, sqs, dynamodb].map((client) => client.destroy()));
    await createRemoteBucket(s3, bucket, at);
    await needed(`create the table ${table}`, () => createTable(dynamodb, table), CREATING_SECONDS);
    const queues = {
      plan: await createRemoteQueue(sqs, at, 'plan'),
      ingest: await createRemoteQueue(sqs, at, 'ingest'),
      aggregate: await createRemoteQueue(sqs, at, 'aggregate'),
      report: await createRemoteQueue(sqs, at, 'report'),
      workbook: await createRemoteQueue(sqs, at, 'workbook'),
      bounces: await createRemoteQueue(sqs, at, 'bounces'),
    };
    const tells = !options.dated && (await notifyQueues({ s3, sqs }, bucket, queues));
    const news = createNews({ bucket, region }, tells, (step, body) =>
      sqs.send(new SendMessageCommand({ QueueUrl: queues[step].url, MessageBody: body })),
    );
    const takesMail = endpoints.sesv2 !== undefined || endpoints.ses !== undefined;
    const post = takesMail ? createPost(endpoints, { region }) : null;
    const relay = post ? await startRelay(mailbox, post, say) : null;
    if (post && relay)
      stops.push(
        async () => post.close(),
        () => relay.stop(),
      );
    await post?.register(options.sender);
    const all = Object.values(queues);
    const isQuiet = async () => {
      await Promise.all(all.map((queue) => queue.look()));
      return all.every((queue) => queue.pending() === 0);
    };
    const environment = {
      ...settings,
      AWS_ENDPOINT_URL_SESV2: relay?.url ?? mailbox.url,
      BUCKET_NAME: bucket,
      TABLE_NAME: table,
      PLAN_QUEUE_URL: queues.plan.url,
      INGEST_QUEUE_URL: queues.ingest.url,
      AGGREGATE_QUEUE_URL: queues.aggregate.url,
      REPORT_QUEUE_URL: queues.report.url,
      WORKBOOK_QUEUE_URL: queues.workbook.url,
    };
    return {
      name: `the AWS at ${[...new Set(Object.values(endpoints))].join(', ')}`,
      ...{ environment, region, queues, inboxUrl: mailbox.url, createSqs },
      announce: news.announce,
      received: news.received,
      async isSettled() {
        if (!(await news.isTold())) return false;
        for (let look = 0; look < LOOKS; look += 1) {
          if (!(await isQuiet())) return false;
          await new Promise((resolve) => setTimeout(resolve, queues.plan.pause));
        }
        return true;
      },
      readInbox: mailbox.readInbox,
      async keep(out) {
        await mkdir(join(out, STATE_FOLDER), { recursive: true });
        const text = JSON.stringify({ endpoints, prefix, bucket, table }, null, 2);
        await writeFile(join(out, STATE_FOLDER, 'endpoint.json'), `${text}\n`);
        say(`On that AWS: --table ${table} --bucket ${bucket} --prefix ${prefix}`);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
