import { GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type Actuals, createActuals } from '../../functions/aws/actuals.ts';
import { createFailures, type Failures } from '../../functions/aws/failures.ts';
import { createLedger, type Ledger } from '../../functions/aws/ledger.ts';
import { createObjects, type Objects } from '../../functions/aws/objects.ts';
import { createPlans, type Plans } from '../../functions/aws/plans.ts';
import { createS3 } from '../../functions/aws/s3.ts';
import { createSqs } from '../../functions/aws/sqs.ts';
import { createSubmissions, type Submissions } from '../../functions/aws/submissions.ts';
import { createTable, type Table } from '../../functions/aws/table.ts';
import { type DailyStepName, deadLetterQueueName, queueName, type StepName } from '../definitions.ts';
import { startEmbeddedAws } from '../local/embedded-aws.ts';
import { type Kept, keptEndpoint } from '../local/endpoint/kept.ts';
import { EndpointFailure } from '../local/endpoint/reach.ts';
import type { LocalAws } from '../local/local-aws.ts';
import { startLocalAws } from '../local/start-aws.ts';
import { hasState, loadState, saveState } from '../local/state.ts';
import type { Whereabouts } from './arguments.ts';
import { CommandFailure } from './command.ts';

/** A system with its stores opened, on AWS or as a local run left it. */
export interface Place {
  /** For messages: where it is. */
  readonly name: string;
  /** Of a local run, where its functions work in this process; null on AWS, where they work by themselves. */
  readonly local: LocalAws | null;
  readonly table: Table;
  readonly plans: Plans;
  readonly ledger: Ledger;
  readonly actuals: Actuals;
  readonly submissions: Submissions;
  readonly failures: Failures;
  readonly objects: Objects;
  readonly bucket: string;
  readonly sqs: SQSClient;
  queueUrl(step: StepName): Promise<string>;
  deadLetterUrl(step: StepName | DailyStepName): Promise<string>;
  /** Lets go of it; what a command `changed` of a local state is kept there. */
  close(changed: boolean): Promise<void>;
}

function adapters(tableName: string, bucket: string) {
  const table = createTable(tableName);
  return {
    table,
    plans: createPlans(table),
    ledger: createLedger(table),
    actuals: createActuals(table),
    submissions: createSubmissions(table),
    failures: createFailures(table),
    objects: createObjects(createS3(), bucket),
    bucket,
    sqs: createSqs(),
  };
}

function openOnAws({ table, bucket, prefix }: Whereabouts & { kind: 'aws' }): Place {
  const opened = adapters(table, bucket);
  const urlOf = async (name: string): Promise<string> =>
    (await opened.sqs.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl ?? '';
  return {
    ...opened,
    name: `the table ${table}`,
    local: null,
    queueUrl: (step) => urlOf(queueName(prefix, step)),
    deadLetterUrl: (step) => urlOf(deadLetterQueueName(prefix, step)),
    close: async () => {},
  };
}

const startFirst = (out: string): string =>
  `npm start${out === 'out' ? '' : ` -- --out ${out}`} leaves one, and --table and --bucket name a system on AWS.`;

/** What a run on another AWS has left there. */
async function openEndpoint(kept: Kept): Promise<Place> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const local = await startLocalAws({ kept, say }).catch((error: unknown) => {
    throw error instanceof EndpointFailure ? new CommandFailure(error.message) : error;
  });
  const { TABLE_NAME = '', BUCKET_NAME = '' } = local.environment;
  const hasQueue = (name: string): name is StepName => name in local.queues;
  return {
    ...adapters(TABLE_NAME, BUCKET_NAME),
    ...{ name: local.name, local },
    queueUrl: async (step) => local.queues[step].url,
    deadLetterUrl: async (step) => (hasQueue(step) ? local.queues[step].deadLetterUrl : ''),
    close: () => local.stop(),
  };
}

async function openLocal(out: string): Promise<Place> {
  if (!(await hasState(out))) throw new CommandFailure(`There is no state of a run in ${out}. ${startFirst(out)}`);
  const embedded = await startEmbeddedAws();
  // The AWS SDK reads its endpoints, region and keys from the process.
  Object.assign(process.env, embedded.environment);
  try {
    await loadState(out, embedded);
  } catch (error) {
    await embedded.stop();
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(`The state of a run in ${out} cannot be read: ${reason}. ${startFirst(out)}`);
  }
  const { TABLE_NAME = '', BUCKET_NAME = '' } = embedded.environment;
  const hasQueue = (name: string): name is StepName => name in embedded.deadLetterUrls;
  return {
    ...adapters(TABLE_NAME, BUCKET_NAME),
    name: out,
    local: embedded,
    queueUrl: async (step) => embedded.queueUrls[step],
    deadLetterUrl: async (step) => (hasQueue(step) ? embedded.deadLetterUrls[step] : ''),
    async close(changed) {
      if (changed) await saveState(out, embedded);
      await embedded.stop();
    },
  };
}

/** Opens a system; throws `CommandFailure` where there is none. */
export async function openPlace(where: Whereabouts): Promise<Place> {
  switch (where.kind) {
    case 'aws':
      return openOnAws(where);
    case 'local': {
      const kept = await keptEndpoint(where.out).catch((error: unknown) => {
        throw new CommandFailure(
          `What a run has kept in ${where.out} cannot be read: ${String(error)}. ${startFirst(where.out)}`,
        );
      });
      return kept ? openEndpoint(kept) : openLocal(where.out);
    }
    default:
      return where satisfies never;
  }
}
