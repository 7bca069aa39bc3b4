import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { createS3 } from '../../../functions/aws/s3.ts';
import { createSqs } from '../../../functions/aws/sqs.ts';
import type { StepName } from '../../definitions.ts';
import { createTable } from '../table.ts';
import { bringsNews } from './probe.ts';
import { needed } from './reach.ts';
import { createRemoteBucket, notifyQueues, toldQueues } from './remote-bucket.ts';
import { createRemoteQueue, type Naming, type RemoteQueue } from './remote-queue.ts';

export interface Resources {
  readonly bucket: string;
  readonly table: string;
  readonly queues: Readonly<Record<StepName, RemoteQueue>>;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  /** Whether the bucket tells the queues of new objects, so that the functions can read it. */
  readonly tells: boolean;
  close(): void;
}

export interface Wishes {
  /** Whether an earlier run has created them. */
  readonly areThere: boolean;
  /** Whether the bucket is to tell of new objects. */
  readonly news: boolean;
  /** What each queue's `wake` is to do. */
  readonly wake: () => void;
}

/** Creates Jalon's resources behind the endpoints of the environment, or opens those that are there. */
export async function createResources(at: Naming, { areThere, news, wake }: Wishes): Promise<Resources> {
  const [bucket, table] = [`${at.prefix}-bucket`, `${at.prefix}-table`];
  const [s3, sqs, dynamodb] = [createS3(), createSqs(), new DynamoDBClient({})];
  const close = () => {
    for (const client of [s3, sqs, dynamodb]) client.destroy();
  };
  const queueOf = (step: StepName) => createRemoteQueue(sqs, at, step, wake);
  try {
    const create = () => needed(`create the table ${table}`, () => createTable(dynamodb, table), at.patience);
    const [brings, plan, ingest, aggregate, report, workbook, bounces] = await Promise.all([
      news && bringsNews({ s3, sqs }, at),
      ...[queueOf('plan'), queueOf('ingest'), queueOf('aggregate')],
      ...[queueOf('report'), queueOf('workbook'), queueOf('bounces')],
      ...(areThere ? [] : [createRemoteBucket(s3, bucket, at), create()]),
    ] as const);
    const queues = { plan, ingest, aggregate, report, workbook, bounces };
    const tells = brings && (await notifyQueues({ s3, sqs }, bucket, toldQueues(queues)));
    return { bucket, table, queues, s3, sqs, tells, close };
  } catch (error) {
    close();
    throw error;
  }
}
