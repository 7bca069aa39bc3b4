import { DeleteBucketCommand, DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { DeleteQueueCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type Upload, uploadsIn } from '../../../functions/events.ts';
import { asked } from './optional.ts';
import { createRemoteBucket, notifyQueues } from './remote-bucket.ts';
import { createQueue, type Naming } from './remote-queue.ts';

/** News that take longer come too late to wait for. */
const PATIENCE_MILLISECONDS = 5000;
const CLOCKS_APART_MILLISECONDS = 10 * 60 * 1000;
/** What has to be written otherwise in news stands in it. */
const KEY = 'plan/à l’essai +1.txt';

/** Whether a bucket of this endpoint tells a queue of its objects, in words that the functions can read: tried with two versions of an object in a bucket of its own. */
export async function bringsNews({ s3, sqs }: { readonly s3: S3Client; readonly sqs: SQSClient }, at: Naming) {
  const Bucket = `${at.prefix}-probe`;
  const queue = await createQueue(sqs, `${at.prefix}-probe`, {}, at);
  await createRemoteBucket(s3, Bucket, at);
  const versions: (string | undefined)[] = [];
  try {
    if (!(await notifyQueues({ s3, sqs }, Bucket, [{ ...queue, prefix: 'plan/' }]))) return false;
    for (const Body of ['1', '2']) {
      const put = await asked((timely) => s3.send(new PutObjectCommand({ Bucket, Key: KEY, Body }), timely));
      versions.push(put.ok ? put.value.VersionId : undefined);
    }
    return isNewsOf(versions, await newsFrom(sqs, queue.url, versions.length), Date.now());
  } finally {
    for (const version of versions)
      await asked((timely) =>
        s3.send(new DeleteObjectCommand({ Bucket, Key: KEY, ...(version ? { VersionId: version } : {}) }), timely),
      );
    await asked((timely) => s3.send(new DeleteBucketCommand({ Bucket }), timely));
    await asked((timely) => sqs.send(new DeleteQueueCommand({ QueueUrl: queue.url }), timely));
  }
}

/** The uploads that a queue tells of in time; null where it tells of them in a way that cannot be read. */
async function newsFrom(sqs: SQSClient, url: string, expected: number): Promise<readonly Upload[] | null> {
  const until = performance.now() + PATIENCE_MILLISECONDS;
  const found: Upload[] = [];
  while (found.length < expected && performance.now() < until) {
    const received = await asked((timely) =>
      sqs.send(new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }), timely),
    );
    if (!received.ok) return null;
    try {
      for (const { Body = '' } of received.value.Messages ?? []) found.push(...uploadsIn(Body));
    } catch {
      return null;
    }
    if (found.length < expected) await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return found;
}

/** Whether news name the object and its versions in their order, by a clock that is near ours. */
function isNewsOf(versions: readonly (string | undefined)[], news: readonly Upload[] | null, now: number) {
  if (news?.length !== versions.length) return false;
  const ordered = news.toSorted((a, b) => (a.sequencer < b.sequencer ? -1 : 1));
  return ordered.every(({ key, versionId, eventTime, sequencer }, index) => {
    const isNear = Math.abs(Date.parse(eventTime) - now) < CLOCKS_APART_MILLISECONDS;
    return (
      key === KEY && versionId === (versions[index] ?? null) && isNear && sequencer !== ordered[index + 1]?.sequencer
    );
  });
}
