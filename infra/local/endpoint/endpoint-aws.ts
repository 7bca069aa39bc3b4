import { randomBytes } from 'node:crypto';
import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { createSqs } from '../../../functions/aws/sqs.ts';
import { queueName, RETRIES, STEP_NAMES } from '../../definitions.ts';
import { startEmbeddedAws } from '../embedded-aws.ts';
import type { LocalAws } from '../local-aws.ts';
import { startMailbox } from '../mailbox.ts';
import { emptyRequestCounts } from '../request-counts.ts';
import type { LocalAwsOptions } from '../start-aws.ts';
import type { Endpoints } from './endpoints.ts';
import { forgetRun, keepEndpoint } from './kept.ts';
import { keysFor } from './keys.ts';
import { startLookout } from './lookout.ts';
import { createNews } from './news.ts';
import { asked } from './optional.ts';
import { createPost } from './post.ts';
import { reach } from './reach.ts';
import { startRelay } from './relay.ts';
import { createResources } from './resources.ts';
import { createStillness } from './stillness.ts';
import { watchEndpoints } from './watch.ts';

export interface EndpointOptions extends LocalAwsOptions {
  /** Seconds to wait until everything answers, and while something does no more. */
  readonly patience: number;
}

const REGION = 'us-east-1';
const CREATING_SECONDS = 30;
const WAIT_SECONDS = 1;

const freshPrefix = (now: Date): string =>
  `jalon-${now.toISOString().replace(/\D/g, '').slice(0, 14)}-${randomBytes(2).toString('hex')}`;

/** Creates Jalon's resources, under names not used before or those of an earlier run, behind the endpoints of the environment; an AWS in this process stands in for services that have none. */
export async function startEndpointAws(endpoints: Endpoints, options: EndpointOptions): Promise<LocalAws> {
  const { say, patience, kept } = options;
  await reach(Object.values(endpoints), patience, say);
  const isWhole = endpoints.s3 && endpoints.sqs && endpoints.dynamodb;
  const own = isWhole ? null : await startEmbeddedAws();
  const region = kept?.region || process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || REGION;
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
      ...(await keysFor(process.env)),
      AWS_ENDPOINT_URL_S3: endpoints.s3 ?? own?.environment.AWS_ENDPOINT_URL_S3 ?? '',
      AWS_ENDPOINT_URL_SQS: endpoints.sqs ?? own?.environment.AWS_ENDPOINT_URL_SQS ?? '',
      AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb ?? own?.environment.AWS_ENDPOINT_URL_DYNAMODB ?? '',
    };
    // The clients read them from the process, as the functions' do.
    Object.assign(process.env, settings);
    const prefix = kept?.prefix ?? freshPrefix(new Date());
    const stillness = createStillness(STEP_NAMES);
    const resources = await createResources(
      { prefix, region, patience: CREATING_SECONDS },
      { areThere: kept !== undefined, news: !options.dated && !kept, wake: stillness.end },
    );
    stops.push(async () => resources.close());
    const { bucket, table, queues, s3, sqs, tells } = resources;
    const news = createNews({ bucket, region }, tells, (step, body) =>
      sqs.send(new SendMessageCommand({ QueueUrl: queues[step].url, MessageBody: body })),
    );
    if (!tells && options.looksOut) {
      const lookout = startLookout(s3, bucket, news, say);
      stops.push(async () => lookout.end());
    }
    const takesMail = endpoints.sesv2 !== undefined || endpoints.ses !== undefined;
    const post = takesMail ? createPost(endpoints, { region }) : null;
    const relay = post ? await startRelay(mailbox, post, say) : null;
    if (post && relay)
      stops.push(
        async () => post.close(),
        () => relay.stop(),
      );
    const all = Object.values(queues);
    const absence = async (): Promise<string | null> => {
      const name = queueName(prefix, 'plan');
      const found = await asked((timely) => sqs.send(new GetQueueUrlCommand({ QueueName: name }), timely));
      return !found.ok && /NonExistent|DoesNotExist/.test(found.why) ? found.why : null;
    };
    const watch = watchEndpoints(Object.values(endpoints), patience, absence);
    stops.push(async () => watch.end());
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
      ...{ environment, region, queues, inboxUrl: mailbox.url, waitSeconds: WAIT_SECONDS, createSqs },
      announce: news.announce,
      take(step, messages) {
        stillness.handed(step, messages.length);
        news.received(messages);
        return queues[step].take(messages);
      },
      async isSettled() {
        if (!(await news.isTold())) return false;
        if (!(await stillness.comes())) return false;
        const heldBack = await Promise.all(all.map((queue) => queue.holdsBack()));
        return !heldBack.includes(true);
      },
      readInbox: mailbox.readInbox,
      async keep(out) {
        if (own) {
          await forgetRun(out);
          say(
            'A part of this run was in this process and ends with it: trace, rebuild and dead-letters have nothing to go by.',
          );
          return;
        }
        await keepEndpoint(out, { endpoints, region, prefix });
        say(`On that AWS: --table ${table} --bucket ${bucket} --prefix ${prefix}`);
      },
      lost: watch.lost,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
