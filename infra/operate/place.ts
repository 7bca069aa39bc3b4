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
import { type EmbeddedAws, startEmbeddedAws } from '../local/embedded-aws.ts';
import { hasState, loadState, saveState } from '../local/state.ts';
import type { Whereabouts } from './arguments.ts';
import { CommandFailure } from './command.ts';

/** A system with its stores opened, on AWS or as a local run left it. */
export interface Place {
  /** For messages: where it is. */
  readonly name: string;
  /** The embedded AWS that holds a local run's state; null on AWS. */
  readonly embedded: EmbeddedAws | null;
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
    embedded: null,
    queueUrl: (step) => urlOf(queueName(prefix, step)),
    deadLetterUrl: (step) => urlOf(deadLetterQueueName(prefix, step)),
    close: async () => {},
  };
}

const startFirst = (out: string): string =>
  `npm start${out === 'out' ? '' : ` -- --out ${out}`} leaves one, and --table and --bucket name a system on AWS.`;

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
    embedded,
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
    case 'local':
      return openLocal(where.out);
    default:
      return where satisfies never;
  }
}
